"""How long calls are kept, and purges: planned by one, approved by another, executed by workers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.called import CallIds, call_ids
from api.deps import House, HouseDep
from api.pages import PagingDep
from api.sources import Word
from qa.access import Action
from qa.content import Erased, Layer
from qa.events import DateTold
from qa.legal_hold import LegalHold, on
from qa.purge import Demand, Item, ItemState, Purge, PurgeState
from qa.retention import DateName, Retention
from qa.sentence import Said, read_all
from storage import planning
from storage.keeping import Keeping

router = APIRouter(prefix="/v1", tags=["Retention"])

Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class NewPlan(BaseModel):
    """What to plan: what is due; or with `value`, the data of one customer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: Annotated[str, StringConstraints(pattern=r"^(customer_ref|business\..+)$")] = Field(
        "customer_ref", description="The field that names the customer."
    )
    value: Why | None = Field(None, description="Its value; left out: what is due by the house's retention.")
    reason: Why = Field("the time is over", description="What was asked for, and by whom.")


class Approval(BaseModel):
    """That a plan was looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str = Field(description="Of the plan that was looked at, as it shows it.")


class Days(BaseModel):
    """Days of a call's business."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: dict[DateName, date] = Field(min_length=1, examples=[{"contract_end": "2027-03-31"}])


@dataclass(frozen=True, slots=True)
class KeptLayer:
    """How long one part of a call is kept.

    Attributes:
        layer: which.
        until: the last day; null where it is not known, or never comes.
        waits_for: days that are not told yet.
        classes: of the house's retention that hold it.
        why: in a sentence.
    """

    layer: Layer
    until: date | None
    waits_for: tuple[str, ...]
    classes: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CallKept:
    """How long a call is kept.

    Attributes:
        recording: its id.
        erased: what was erased of it; null while all is there.
        layers: how long each part is kept.
        days: that were told, by name.
        legal_holds: that are on it; while there is one nothing is erased.
    """

    recording: str
    erased: Erased | None
    layers: tuple[KeptLayer, ...]
    days: dict[str, date]
    legal_holds: tuple[LegalHold, ...]


@dataclass(frozen=True, slots=True)
class PurgeShown:
    """A purge, and what became of what it lists.

    Attributes:
        purge: it.
        tally: recordings by what became of them.
        items: a stretch of what it lists.
        next: place after which the next stretch begins; null at the end.
        said: why and reason of each item, taken apart into codes and values, by text.
        call_ids: what recording systems call the calls of these items, by the recording's id; of those that may be read.
    """

    purge: Purge
    tally: dict[ItemState, int]
    items: tuple[Item, ...]
    next: int | None
    call_ids: CallIds
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class PurgeList:
    """A stretch of the list of purges, the newest first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[Purge, ...]
    next: str | None


@router.get(
    "/retention",
    operation_id="getRetention",
    summary="Get how long calls are kept",
    dependencies=[allowed(Action.READ_RETENTION)],
)
def get_retention(house: HouseDep) -> Retention:
    """Show the house's file of retention (EVERYCALL_RETENTION); without classes all is kept for ever."""
    return house.retention


@router.get(
    "/recordings/{recording_id}/retention",
    operation_id="getCallKept",
    summary="Get how long a call is kept",
    dependencies=[allowed(Action.READ_RETENTION)],
)
def get_call_kept(recording_id: str, house: HouseDep) -> CallKept:
    """Show until when each part of a call is kept, what that waits for, and which legal holds are on it."""
    keeping = keeping_of(house)
    with house.store.read() as unit:
        recording = unit.recordings.get(recording_id)
        layers = keeping.kept(unit, [recording])[recording_id]
        days = dict(unit.business_dates.of([recording_id])[recording_id])
        holds = on(unit.legal_holds.all(), recording, keeping.called(recording))
    shown = (KeptLayer(layer, k.until, k.waits_for, k.classes, k.why) for layer, k in layers.items())
    return CallKept(recording_id, recording.erased, tuple(shown), days, holds)


@router.post(
    "/recordings/{recording_id}/dates", operation_id="tellDates", summary="Tell days of a call's business"
)
def tell_dates(
    recording_id: str, body: Days, house: HouseDep, permit: Annotated[Permit, allowed(Action.TELL_DATES)]
) -> CallKept:
    """Tell days that retention counts from, as the end of a contract; a later word replaces the former."""
    now = house.now()
    with house.store.begin() as unit:
        unit.legal_holds.take_turns()
        unit.recordings.get(recording_id)
        for name, day in body.days.items():
            if unit.business_dates.put(recording_id, name, day):
                unit.record(
                    DateTold(
                        recording=recording_id, at=now, actor=permit.person.id, what=name, day=day.isoformat()
                    )
                )
    return get_call_kept(recording_id, house)


@router.post(
    "/retention/purges", operation_id="planPurge", summary="Plan a purge", status_code=HTTPStatus.CREATED
)
def plan_purge(
    body: NewPlan, house: HouseDep, permit: Annotated[Permit, allowed(Action.PLAN_PURGE)]
) -> Purge | None:
    """Plan to erase what is due, or one customer's data; nothing is erased before another person approves.

    Null where nothing is due.
    """
    if body.value is None:
        return planning.plan_due(keeping_of(house), permit.person.id)
    return planning.plan_demand(
        keeping_of(house), permit.person.id, Demand(body.field, body.value, body.reason)
    )


@router.get(
    "/retention/purges",
    operation_id="listPurges",
    summary="List purges",
    dependencies=[allowed(Action.READ_RETENTION)],
)
def list_purges(
    house: HouseDep,
    paging: PagingDep,
    state: Annotated[tuple[PurgeState, ...], Query(description="In any of these states.")] = (),
) -> PurgeList:
    """List purges, the newest first, page by page."""
    with house.store.read() as unit:
        page = unit.purges.page(*state, limit=paging.limit, cursor_at=paging.cursor)
    return PurgeList(page.items, paging.named(page.next))


@router.get(
    "/retention/purges/{purge_id}",
    operation_id="getPurge",
    summary="Get a purge and what it lists",
)
def get_purge(
    purge_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_RETENTION)],
    after: Annotated[int, Query(ge=0, description="Place after which to begin.")] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="Recordings to list.")] = 100,
) -> PurgeShown:
    """Show what a purge would erase or has erased, recording by recording, with the reason."""
    with house.store.read() as unit:
        purge, tally = unit.purges.get(purge_id), dict(unit.purges.tally(purge_id))
        items = unit.purges.items(purge_id, after=after, limit=limit)
        named = call_ids(unit, (item.recording for item in items), permit.person)
    said = read_all(text for item in items for text in (item.why, item.reason))
    return PurgeShown(purge, tally, items, items[-1].place if len(items) == limit else None, named, said)


@router.post("/retention/purges/{purge_id}/approve", operation_id="approvePurge", summary="Approve a purge")
def approve_purge(
    purge_id: str, body: Approval, house: HouseDep, permit: Annotated[Permit, allowed(Action.APPROVE_PURGE)]
) -> Purge:
    """Let workers execute a purge. What is erased never comes back."""
    return planning.approve(keeping_of(house), purge_id, actor=permit.person.id, seen=body.digest)


@router.post("/retention/purges/{purge_id}/cancel", operation_id="cancelPurge", summary="Cancel a purge")
def cancel_purge(
    purge_id: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.PLAN_PURGE)]
) -> Purge:
    """End a purge before its end; what it erased stays erased."""
    return planning.cancel(keeping_of(house), purge_id, actor=permit.person.id, reason=body.reason)


def keeping_of(house: House) -> Keeping:
    """Say what this house's keeping goes by."""
    return Keeping(
        store=house.store,
        objects=house.objects,
        sources=house.sources,
        retention=house.retention,
        zone=house.zone,
        now=house.now,
        new_id=house.new_id,
    )
