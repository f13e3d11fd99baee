"""Backtests: what a version of a rubric would have changed in the calls there are."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from api.access import Permit, allowed
from api.blind import blind_calls
from api.called import call_ids
from api.deps import House, HouseDep
from api.filters import Moment
from qa.access import Action, Person
from qa.backtest import Backtest
from scoring.errors import RubricUnknown
from storage.calls import Stretch
from workers.backtest import Backtester

router = APIRouter(prefix="/v1/rubric-versions", tags=["Rubrics"])

MEDIA_TYPE = "application/x-ndjson"


class Asked(BaseModel):
    """Which calls are scored, and what is compared with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    against: str | None = Field(
        None, description="Digest of the version to compare with; the active one where it is left out."
    )
    received_from: Moment | None = Field(None, description="Calls received at or after.")
    received_before: Moment | None = Field(None, description="Calls received before.")


@router.post(
    "/{digest}/backtest",
    operation_id="backtestRubricVersion",
    summary="Score stored calls by a version and by the one in use",
    responses={
        200: {
            "description": "Lines of JSON: `calls` and `of` while it goes on, then `report`, a Backtest, and `call_ids`,"
            " what recording systems call the calls that flip, by the recording's id.",
            "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
        }
    },
    response_class=StreamingResponse,
)
def backtest_version(
    digest: str, asked: Asked, house: HouseDep, permit: Annotated[Permit, allowed(Action.BACKTEST_RUBRIC)]
) -> StreamingResponse:
    """Stream how far it is, a line each page of calls, and in the last line what would have changed.

    It tells the pass rate of each criterion, the agents who cross the pass mark, and the calls that flip, with
    their quotes; none of those that one scores blind. Nothing is written.
    """
    with house.store.read() as unit:
        new = unit.rubrics.get(digest).rubric
        old = unit.rubrics.get(asked.against).rubric if asked.against else unit.rubrics.active(new)
    if old is None:
        raise RubricUnknown(
            f"No version of {new.id} in {new.language.value} is active; name one in 'against'."
        )
    stretch = Stretch(new.language.value, asked.received_from, asked.received_before)
    tester = Backtester(house.store, old, new, partial(house.aids, (old, new)))
    return StreamingResponse(_lines(house, tester, stretch, permit.person), media_type=MEDIA_TYPE)


def _lines(house: House, tester: Backtester, stretch: Stretch, person: Person) -> Iterator[str]:
    with house.store.read() as unit:
        total = unit.calls.count(stretch)
    for looked_at in tester.run(stretch):
        yield json.dumps({"calls": looked_at, "of": total}) + "\n"
    whole = tester.tally.report()
    with house.store.read() as unit:
        blind = blind_calls(unit, [flip.recording for flip in whole.flips], person)
        seen = replace(whole, flips=tuple(flip for flip in whole.flips if flip.recording not in blind))
        named = call_ids(unit, (flip.recording for flip in seen.flips), person)
    report: Any = TypeAdapter(Backtest).dump_python(seen, mode="json")
    yield json.dumps({"report": report, "call_ids": named}, ensure_ascii=False) + "\n"
