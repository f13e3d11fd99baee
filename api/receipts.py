"""Receipts of evaluations, and the sealed days they stand in; both are checked without this server."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.access import Permit, allowed, client_of
from api.blind import check_sighted
from api.deps import HouseDep
from qa.access import Action
from qa.chain import Sibling, path
from qa.content import Erased
from qa.house_events import DataExported
from qa.seal import Sealed
from storage.receipts import Issued

router = APIRouter(prefix="/v1", tags=["Receipts"])

LINES = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Proof:
    """That a receipt stands in a sealed day.

    Attributes:
        sealed: the day's seal with its signature.
        path: the way from the receipt's digest to the day's root, RFC 6962.
    """

    sealed: Sealed
    path: tuple[Sibling, ...]


@dataclass(frozen=True, slots=True)
class ProvenReceipt:
    """A receipt, with the proof that it was not written later.

    Attributes:
        form: of the receipt.
        parts: name → content.
        digests: name → SHA-256 of the part's canonical JSON.
        digest: SHA-256 over form and digests.
        proof: null until the day is sealed.
        erased: what was erased of the call since, and when; then `scorecard`, which quotes it, is null, and its digest
            stands for it. Null while all is kept.
    """

    form: str
    parts: Mapping[str, Any]
    digests: Mapping[str, str]
    digest: str
    proof: Proof | None
    erased: Erased | None


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """Receipts of one evaluation, the first first."""

    items: tuple[Issued, ...]


@router.get(
    "/evaluations/{evaluation_id}/receipt", operation_id="getReceipt", summary="Get an evaluation's receipt"
)
def get_receipt(
    evaluation_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_RECEIPT)]
) -> ProvenReceipt:
    """Tell what an evaluation was made of; `everycall verify receipt.json` checks it without a server."""
    with house.store.read(permit.scope) as unit:
        receipt = unit.receipts.get(evaluation_id)
        check_sighted(unit, receipt.parts["subject"]["recording"], permit.person)
        found = unit.chain.digests(evaluation_id)
        recording = unit.recordings.get(receipt.parts["subject"]["recording"])
    proof = None
    if found is not None:
        sealed, digests, place = found
        proof = Proof(sealed, path(digests, place))
    return ProvenReceipt(
        receipt.form, receipt.parts, receipt.digests, receipt.digest, proof, recording.erased
    )


@router.get(
    "/evaluations/{evaluation_id}/receipts",
    operation_id="listReceipts",
    summary="List an evaluation's receipts",
)
def list_receipts(
    evaluation_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_RECEIPT)]
) -> ReceiptList:
    """List the receipt of the evaluation and one for every decision about it; each names the one before.

    `GET /v1/evaluations/{receipt}/receipt` shows one of them.
    """
    with house.store.read(permit.scope) as unit:
        unit.evaluations.get(evaluation_id)
        return ReceiptList(unit.receipts.listed(evaluation_id))


@router.get(
    "/days/{day}",
    operation_id="getDay",
    summary="Get a sealed day",
    response_class=StreamingResponse,
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}},
)
def get_day(
    day: date, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_AUDIT)], request: Request
) -> StreamingResponse:
    """Export a day's seal and all that it covers, a line of JSON each; `everycall verify --day` checks the file.

    That it was exported is written into the trail before anything is sent.
    """
    with house.store.begin() as unit:
        sealed = unit.chain.get(day.isoformat())
        event = DataExported(
            at=house.now(),
            actor=permit.person.id,
            what="day",
            chosen=day.isoformat(),
            count=sealed.seal.count,
            address=client_of(request),
        )
        unit.record(event)

    def lines() -> Iterator[str]:
        yield json.dumps(asdict(sealed)) + "\n"
        after = 0
        while True:
            with (
                house.store.read() as unit
            ):  # entries never change: each stretch has a transaction of its own
                found = unit.chain.lines(sealed, after)
            yield from (line + "\n" for line in found)
            if not found:
                return
            after = int(json.loads(found[-1])["number"])

    name = f"everycall-{day}.jsonl"
    return StreamingResponse(
        lines(), media_type=LINES, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
