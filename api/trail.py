"""The audit trail taken out: every line that the filters choose, as a table, and that it was taken is a line of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from api.access import Permit, allowed, client_of
from api.audit import WantedLines
from api.deps import HouseDep
from api.exports import BYTES, MEDIA, turn
from api.guard import is_head
from api.sheets.form import Form, written
from api.sheets.outgoing import Export, Outgoing
from qa.access import Action
from qa.house_events import ResultsExported
from qa.sheet import TRAIL, TRAIL_COLUMNS, Row
from storage.audit import AuditEvent, Sought
from storage.uow import Store

router = APIRouter(prefix="/v1", tags=["Receipts"])

LINES_A_PAGE = 1_000
"""Lines loaded at once."""


class TakenLines(WantedLines):
    """Which lines of the trail are taken out, and what for."""

    reason: str = Field(
        min_length=1,
        max_length=500,
        description="What they are taken out for; it goes into the trail itself.",
    )
    bom: bool = Field(
        False, description="Begin a CSV with the mark by which Excel knows that it is in UTF-8."
    )


class Lines:
    """The lines that are sought, the latest first, each page read in a view of its own.

    Attributes:
        rows: how many were given so far.
    """

    def __init__(self, store: Store, sought: Sought, *, lines_a_page: int = LINES_A_PAGE) -> None:
        self._store = store
        self._sought = sought
        self._size = lines_a_page
        self.rows = 0

    def __iter__(self) -> Iterator[tuple[Row, ...]]:
        """Give pages of rows.

        Raises:
            StorageError: the database cannot be read; what was given so far is not the whole.
        """
        place: str | None = None
        while True:
            with self._store.read() as unit:
                page = unit.audit.page(self._sought, limit=self._size, cursor_at=place)
            self.rows += len(page.events)
            yield tuple(_row(each) for each in page.events)
            place = page.next
            if place is None:
                return


def _row(line: AuditEvent) -> Row:
    details = json.dumps(dict(line.details), ensure_ascii=False)
    return (str(line.id), line.at, line.name, line.actor, line.recording, details)


@router.get(
    "/audit.{form}",
    operation_id="exportAudit",
    summary="Export the audit trail as CSV, XLSX or Parquet",
    response_class=StreamingResponse,
    responses={200: {"content": {media.partition(";")[0]: BYTES for media in MEDIA.values()}}},
)
def export_audit(
    form: Form,
    wanted: Annotated[TakenLines, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_AUDIT)],
    request: Request,
) -> Response:
    """Send every line that the filters choose, the latest first; what happens after the export began is not in it."""
    now = house.now()
    headers = {"Content-Disposition": f'attachment; filename="everycall-{TRAIL}-{now:%Y-%m-%d}.{form}"'}
    if is_head(request):
        return Response(headers=headers, media_type=MEDIA[form])
    sought = wanted.sought(house.zone)
    lines = Lines(
        house.store, replace(sought, before=now if sought.before is None else min(now, sought.before))
    )
    event = ResultsExported(
        at=now,
        actor=permit.person.id,
        export=house.new_id(),
        what=TRAIL,
        form=form.value,
        chosen=wanted.model_dump_json(exclude={"reason", "bom"}, exclude_defaults=True),
        reason=wanted.reason,
        address=client_of(request),
    )
    chunks = written(TRAIL_COLUMNS, TRAIL, form, lines, bom=wanted.bom)
    outgoing = Outgoing(house.store, event, lines, chunks, house.now)
    with turn(house, form):
        outgoing.begin()
    return Export(outgoing, headers=headers, media_type=MEDIA[form])
