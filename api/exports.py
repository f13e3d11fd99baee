"""Results taken out in bulk: sent while they are read, and written into the trail."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from api.access import Permit, allowed, client_of
from api.blind import blind_calls
from api.deps import House, HouseDep
from api.filters import CallFilter
from api.guard import is_head
from api.refusals import WorkbooksBusy
from api.sheets.form import Form, written
from api.sheets.outgoing import Export, Outgoing
from api.sheets.pages import Hides, Pages, Taken
from qa.access import Action, Person
from qa.house_events import ResultsExported
from qa.sheet import COLUMNS, Narrowing, Sheet
from scoring.finding import Outcome
from storage.filters import Filter
from storage.uow import Unit

router = APIRouter(prefix="/v1/exports", tags=["Exports"])


MEDIA = {
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
}
"""What each form is called on the wire."""

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
"""How the API's description says that it is no JSON."""


class Asked(CallFilter):
    """What is taken out, and what for."""

    reason: str = Field(
        min_length=1, max_length=500, description="What it is taken out for; it goes into the audit trail."
    )
    bom: bool = Field(
        False, description="Begin a CSV with the mark by which Excel knows that it is in UTF-8."
    )

    @property
    def narrowing(self) -> Narrowing:
        """Say which rows of the calls are wanted."""
        return Narrowing(
            rubric=self.rubric,
            version=self.version,
            author=self.author,
            score_from=self.score_from,
            score_to=self.score_to,
            criterion=self.criterion,
            outcome=None if self.criterion is None else Outcome(self.outcome),
        )

    def up_to(self, now: datetime) -> Filter:
        """Say which calls, of those received before the export began."""
        bounded = self if self.received_before else self.model_copy(update={"received_before": now})
        return bounded.filter()

    @property
    def chosen(self) -> str:
        """Write the filters down, as the trail keeps them."""
        return self.model_dump_json(exclude={"reason", "bom"}, exclude_defaults=True)


@router.get(
    "/{sheet}.{form}",
    operation_id="exportResults",
    summary="Export evaluations or findings as CSV, XLSX or Parquet",
    response_class=StreamingResponse,
    responses={200: {"content": {media.partition(";")[0]: BYTES for media in MEDIA.values()}}},
)
def export_results(
    sheet: Sheet,
    form: Form,
    asked: Annotated[Asked, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.EXPORT_RESULTS)],
    request: Request,
) -> Response:
    """Send a table of all that the filters choose, by when calls were received; docs/exports.md tells its columns.

    Calls received after the export began are not in it, nor those that the one who asks is to score blind.
    """
    now = house.now()
    headers = {"Content-Disposition": f'attachment; filename="everycall-{sheet}-{now:%Y-%m-%d}.{form}"'}
    if is_head(request):
        return Response(headers=headers, media_type=MEDIA[form])
    event = ResultsExported(
        at=now,
        actor=permit.person.id,
        export=house.new_id(),
        what=sheet.value,
        form=form.value,
        chosen=asked.chosen,
        reason=asked.reason,
        address=client_of(request),
    )
    taken = Taken(
        sheet=sheet,
        calls=asked.up_to(now),
        scope=permit.scope,
        narrowing=asked.narrowing,
        hides=_hidden_from(permit.person),
    )
    pages = Pages(house.store, taken)
    outgoing = Outgoing(
        house.store, event, pages, written(COLUMNS[sheet], sheet.value, form, pages, bom=asked.bom), house.now
    )
    with turn(house, form):
        outgoing.begin()
    return Export(outgoing, headers=headers, media_type=MEDIA[form])


def _hidden_from(person: Person) -> Hides:
    def hides(unit: Unit, recordings: Collection[str]) -> Collection[str]:
        return blind_calls(unit, tuple(recordings), person)

    return hides


@contextmanager
def turn(house: House, form: Form) -> Iterator[None]:
    """Take one of the places for those who write a workbook: it is written as a whole, which takes a thread for minutes.

    Raises:
        WorkbooksBusy: none is free.
    """
    if form is not Form.XLSX:
        yield
        return
    if not house.workbooks.acquire(blocking=False):
        raise WorkbooksBusy(
            "As many workbooks as this house writes at once are being written; ask again shortly, or take CSV or "
            "Parquet, which are sent while they are read."
        )
    try:
        yield
    finally:
        house.workbooks.release()
