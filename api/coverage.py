"""Coverage: the calls the switch says happened come in; how many of them were inspected goes out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.asked import FIRST_DAY, LAST_DAY
from api.deps import HouseDep
from api.pages import MOST, link_next
from qa.access import Action
from qa.cdr import SwitchCall
from qa.coverage import Totals, span
from qa.house_events import CallsListed
from storage.coverage import Gap, Imported, Stretch

router = APIRouter(prefix="/v1", tags=["Coverage"])

MOST_CALLS = 2000
"""Calls one request may list; it stays under the limit of a body."""


class CallList(BaseModel):
    """Calls that the switch says happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: tuple[SwitchCall, ...] = Field(
        min_length=1,
        max_length=MOST_CALLS,
        description=f"At most {MOST_CALLS}; send more in several requests.",
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A day's totals as they were written down.

    Attributes:
        number: 0 when the day was closed, then 1, 2, … for amendments by what arrived later.
        at: when.
        zone: time zone of the day.
        totals: as they stood then.
    """

    number: int
    at: datetime
    zone: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """A day's coverage.

    Attributes:
        day: in the zone.
        zone: time zone of the house, by whose days calls are counted.
        team: whose calls; null for all.
        share: numerator by denominator, 0 to 1; null where no call happened.
        totals: as they stand now.
        written: the day's closing and its amendments, in order; none while the day is open, and none of the whole house
            for those who reach some teams only.
        gaps: calls that were not inspected whole, by when they began.
        next: cursor of the following gaps, for `?cursor=`; null on the last page.
    """

    day: date
    zone: str
    team: str | None
    share: float | None
    totals: Totals
    written: tuple[Written, ...]
    gaps: tuple[Gap, ...]
    next: str | None


@router.post("/cdrs", operation_id="listCalls", summary="List calls that happened")
def list_calls(
    body: CallList, house: HouseDep, permit: Annotated[Permit, allowed(Action.REPORT_CALLS)]
) -> Imported:
    """Take in calls as the switch recorded them; all or none, and the same call may come again.

    A call that is known with other facts takes these. A recording belongs to a call with its source and call id.
    """
    with house.store.begin() as unit:
        now = house.now()
        done = unit.coverage.put(body.calls, now=now)
        unit.record(
            CallsListed(at=now, actor=permit.person.id, new=done.new, changed=done.changed, same=done.same)
        )
    return done


@router.get("/coverage", operation_id="getCoverage", summary="Get a day's coverage")
def get_coverage(  # noqa: PLR0913 one argument for each part of the request
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_COVERAGE)],
    request: Request,
    response: Response,
    *,
    day: Annotated[
        date | None,
        Query(ge=FIRST_DAY, le=LAST_DAY, description="In the house's time zone; yesterday if left out."),
    ] = None,
    team: Annotated[str | None, Query(description="Only calls of this team.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description=f"Gaps a page, 1 to {MOST}.")] = 50,
    cursor: Annotated[str | None, Query(description="`next` of the page before; keep the rest.")] = None,
) -> CoverageReport:
    """Tell how many of a day's calls were inspected whole, where the others stayed behind, and which they are."""
    zone = ZoneInfo(house.settings.time_zone)
    asked = day or house.now().astimezone(zone).date() - timedelta(days=1)
    since, before = span(asked, zone)
    stretch = Stretch(since=since, before=before, team=team)
    with house.store.read(permit.scope) as unit:
        totals = unit.coverage.books(stretch).whole
        page = unit.coverage.gaps(stretch, limit=limit, cursor_at=cursor)
        closings = unit.closings.of(asked) if _shown(permit, team) else ()
    link_next(request, response, page.next)
    return CoverageReport(
        day=asked,
        zone=zone.key,
        team=team,
        share=totals.share,
        totals=totals,
        written=tuple(Written(each.number, each.at, each.zone, each.books.of(team)) for each in closings),
        gaps=page.gaps,
        next=page.next,
    )


def _shown(permit: Permit, team: str | None) -> bool:
    """Tell whether somebody may see what was written of a team, or of the house."""
    return permit.scope.everything or team in permit.scope.teams
