"""Walk the bucket and take in what no notification told of."""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from qa.backlog import audio_seconds, pace
from qa.ingest.source import Source
from qa.ingest.sources import WHOLE_BUCKET
from storage.admission import deliver
from storage.doorstep import Doorstep, Outcome
from storage.objects import Stat
from workers.desk import Desk

_log = logging.getLogger(__name__)

OVERLAP = timedelta(days=1)
"""How far before the watermark a walk looks again: S3 dates an upload in parts by its beginning, not its end."""

SIDECAR_OVERLAP = timedelta(minutes=15)
"""Likewise for sidecars, which are put in one piece; each costs a look at its recording."""


def walk(desk: Desk, *, at_once: int = 500) -> Counter[Outcome]:
    """Walk the objects of every source from its watermark; says how many were taken in, refused and so on.

    Nothing is walked where the house names no sources. Recordings that are known are not counted. The watermark moves only after a walk that came to its end.

    Args:
        desk: a worker's.
        at_once: keys the database is asked about in one go.

    Raises:
        StorageError: the database or the object store is away.
    """
    counts: Counter[Outcome] = Counter()
    if desk.sources == WHOLE_BUCKET:
        return counts
    for source in desk.sources.all:
        counts += _walk_source(desk, source, at_once)
    if counts[Outcome.TAKEN] or counts[Outcome.DESCRIBED]:
        _log.info(
            "The walk through the bucket brought: %s.", ", ".join(f"{n} {o}" for o, n in counts.items())
        )
    return counts


def _walk_source(desk: Desk, source: Source, at_once: int) -> Counter[Outcome]:
    step = Doorstep(desk.store, desk.objects, desk.sources, desk.now, desk.new_id)
    counts: Counter[Outcome] = Counter()
    with desk.store.read() as unit:
        seen_until = unit.walks.seen_until(source.name)
    latest = seen_until
    found = _candidates(desk, source, seen_until)
    while batch := tuple(islice(found, at_once)):
        with desk.store.read() as unit:
            known = unit.recordings.known_keys([stat.key for stat in batch])
        if any(stat.key not in known for stat in batch) and _is_behind(desk):
            return counts  # the watermark stays: what was not taken in is found again
        for stat in batch:
            if desk.stopping():
                return counts
            latest = max(latest or stat.modified_at, stat.modified_at)
            if stat.key not in known:
                counts[deliver(step, stat.key).outcome] += 1
    if latest is not None:
        now = desk.now()
        with desk.store.begin() as unit:
            unit.walks.put(
                source.name, min(latest, now), now=now
            )  # a date in the future would hide what follows
    return counts


def _is_behind(desk: Desk) -> bool:
    """Tell whether workers are so far behind that more rows would help nobody; what is paused does not count."""
    with desk.store.read() as unit:
        paused = {pause.source for pause in unit.holds.pauses()}
        piles, known = unit.backlog.piles(desk.now()), pace(unit.backlog.listened())
    hours = sum(audio_seconds(pile, known) for pile in piles if pile.source not in paused) / 3600
    if hours > desk.rules.walk_below_hours:
        _log.warning(
            "The walk through the bucket takes in no more for now: %.0f hours of audio wait, more than %.0f.",
            hours,
            desk.rules.walk_below_hours,
        )
        return True
    return False


def _candidates(desk: Desk, source: Source, seen_until: datetime | None) -> Iterator[Stat]:
    """List what may be news: recordings and sidecars of this source, changed since a little before the watermark."""
    for stat in desk.objects.list(source.prefix):
        is_audio = source.is_audio(stat.key)
        if (
            not (is_audio or source.is_manifest(stat.key) or source.audio_keys(stat.key))
            or desk.sources.of(stat.key) is not source
        ):
            continue
        if seen_until is None or stat.modified_at >= seen_until - (OVERLAP if is_audio else SIDECAR_OVERLAP):
            yield stat
