"""The flip test of a rubric's version: does it answer otherwise when only what must not matter was changed."""

from dataclasses import replace

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.access import allowed
from api.deps import House, HouseDep
from api.filters import Moment
from api.rubric_versions import good_calls
from qa.access import Action
from qa.choice import facts_of
from qa.fairness import LIMIT, Fairness, Tried, fairness, typed
from qa.rubric_version import RubricVersion
from storage.calls import Stretch

router = APIRouter(prefix="/v1/rubric-versions", tags=["Rubrics"])

MOST_STORED = 200
"""Stored calls of one test; each is scored some ten times."""


class FlipTest(BaseModel):
    """What is tried."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: float = Field(LIMIT, gt=0, lt=1, description="Share of calls whose answer may flip.")
    stored: int = Field(
        0, ge=0, le=MOST_STORED, description="So many stored calls, besides those that were typed by hand."
    )
    received_from: Moment | None = Field(None, description="Stored calls received at or after.")
    received_before: Moment | None = Field(None, description="Stored calls received before.")


@router.post(
    "/{digest}/fairness",
    operation_id="testRubricFairness",
    summary="Look for answers that change though nothing about the service did",
    dependencies=[allowed(Action.BACKTEST_RUBRIC)],
)
def run_fairness(digest: str, body: FlipTest, house: HouseDep) -> Fairness:
    """Vary names, regional words, customers' politeness and what is known of the agent; count what flips.

    It is tried on the examples beside the version, on the good calls of its language and, where asked for, on stored
    calls, whose words are not shown. Nothing is written.
    """
    with house.store.read() as unit:
        version = unit.rubrics.get(digest)
    rubric = version.rubric
    tried = [*typed(version.source.given(rubric), good_calls(house, rubric.language))]
    if body.stored:
        tried += _stored(house, version, body)
    return fairness(rubric, tried, house.aids([rubric]), limit=body.limit)


def _stored(house: House, version: RubricVersion, body: FlipTest) -> list[Tried]:
    stretch = Stretch(version.rubric.language.value, body.received_from, body.received_before)
    with house.store.read() as unit:
        page, _ = unit.calls.page(stretch, None, limit=body.stored)
    return [
        Tried(
            each.recording,
            replace(each.call, metadata=facts_of(each.metadata, each.call.transcript, source=each.source)),
            quotable=False,
        )
        for each in page
    ]
