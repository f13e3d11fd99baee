"""Trends: how scores and findings went, by day, week or month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from qa.access import Action
from qa.evaluation import AuthorKind
from qa.trend import Grouping, Period, Point, Question

router = APIRouter(prefix="/v1", tags=["Results"])

_USUAL = timedelta(weeks=13)
_FIRST, _LAST = date(1970, 1, 1), date(9999, 12, 30)


class Asked(BaseModel):
    """Which evaluations a trend is of; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: str = Field(description="Evaluations by this rubric.")
    since: date | None = Field(
        None, ge=_FIRST, le=_LAST, description="First day of the calls; 13 weeks before `before` if left out."
    )
    before: date | None = Field(
        None, ge=_FIRST, le=_LAST, description="The day after the last; tomorrow if left out."
    )
    period: Period = Field(Period.WEEK, description="How long each point is; weeks begin on Monday.")
    by: Grouping | None = Field(None, description="One line for each of these; left out, one line in all.")
    criterion: str | None = Field(None, description="The findings of this criterion, not whole evaluations.")
    agent: str | None = Field(None, description="The agent's id; empty for calls without one, and so on.")
    queue: str | None = Field(None, description="Queue or skill the call came through.")
    team: str | None = Field(None, description="The agent's team.")
    version: str | None = Field(None, description="Of the rubric.")
    language: str | None = Field(None, description="Of the rubric.", examples=["zh", "en"])
    author: AuthorKind = Field(AuthorKind.MACHINE, description="Whose evaluations.")

    def question(self, today: date) -> Question:
        """Say it as storage reads it.

        Raises:
            TrendUnbounded: it spans no days, or too many.
        """
        before = self.before or today + timedelta(days=1)
        fields = self.model_dump(exclude={"since", "before"})
        return Question(**fields, before=before, since=self.since or before - _USUAL)


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend, and what exactly it is of.

    Attributes:
        question: the days are those of the house's time zone.
        points: by line, then time; a period without evaluations has none.
    """

    question: Question
    points: tuple[Point, ...]


@router.get("/trends", operation_id="getTrend", summary="Get how scores and findings went")
def get_trend(
    asked: Annotated[Asked, Query()], house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_TRENDS)]
) -> Trend:
    """Tell, period by period, how many evaluations there were, their mean score and its variance, and what was found.

    An evaluation counts on the day its call began, under the agent, team and queue that were known of the call when it
    was published. Days are the house's, as when it was counted.
    """
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        return Trend(question, unit.trends.points(question))
