"""The nightly close: a day's coverage is written down once, and amended by what arrives later."""

import logging
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from qa.coverage import BACK_DAYS, Closing, close, ended, span
from qa.delivery_events import CoverageGap
from qa.house_events import DayClosed
from storage.coverage import Stretch
from workers.desk import Desk

_log = logging.getLogger(__name__)


def close_days(desk: Desk, back: int = BACK_DAYS) -> tuple[Closing, ...]:
    """Close the days that have ended and amend closed ones, once a night; gives what was written.

    A day is closed `close_hours` after it ended. The last one is closed last: once it is, the night's work is done.

    Args:
        desk: a worker's.
        back: how many days are looked at.

    Raises:
        StorageError: the database is away.
    """
    zone, now = ZoneInfo(desk.rules.zone), desk.now()
    days = tuple(ended(now, zone, grace=timedelta(hours=desk.rules.close_hours), back=back))
    with desk.store.read() as unit:
        if days[-1] in unit.closings.closed(days[-1:]):
            return ()
    written = (_close(desk, day, zone, even_empty=day == days[-1]) for day in days)
    return tuple(closing for closing in written if closing is not None)


def _close(desk: Desk, day: date, zone: ZoneInfo, *, even_empty: bool) -> Closing | None:
    since, before = span(day, zone)
    stretch = Stretch(since=since, before=before)
    with desk.store.begin() as unit:
        if mended := unit.beside.mend(since, before):
            _log.warning(
                "%d calls of %s stood in the ledger or in lists otherwise than they are; that was mended.",
                mended,
                day,
            )
    with desk.store.read() as unit:
        former = unit.closings.of(day)
        books = unit.coverage.books(stretch)
    if not former and not books.whole.denominator and not even_empty:
        return None
    closing = close(day, books, former[-1] if former else None, zone=zone.key, now=desk.now())
    if closing is None:
        return None
    whole = books.whole
    with desk.store.begin() as unit:
        if not unit.closings.add(closing):
            return None  # another worker was quicker
        event = DayClosed(
            at=closing.at,
            day=day.isoformat(),
            number=closing.number,
            numerator=whole.numerator,
            denominator=whole.denominator,
        )
        unit.record(event)
        if missing := whole.denominator - whole.numerator:
            unit.record(
                CoverageGap(at=closing.at, day=event.day, missing=missing, denominator=whole.denominator)
            )
    _tell(closing)
    return closing


def _tell(closing: Closing) -> None:
    whole = closing.books.whole
    level = logging.INFO if whole.numerator == whole.denominator else logging.WARNING
    drops = ", ".join(f"{drop.calls} {drop.reason}" for drop in whole.drops) or "no gap"
    what = f"amended ({closing.number})" if closing.number else "closed"
    _log.log(
        level,
        "%s is %s: %d of %d calls inspected; %s.",
        closing.day,
        what,
        whole.numerator,
        whole.denominator,
        drops,
    )
