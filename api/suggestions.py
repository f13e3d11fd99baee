"""What fields that narrow a list may be filled with: names that calls had lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter

from api.access import Permit, allowed
from api.deps import HouseDep
from qa.access import Action

router = APIRouter(prefix="/v1/suggestions", tags=["Recordings"])

MONTHS = 3
"""Months that names are taken from, the present one among them."""


@dataclass(frozen=True, slots=True)
class SuggestedAgent:
    """An agent that calls name.

    Attributes:
        id: as calls name them.
        name: of the account with this id; null where none has it.
    """

    id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Names of calls within reach, each kind in order; at most 1,000 of a kind, those met most.

    Attributes:
        agents: who took the calls.
        teams: of agents.
        queues: or skills.
        rubrics: by which calls were judged.
    """

    agents: tuple[SuggestedAgent, ...]
    teams: tuple[str, ...]
    queues: tuple[str, ...]
    rubrics: tuple[str, ...]


@router.get("", operation_id="getSuggestions", summary="Tell what lists can be narrowed to")
def get_suggestions(
    house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_RECORDING)]
) -> Suggestions:
    """Tell the agents, teams, queues and rubrics of calls judged in this month and the two before.

    They are those of evaluations that trends count. A filter takes any other name, too.
    """
    with house.store.read(permit.scope) as unit:
        met = unit.met.since(_first(house.today))
        called = unit.people.agents() if met.agents else {}
    return Suggestions(_agents(met.agents, called), met.teams, met.queues, met.rubrics)


def _agents(ids: tuple[str, ...], called: Mapping[str, str]) -> tuple[SuggestedAgent, ...]:
    return tuple(SuggestedAgent(each, called.get(each)) for each in ids)


def _first(today: date) -> date:
    """Give the first day of the first month that counts."""
    first = today.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
