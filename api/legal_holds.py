"""Legal holds: put, released, listed. Nothing of what one covers is erased."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.pages import PagingDep
from api.sources import Word
from qa.access import Action
from qa.house_events import LegalHoldPut, LegalHoldReleased
from qa.legal_hold import LegalHold, Subject, release
from qa.metadata import Name

router = APIRouter(prefix="/v1/legal-holds", tags=["Retention"])


class NewHold(Word):
    """What nothing is to be erased of."""

    subject: Subject = Field(description="What `ref` names.")
    ref: Name = Field(
        description="Id of the recording, of the call in its recording system, of the customer or the agent."
    )
    since: date | None = Field(None, description="First day of the calls it is on; left out: all before.")
    until: date | None = Field(None, description="Last day; left out: all after.")


@dataclass(frozen=True, slots=True)
class HoldList:
    """A stretch of the list of legal holds, oldest first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[LegalHold, ...]
    next: str | None


@router.get(
    "",
    operation_id="listLegalHolds",
    summary="List legal holds",
    dependencies=[allowed(Action.READ_RETENTION)],
)
def list_holds(
    house: HouseDep,
    paging: PagingDep,
    *,
    released: Annotated[bool, Query(description="Those that were released, too.")] = False,
) -> HoldList:
    """List the holds that are in force, with who put each, when and what for, page by page."""
    with house.store.read() as unit:
        page = unit.legal_holds.page(released=released, limit=paging.limit, cursor_at=paging.cursor)
    return HoldList(page.items, paging.named(page.next))


@router.post("", operation_id="putLegalHold", summary="Put a legal hold", status_code=HTTPStatus.CREATED)
def put_hold(body: NewHold, house: HouseDep, permit: Annotated[Permit, allowed(Action.HOLD)]) -> LegalHold:
    """Let nothing be erased of what this covers, calls that come later among it, until it is released.

    It also stops what was approved already and was not executed yet.
    """
    hold = LegalHold(
        house.new_id(),
        body.subject,
        body.ref,
        body.since,
        body.until,
        body.reason,
        permit.person.id,
        house.now(),
    )
    with house.store.begin() as unit:
        unit.legal_holds.put(hold)
        event = LegalHoldPut(
            at=hold.put_at, actor=permit.person.id, hold=hold.id, subject=body.subject, reason=body.reason
        )
        unit.record(event)
    return hold


@router.post("/{hold_id}/release", operation_id="releaseLegalHold", summary="Release a legal hold")
def release_hold(
    hold_id: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.HOLD)]
) -> LegalHold:
    """End a hold; what is due is planned again, and erased by nobody before that is approved."""
    now = house.now()
    with house.store.begin() as unit:
        released = release(unit.legal_holds.get(hold_id), actor=permit.person.id, reason=body.reason, now=now)
        unit.legal_holds.save(released)
        event = LegalHoldReleased(
            at=now, actor=permit.person.id, hold=hold_id, subject=released.subject, reason=body.reason
        )
        unit.record(event)
    return released
