"""Coverage of many days: what was written down of those that ended, and what stands of those that did not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.asked import FIRST_DAY, LAST_DAY
from api.deps import HouseDep
from api.refusals import RequestInvalid
from qa.access import Action, Scope
from qa.coverage import Books, Closing, Totals, span, together, total
from storage.coverage import Stretch

router = APIRouter(prefix="/v1/coverage", tags=["Coverage"])

LONGEST = timedelta(days=366)
_USUAL = timedelta(days=90)
_LIVE = timedelta(days=35)
"""Days that were not closed yet are counted as they stand, so many back: as far as the nightly close looks."""


class WantedDays(BaseModel):
    """Which days, of which calls."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date | None = Field(
        None, ge=FIRST_DAY, le=LAST_DAY, description="First day; 90 days up to `until` if left out."
    )
    until: date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY, description="Last day; today if left out.")
    team: str | None = Field(None, max_length=200, description="Only calls of this team.")


@dataclass(frozen=True, slots=True)
class CoveredDay:
    """A day's coverage.

    Attributes:
        day: in the zone of the house.
        share: numerator by denominator, 0 to 1; null where no call happened.
        totals: as they were last written down; as they stand, of a day that is open.
        open: whether the day is not closed yet.
        closed_at: when it was closed; null while it is open, and of a day without a call.
        closed_share: its share as it was when it was closed; null likewise.
        amendments: how often it was amended since by what arrived late.
        amended_at: when last; null where it was not.
    """

    day: date
    share: float | None
    totals: Totals
    open: bool
    closed_at: datetime | None
    closed_share: float | None
    amendments: int
    amended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CoveredDays:
    """Coverage, day by day.

    Attributes:
        zone: time zone of the house, by whose days calls are counted.
        team: whose calls; null for all within reach.
        today: the day it is there.
        days: every day asked for, the earliest first.
        whole: all of them together.
        share: of all of them.
    """

    zone: str
    team: str | None
    today: date
    days: tuple[CoveredDay, ...]
    whole: Totals
    share: float | None


@router.get("/days", operation_id="getCoverageDays", summary="Get the coverage of many days")
def get_coverage_days(
    wanted: Annotated[WantedDays, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_COVERAGE)],
) -> CoveredDays:
    """Tell day by day how many calls were inspected whole, and why others were not.

    Of days that are closed this is what was written down last, by the closing or an amendment; it is not counted anew.
    """
    today = house.today
    until = wanted.until or today
    since = wanted.since or until - _USUAL + timedelta(days=1)
    if not timedelta() <= until - since < LONGEST:
        raise RequestInvalid(
            (
                f"{since} to {until} is not 1 to {LONGEST.days} days; name the earlier day first, or ask for fewer",
            )
        )
    with house.store.read(permit.scope) as unit:
        closings = unit.closings.between(since, until + timedelta(days=1))
        open_days = _open_days(closings, since, min(until, today), today)
        standing = {
            day: unit.coverage.books(_stretch(day, house.zone, wanted.team)).whole for day in open_days
        }
    written = defaultdict[date, list[Closing]](list)
    for each in closings:
        written[each.day].append(each)
    days = tuple(
        _day(day, written[day], standing.get(day), permit.scope, wanted.team) for day in _days(since, until)
    )
    whole = together(each.totals for each in days)
    return CoveredDays(house.zone.key, wanted.team, today, days, whole, whole.share)


def _days(since: date, until: date) -> Iterator[date]:
    for number in range((until - since).days + 1):
        yield since + timedelta(days=number)


def _open_days(closings: Sequence[Closing], since: date, until: date, today: date) -> tuple[date, ...]:
    """List the days after the last one that was closed; those before it and not written had no call."""
    last = max((each.day for each in closings), default=None)
    first = max(since, today - _LIVE + timedelta(days=1))
    return tuple(_days(first if last is None else max(first, last + timedelta(days=1)), until))


def _stretch(day: date, zone: ZoneInfo, team: str | None) -> Stretch:
    since, before = span(day, zone)
    return Stretch(since=since, before=before, team=team)


def _day(
    day: date, written: Sequence[Closing], standing: Totals | None, scope: Scope, team: str | None
) -> CoveredDay:
    if not written:
        totals = standing or total(())
        return CoveredDay(day, totals.share, totals, standing is not None, None, None, 0, None)
    first, last = written[0], written[-1]
    totals = _within(last.books, scope, team)
    return CoveredDay(
        day=day,
        share=totals.share,
        totals=totals,
        open=False,
        closed_at=first.at,
        closed_share=_within(first.books, scope, team).share,
        amendments=last.number,
        amended_at=last.at if last.number else None,
    )


def _within(books: Books, scope: Scope, team: str | None) -> Totals:
    """Pick from what was written of the whole house what somebody may see."""
    if scope.everything:
        return books.of(team)
    seen = scope.teams if team is None else scope.teams & {team}
    return together(each.totals for each in books.teams if each.team in seen)
