"""What is printed: a scorecard on paper, in the language of who reads it."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response

from api.access import Permit, allowed, client_of
from api.blind import check_sighted
from api.deps import HouseDep
from api.guard import is_head
from api.media import Media, disposition
from api.printed.gathered import gather, printed
from api.printed.labels import Language
from api.printed.scorecard import content
from api.printed.typeset import typeset
from qa.access import Action

router = APIRouter(prefix="/v1", tags=["Exports"])

PDF = Media("application/pdf", ".pdf")
_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/evaluations/{evaluation_id}/scorecard.pdf",
    operation_id="printScorecard",
    summary="Print a scorecard with its evidence",
    response_class=Response,
    responses={200: {"content": {PDF.type: _BYTES}}},
)
def print_scorecard(
    evaluation_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_EVALUATION)],
    *,
    request: Request,
    language: Annotated[
        Language | None, Query(description="Of the form; overrules Accept-Language. Quotes stay as they are.")
    ] = None,
    accept_language: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Print an evaluation on A4: each criterion with its quotes, what was searched, who judged, and the receipt's digest.

    That it was printed is written into the trail first.
    """
    with house.store.begin(permit.scope) as unit:
        evaluation = unit.evaluations.get(evaluation_id)
        check_sighted(unit, evaluation.recording, permit.person)
        told = gather(
            unit,
            evaluation,
            language=language,
            accept=accept_language,
            zone=house.zone,
            by=permit.person.id,
            at=house.now(),
        )
        if not is_head(request):
            unit.record(printed(told, client_of(request)))
    headers = {
        "Content-Language": told.language,
        "Vary": "Accept-Language",
        "Content-Disposition": disposition(f"scorecard-{evaluation_id}", PDF),
    }
    body = b"" if is_head(request) else typeset("scorecard.typ", content(told), at=told.at)
    return Response(body, headers=headers, media_type=PDF.type)
