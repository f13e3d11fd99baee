"""Trends: how scores and findings went, by day, week or month; and an agent beside their own past."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.asked import FIRST_DAY, LAST_DAY, AskedOf
from api.deps import HouseDep
from qa.access import Action
from qa.charted import Charted, chart
from qa.evaluation import AuthorKind
from qa.makers import Break, breaks, eras
from qa.statistics.control import ControlOptions
from qa.statistics.figure import Precision
from qa.statistics.trend import Measure
from qa.trend import Grouping, Period, Question
from qa.trend_lines import TrendPoint, points
from storage.errors import AnswerTooLong
from storage.trends import MOST_POINTS
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Results"])


class Asked(AskedOf):
    """Which evaluations a trend is of; every filter narrows it further."""

    period: Period = Field(Period.WEEK, description="How long each point is; weeks begin on Monday.")
    by: Grouping | None = Field(None, description="One line for each of these; left out, one line in all.")
    criterion: str | None = Field(None, description="The findings of this criterion, not whole evaluations.")
    agent: str | None = Field(None, description="The agent's id; empty for calls without one, and so on.")

    def question(self, today: date) -> Question:
        """Say it as storage reads it.

        Raises:
            TrendUnbounded: it spans no days, or too many.
        """
        since, before = self.days(today)
        return Question(**self.model_dump(exclude={"since", "before"}), since=since, before=before)


class OneAgent(Asked):
    """Which agent is held against their own past."""

    agent: str = Field(min_length=1, description="The agent's id.")
    since: date | None = Field(
        None,
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="First day of the calls; a year before `before` if left out.",
    )
    by: None = Field(None, description="Nothing: a chart is of one line.")

    usual: ClassVar[timedelta] = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend, and what exactly it is of.

    Attributes:
        question: the days are those of the house's time zone.
        points: by line and language, then time; a period without evaluations has none, and one in which something
            changed has several.
        breaks: the days on which recogniser, cues or models changed; of rubrics the points say it themselves.
    """

    question: Question
    points: tuple[TrendPoint, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """An agent beside their own past.

    Attributes:
        question: what is charted.
        measure: `mean`: of scores, 0 to 100. `share`: of what passed, or was met; 0 to 1.
        options: how the chart learns and warns.
        marks: in order of time, each with what changed before it and the calls behind it.
        breaks: the days on which recogniser, cues or models changed; the chart learns anew from each.
    """

    question: Question
    measure: Measure
    options: ControlOptions
    marks: tuple[Charted, ...]
    breaks: tuple[Break, ...]


@router.get("/trends", operation_id="getTrend", summary="Get how scores and findings went")
def get_trend(
    asked: Annotated[Asked, Query()], house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_TRENDS)]
) -> Trend:
    """Tell, period by period, how many evaluations there were, their mean score, what passed, and what was found.

    Each figure has its interval, or says that there is too little data. An evaluation counts on the day its call began,
    under the agent, team and queue that were known of the call when it was published.
    """
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        found = breaks_of(unit, question)
        cut = eras(question.since, found)
        told = points(unit.trends.summed(question, cut), cut, question, Precision())
    if len(told) > MOST_POINTS:
        raise AnswerTooLong(
            f"This trend has more than {MOST_POINTS} points; ask for fewer days, longer periods, or one team."
        )
    return Trend(question, told, found)


@router.get("/trends/control", operation_id="getControlChart", summary="Hold an agent against their own past")
def get_control_chart(
    asked: Annotated[OneAgent, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRENDS)],
) -> ControlChart:
    """Chart an agent's scores, or the rate of a criterion: what is usual for them, and what is beyond it."""
    question = asked.question(house.today)
    measure = Measure.MEAN if question.criterion is None else Measure.SHARE
    options = ControlOptions()
    with house.store.read(permit.scope) as unit:
        found = breaks_of(unit, question)
        cut = eras(question.since, found)
        marks = chart(unit.trends.summed(question, cut), cut, question, options)
    return ControlChart(question, measure, options, marks, found)


def breaks_of(unit: Unit, question: Question) -> tuple[Break, ...]:
    """Find where a trend of the machine's evaluations is broken; people are no recogniser."""
    if question.author is not AuthorKind.MACHINE:
        return ()
    return breaks(unit.makers.days(question.rubric, question.since, question.before, question.language))
