"""What was taken out in bulk, read back from the trail: what for, how far it is, and whether it arrived whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter

from api.access import Permit, allowed
from api.deps import HouseDep
from api.sheets.form import Form
from qa.access import Action, Reach, reach
from qa.house_events import ResultsExported, ResultsSent
from qa.sheet import TRAIL, Sheet
from storage.audit import AuditEvent, Sought

router = APIRouter(prefix="/v1/exports", tags=["Exports"])

MOST = 50
"""Exports that are listed."""


class ExportState(StrEnum):
    """How far an export is.

    `under_way`: its end is not written down; it is being sent, or the machine went down meanwhile. `whole`: all of it was
    sent. `broken_off`: it was not.
    """

    UNDER_WAY = "under_way"
    WHOLE = "whole"
    BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An export.

    Attributes:
        id: unique.
        actor: who took it, by id.
        began_at: when.
        sheet: what a row is: `evaluations`, `findings`, or `audit` for a line of the trail.
        form: of the file.
        chosen: the filters, as JSON.
        reason: what for.
        state: how far it is.
        rows: how many were sent; null while it is under way.
        ended_at: when it ended.
    """

    id: str
    actor: str
    began_at: datetime
    sheet: Sheet | Literal["audit"]
    form: Form
    chosen: str
    reason: str
    state: ExportState
    rows: int | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakenList:
    """Exports, the latest first; at most 50."""

    items: tuple[TakenOut, ...]


@router.get("", operation_id="listExports", summary="List what was taken out")
def list_exports(house: HouseDep, permit: Annotated[Permit, allowed(Action.EXPORT_RESULTS)]) -> TakenList:
    """List one's own exports, or everybody's where one may read the trail, and how far each is."""
    everybody = reach(permit.person, Action.READ_AUDIT) is not Reach.NOTHING
    actor = None if everybody else permit.person.id
    with house.store.read() as unit:
        began = unit.audit.page(Sought(name=ResultsExported.name, actor=actor), limit=MOST).events
        since = min((each.at for each in began), default=None)
        ended = (
            unit.audit.page(Sought(name=ResultsSent.name, actor=actor, since=since), limit=4 * MOST).events
            if began
            else ()
        )
    return TakenList(tuple(_taken(began, ended)))


def _taken(began: Iterable[AuditEvent], ended: Iterable[AuditEvent]) -> Iterator[TakenOut]:
    ends = {each.details["export"]: each for each in ended}
    for each in began:
        told = each.details
        end = ends.get(told["export"])
        yield TakenOut(
            id=told["export"],
            actor=each.actor,
            began_at=each.at,
            sheet=TRAIL if told["what"] == TRAIL else Sheet(told["what"]),
            form=Form(told["form"]),
            chosen=told["chosen"],
            reason=told["reason"],
            state=_state(end),
            rows=None if end is None else int(end.details["count"]),
            ended_at=None if end is None else end.at,
        )


def _state(end: AuditEvent | None) -> ExportState:
    if end is None:
        return ExportState.UNDER_WAY
    return ExportState.WHOLE if end.details["whole"] == str(True) else ExportState.BROKEN_OFF
