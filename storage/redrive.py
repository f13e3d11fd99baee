"""Send many ended recordings on their way again, a stretch at a time.

Each stretch is a transaction of its own, so that none holds the database for long, and what is killed in the middle
has done what it did. To do it twice does no harm: what is on its way again is chosen no more.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime

from qa.events import RecordingRedriven, RecordingsRedriven
from qa.recording import Recording, Stage, redrive
from storage.filters import Filter, Order
from storage.patience import outlast
from storage.uow import Store

STRETCH = 200
"""Recordings that one transaction sends."""

MOST = 20_000
"""Recordings that one request may send; it is asked again for the rest."""

_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Redriven:
    """What a bulk re-drive did.

    Attributes:
        matched: recordings that were chosen when it began.
        redriven: how many of them were sent on their way again.
        left: how many are still chosen; ask again for these.
    """

    matched: int
    redriven: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Who sends which recordings on their way again, and what for.

    Attributes:
        chosen: which; its states are settled ones.
        begin: stage to begin at, where a recording came so far; None for the one it ended at.
        limit: at most this many.
        actor: who.
        reason: what for.
    """

    chosen: Filter
    begin: Stage | None = None
    limit: int = MOST
    actor: str
    reason: str


def count(store: Store, chosen: Filter) -> int:
    """Say how many recordings are chosen."""
    with store.read() as unit:
        return sum(each.count for each in unit.recordings.tally(chosen))


def redrive_all(store: Store, errand: Errand, now: Callable[[], datetime]) -> Redriven:
    """Send recordings on their way again, those received first before others.

    Args:
        store: the database.
        errand: which, and what for.
        now: tells the time.

    Raises:
        StorageError: the database is away; what was sent until then is on its way.
    """
    matched, sent, place = count(store, errand.chosen), 0, None
    while sent < errand.limit:
        size = min(STRETCH, errand.limit - sent)
        stretch = outlast(
            lambda: _send(store, errand, now(), size, place),  # noqa: B023 called before the loop goes on
            seconds=_PATIENCE_SECONDS,
        )
        sent += stretch.sent
        place = stretch.next
        if place is None:
            break
    if sent:
        _note(store, errand, now(), sent)
    return Redriven(matched, sent, count(store, errand.chosen))


@dataclass(frozen=True, slots=True)
class _Stretch:
    sent: int
    next: str | None


def _send(store: Store, errand: Errand, now: datetime, size: int, place: str | None) -> _Stretch:
    with store.begin() as unit:
        page = unit.recordings.page(errand.chosen, order=Order.OLDEST, limit=size, cursor_at=place)
        for ended in page.recordings:
            if ended.erased is not None:
                continue  # there may be nothing left to work on
            again = redrive(ended, now=now, stage=_begin(ended, errand.begin))
            unit.recordings.save(again, loaded=ended)
            unit.record(RecordingRedriven(recording=ended.id, at=now, actor=errand.actor, stage=again.stage))
    return _Stretch(len(page.recordings), page.next)


def _begin(ended: Recording, wanted: Stage | None) -> Stage:
    stages = list(Stage)
    return min(ended.stage, wanted or ended.stage, key=stages.index)


def _note(store: Store, errand: Errand, now: datetime, sent: int) -> None:
    asked = {field.name: getattr(errand.chosen, field.name) for field in fields(errand.chosen)}
    chosen = ", ".join(f"{name}={_plain(value)}" for name, value in asked.items() if value)
    event = RecordingsRedriven(at=now, actor=errand.actor, reason=errand.reason, count=sent, chosen=chosen)
    with store.begin() as unit:
        unit.record(event)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime) else str(value)
