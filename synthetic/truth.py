"""What is true of a made-up year, by which its figures can be held to account: written beside it as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.makers import named
from scoring.finding import Finding
from scoring.score import tally
from synthetic.calls import ENGINES, agent_name, queue_name, team_name
from synthetic.form import LINES, RUBRIC, Form
from synthetic.house import Floats, House
from synthetic.year import MET, OUTCOMES, UNDECIDED, Batch, Year

_CELLS = 2000
"""Cells that expectations are worked out for at once."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a year's answers, and how many they are."""

    share: float
    n: int


def errors(batches: Sequence[Batch]) -> dict[str, Rate]:
    """Say how often the machine's own answers are not what a person would say; empty for all criteria together."""
    machine = np.concatenate([each.machine for each in batches])
    wrong = machine != np.concatenate([each.person for each in batches])
    judged = machine != UNDECIDED
    found = {"": Rate(float(wrong[judged].mean()), int(judged.sum()))}
    for place, line in enumerate(LINES):
        theirs = judged[:, place]
        found[line.asked.id] = Rate(float(wrong[theirs, place].mean()), int(theirs.sum()))
    return found


def answers(house: House, agent: NDArray[np.intp], share: Floats) -> Floats:
    """Give the chance of each answer of the machine.

    Args:
        house: with its truths.
        agent: number of the agent, shape (n,).
        share: of the year that is over, shape (n,).

    Returns:
        Chances by outcome, in the order of the codes; shape (n, criteria, 4).
    """
    met = house.met(agent, share)
    sureness = np.array([each.sureness for each in house.criteria])
    right = house.true(sureness / (sureness + 1))  # linear, so that its mean is that of the mean
    applies = np.array([each.applies for each in house.criteria])
    says = applies * (met * right + (1 - met) * (1 - right))
    known = np.stack([says, applies - says, np.broadcast_to(1 - applies, met.shape)], axis=2)
    left = np.full((*met.shape, 1), house.undecided)
    return np.concatenate([known * (1 - house.undecided), left], axis=2)


class Scores:
    """The machine's expected score of calls, exactly: over all forms that there can be.

    Args:
        forms: both versions, which weigh alike.
    """

    def __init__(self, forms: tuple[Form, Form]) -> None:
        scores = [_score(forms[0], row) for row in product(range(len(OUTCOMES)), repeat=len(LINES))]
        self._scored = np.array([each is not None for each in scores], dtype=float)
        self._scores = np.array([each or 0.0 for each in scores])

    def of(self, codes: NDArray[np.int8]) -> Floats:
        """Give the scores of answers, (calls, criteria); NaN where nothing could be decided."""
        place = codes.astype(int) @ (len(OUTCOMES) ** np.arange(len(LINES))[::-1])
        return np.where(self._scored[place] > 0, self._scores[place], np.nan)

    def expected(self, house: House, agent: NDArray[np.intp], share: Floats) -> Floats:
        """Give the expected score of calls of an agent at a time, 0 to 100; both of shape (n,)."""
        found = []
        for begin in range(0, agent.size, _CELLS):
            chances = answers(house, agent[begin : begin + _CELLS], share[begin : begin + _CELLS])
            weight = np.ones((chances.shape[0], 1))
            # Forms in the order of `product`: the last line's answers change first.
            for place in range(len(LINES)):
                weight = (weight[:, :, None] * chances[:, place, None, :]).reshape(chances.shape[0], -1)
            found.append((weight @ self._scores) / (weight @ self._scored))
        return np.concatenate(found)


def told(year: Year, batches: Sequence[Batch], forms: tuple[Form, Form]) -> dict[str, Any]:
    """Write down what was planted, and what is true of the calls that were drawn."""
    house = year.house
    everyone = np.arange(house.agents)
    scores = Scores(forms)
    begin, end = (scores.expected(house, everyone, np.full(house.agents, at)) for at in (0.0, 1.0))
    former, later = (scores.expected(house, everyone, np.full(house.agents, at)) for at in (0.5, 0.5 + 1e-9))
    return {
        "synthetic": "Made up by everycall demo seed: nobody spoke these calls.",
        "seed": year.seed,
        "rubric": RUBRIC,
        "calls": year.calls,
        "first": year.first.isoformat(),
        "criteria": [asdict(each) for each in house.criteria],
        "worth_of_confidence": house.worth,
        "slips": house.slips,
        "undecided": house.undecided,
        "errors": {name: asdict(rate) for name, rate in errors(batches).items()},
        "break": {
            "version": forms[1].rubric.version,
            "share_of_year": house.turn,
            "house": float((house.shares * (later - former)).sum()),
        },
        "recogniser": {"present": named(ENGINES[1:]), "share_of_year": house.anew},
        "agents": [
            {
                "agent": agent_name(agent),
                "team": team_name(year.team(agent)),
                "skill": float(house.skill[agent]),
                "slope": float(house.slope[agent]),
                "first_day": float(begin[agent]),
                "last_day": float(end[agent]),
            }
            for agent in everyone.tolist()
        ],
        "queues": [queue_name(number) for number in range(house.queues)],
        "met": {
            line.asked.id: float(
                np.mean(np.concatenate([b.truth[:, place][b.applies[:, place]] for b in batches]) == MET)
            )
            for place, line in enumerate(LINES)
        },
    }


def _score(form: Form, codes: Sequence[int]) -> float | None:
    findings = []
    for line, worth, code in zip(LINES, form.worth, codes, strict=True):
        earned, possible = worth[OUTCOMES[code]]
        findings.append(Finding(line.asked.id, OUTCOMES[code], 1.0, "", earned=earned, possible=possible))
    return tally(form.rubric, ((form.rubric.sections[0].id, tuple(findings)),)).score
