"""Agents beside each other: the heat map, who needs what, and, where the house wants one, the leaderboard."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.asked import AskedOf
from api.deps import HouseDep
from api.trends import breaks_of
from qa.access import Action
from qa.heatmap import HeatCell, Heatmap, HeatRow, Need, heatmap, needs
from qa.house_setting import SettingName, must_be_on
from qa.leaderboard import Ranked, leaderboard
from qa.makers import Break
from qa.statistics.figure import Precision
from qa.statistics.peers import Team, team
from qa.trend import Period, Question
from qa.trend_lines import not_met
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Results"])


class Compared(AskedOf):
    """Who is compared, and by which evaluations; all of these agents are each other's colleagues."""

    def question(self, today: date) -> Question:
        """Say it as storage reads it.

        Raises:
            TrendUnbounded: it spans no days, or too many.
        """
        since, before = self.days(today)
        fields = self.model_dump(include=set(AskedOf.model_fields) - {"since", "before"})
        return Question(**fields, since=since, before=before, period=Period.MONTH)


class OfCriterion(Compared):
    """By what agents are compared with their team."""

    criterion: str | None = Field(None, description="By this criterion's rate, not by scores.")


@dataclass(frozen=True, slots=True)
class HeatmapAnswer:
    """Agents by criteria.

    Attributes:
        question: what exactly it is of.
        criteria: all agents together, the lowest rate first.
        cells: by agent, then criterion.
        breaks: the days on which recogniser, cues or models changed meanwhile: for all of them alike.
    """

    question: Question
    criteria: tuple[HeatRow, ...]
    cells: tuple[HeatCell, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class NeedList:
    """Who needs what, and the calls behind it.

    Attributes:
        question: what exactly it is of.
        items: surely lower than with colleagues; by the calls it costs, the most first.
        common: what all of them miss most, the lowest rate first: a matter of training or of the rubric, not of one agent.
    """

    question: Question
    items: tuple[Need, ...]
    common: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class PeerList:
    """Agents beside their team; see `qa.statistics.peers`.

    Attributes:
        question: what exactly it is of.
        team: the mean, how much agents differ, and each of them.
    """

    question: Question
    team: Team


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Agents ranked; who cannot be told apart shares a place.

    Attributes:
        question: what exactly it is of.
        items: by place; those with too little data last, without one.
        too_few: whether there are too few agents to rank anybody.
    """

    question: Question
    items: tuple[Ranked, ...]
    too_few: bool


@router.get("/heatmap", operation_id="getHeatmap", summary="Lay agents and criteria out")
def get_heatmap(
    asked: Annotated[Compared, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRENDS)],
) -> HeatmapAnswer:
    """Tell of every agent and criterion the rate, and where it is apart from colleagues by more than chance."""
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        made, found = map_of(unit, question), breaks_of(unit, question)
    return HeatmapAnswer(question, made.criteria, made.cells, found)


@router.get("/needs", operation_id="listNeeds", summary="List who needs what")
def list_needs(
    asked: Annotated[Compared, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRENDS)],
) -> NeedList:
    """Rank what agents miss surely more often than their colleagues, each with the calls behind it."""
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        made = map_of(unit, question)
    return NeedList(question, needs(made), tuple(row for row in made.criteria if row.rate.told))


@router.get("/peers", operation_id="getPeers", summary="Hold agents against their team")
def get_peers(
    asked: Annotated[OfCriterion, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRENDS)],
) -> PeerList:
    """Draw each agent's mean towards the team's by as much as chance explains, and tell how far they are apart."""
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        agents = unit.trends.agents(replace(question, criterion=asked.criterion))
    return PeerList(question, team(agents, Precision()))


@router.get("/leaderboard", operation_id="getLeaderboard", summary="Rank agents, where the house wants that")
def get_leaderboard(
    asked: Annotated[Compared, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.COACH)],
) -> Leaderboard:
    """Rank agents by score; refused unless an administrator turned leaderboards on."""
    question = asked.question(house.today)
    with house.store.read(permit.scope) as unit:
        must_be_on(unit.house_settings.get(SettingName.LEADERBOARDS))
        items = leaderboard(unit.trends.agents(question), Precision())
    return Leaderboard(question, items, all(each.level is None for each in items))


def map_of(unit: Unit, question: Question) -> Heatmap:
    """Lay out the heat map of what a question asks for."""
    return heatmap(unit.trends.cells(question), Precision(), partial(not_met, question))
