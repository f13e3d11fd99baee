"""Receipts for what was judged, and the day's seal over them and over everything that happened."""

import logging
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from qa.coverage import ended, span
from qa.seal import Growing, Sealed
from storage.chain import BATCH
from storage.issuing import issue
from workers.desk import Desk, Signs

_log = logging.getLogger(__name__)

_MISSING = 100


def seal_days(desk: Desk) -> tuple[Sealed, ...]:
    """Seal the days that have ended since the last seal, each with everything not yet in the chain.

    Without a signer nothing is sealed. The first seal takes in all that ever happened.

    Raises:
        StorageError: the database is away, or the key cannot be used.
    """
    if desk.signer is None:
        return ()
    zone = ZoneInfo(desk.rules.zone)
    (last,) = ended(desk.now(), zone, grace=timedelta(hours=desk.rules.close_hours), back=1)
    with desk.store.read() as unit:
        former = unit.chain.last()
    done = date.fromisoformat(former.seal.day) if former else last - timedelta(days=1)
    if done >= last:
        return ()
    _issue_missing(desk)
    return tuple(
        _seal(desk, desk.signer, done + timedelta(days=more + 1), zone) for more in range((last - done).days)
    )


def _issue_missing(desk: Desk) -> None:
    """Issue receipts for what was published before there were any."""
    while True:
        with desk.store.begin() as unit:
            names = unit.receipts.missing(_MISSING)
            for name in names:
                issue(unit, unit.evaluations.get(name), at=desk.now())
        if len(names) < _MISSING:
            return


def _seal(desk: Desk, signer: Signs, day: date, zone: ZoneInfo) -> Sealed:
    with desk.store.begin() as unit:
        former = unit.chain.last()
        # A transaction may commit after its day was sealed: the next seal takes it in, so a day more is looked at.
        since = span(date.fromisoformat(former.seal.day), zone)[0] if former else None
        growing = Growing(former)
        new = unit.chain.unlinked(before=span(day, zone)[1], since=since)
        added = (growing.add(*each) for each in new)
        while batch := tuple(islice(added, BATCH)):
            unit.chain.append(batch)
        seal = growing.seal(day=day.isoformat(), at=desk.now(), key=signer.key)
        sealed = Sealed(seal, signer.sign(seal.signed))
        unit.chain.seal(sealed)
    _log.info("%s is sealed: %d entries, digest %s.", day, seal.count, seal.digest)
    return sealed
