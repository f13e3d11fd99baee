"""The audit trail, searched: who did what, when, and to which call."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import allowed
from api.asked import FIRST_DAY, LAST_DAY
from api.deps import HouseDep
from api.pages import MOST, link_next
from qa.access import Action
from qa.coverage import span
from storage.audit import AuditEvent, Sought

router = APIRouter(prefix="/v1/audit", tags=["Receipts"])


class WantedLines(BaseModel):
    """Which lines of the trail; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str | None = Field(
        None,
        max_length=80,
        description="Of this kind; one that ends in a dot stands for all that begin so.",
        examples=["purge.approved", "purge."],
    )
    actor: str | None = Field(
        None, max_length=200, description="Done by this person or program, by its id; `everycall` by itself."
    )
    recording: str | None = Field(None, max_length=64, description="Concerning this recording.")
    since: date | None = Field(
        None, ge=FIRST_DAY, le=LAST_DAY, description="First day, in the house's time zone."
    )
    until: date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY, description="Last day.")

    def sought(self, zone: ZoneInfo) -> Sought:
        """Say it as storage reads it."""
        return Sought(
            name=self.name,
            actor=self.actor,
            recording=self.recording,
            since=span(self.since, zone)[0] if self.since else None,
            before=span(self.until, zone)[1] if self.until else None,
        )


class WantedEvents(WantedLines):
    """Which lines of the trail to list, and how many at once."""

    limit: int = Field(50, ge=1, le=MOST, description=f"Lines a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")


@dataclass(frozen=True, slots=True)
class AuditList:
    """A stretch of the trail.

    Attributes:
        items: the latest first.
        next: cursor of the following stretch, for `?cursor=`; null on the last one.
        begins: when the whole trail begins; null while nothing is in it.
    """

    items: tuple[AuditEvent, ...]
    next: str | None
    begins: datetime | None


@router.get(
    "",
    operation_id="searchAudit",
    summary="Search the audit trail",
    dependencies=[allowed(Action.READ_AUDIT)],
)
def search_audit(
    wanted: Annotated[WantedEvents, Query()], house: HouseDep, request: Request, response: Response
) -> AuditList:
    """List what happened, the latest first, page by page; `GET /v1/days/{day}` has it sealed."""
    with house.store.read() as unit:
        page = unit.audit.page(wanted.sought(house.zone), limit=wanted.limit, cursor_at=wanted.cursor)
        begins = unit.audit.first()
    link_next(request, response, page.next)
    return AuditList(page.events, page.next, begins)
