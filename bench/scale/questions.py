"""What people ask of a year of evaluations, through storage as the API asks it, with arguments drawn at random."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median, quantiles

from bench.scale.year import CRITERIA, DAYS, FIRST, FLAGS, QUEUES, RUBRIC, Year, moment
from qa.trend import Grouping, Period, Question
from scoring.finding import Outcome
from storage import cursor
from storage.coverage import Stretch
from storage.filters import EVERYTHING, Filter, Order
from storage.uow import Store, Unit

Ask = Callable[[Unit], int]
"""Asks one thing; gives how many rows or points the answer has."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a kind of question took, milliseconds."""

    name: str
    asked: int
    p50: float
    p95: float
    worst: float
    rows: float


def measure(store: Store, year: Year, *, times: int = 200, seed: int = 3) -> Iterator[Speed]:
    """Ask every kind of question so many times, each time of something else."""
    chance = random.Random(seed)
    for name, draw in KINDS.items():
        took, rows = [], []
        for _ in range(times):
            ask = draw(chance, year)
            begun = time.perf_counter()
            with store.read() as unit:
                rows.append(ask(unit))
            took.append(1000 * (time.perf_counter() - begun))
        p95 = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
        yield Speed(name, times, median(took), p95, max(took), sum(rows) / times)


def _listed(chosen: Filter, at: str | None = None) -> Ask:
    """List recordings with all that the route shows of each."""

    def ask(unit: Unit) -> int:
        page = unit.recordings.page(chosen, limit=50, cursor_at=at)
        ids = [recording.id for recording in page.recordings]
        unit.evaluations.standings(ids)
        unit.flags.of(ids)
        unit.holds.pauses()
        return len(ids)

    return ask


def _deep(chance: random.Random, chosen: Filter) -> Ask:
    """List a page somewhere in the year."""
    place = moment(chance.randrange(DAYS), chance.uniform(0, 43_200))
    return _listed(chosen, cursor.write(place, "8" * 32, list_key=chosen.key(Order.NEWEST)))


def _agent(chance: random.Random, year: Year) -> str:
    return f"agent-{chance.randrange(year.agents):03}"


def _team(chance: random.Random, year: Year) -> str:
    return f"team-{chance.randrange(year.teams):02}"


def _queue(chance: random.Random) -> str:
    return f"queue-{chance.randrange(QUEUES):02}"


def _found(chance: random.Random) -> Filter:
    outcome = chance.choice((Outcome.NOT_MET, Outcome.UNDECIDED))
    return Filter(rubric=RUBRIC, criterion=chance.choice(CRITERIA), outcome=outcome)


def _low(chance: random.Random) -> Filter:
    return Filter(rubric=RUBRIC, score_to=round(chance.uniform(25, 70), 1))


def _stretch(chance: random.Random, team: str | None = None) -> Stretch:
    begin = moment(chance.randrange(DAYS), -9 * 3600)
    return Stretch(since=begin, before=begin + timedelta(days=1), team=team)


def _books(stretch: Stretch) -> Ask:
    return lambda unit: unit.coverage.books(stretch).whole.denominator


def _gaps(stretch: Stretch) -> Ask:
    return lambda unit: len(unit.coverage.gaps(stretch).gaps)


def _trend(chance: random.Random, weeks: int, period: Period = Period.WEEK, **chosen: object) -> Ask:
    last = date.fromordinal(FIRST.toordinal() + chance.randint(min(7 * weeks, DAYS), DAYS))
    question = Question(
        rubric=RUBRIC,
        since=last - timedelta(weeks=weeks),
        before=last,
        period=period,
        **chosen,  # type: ignore[arg-type]
    )
    return lambda unit: len(unit.trends.points(question))


KINDS: dict[str, Callable[[random.Random, Year], Ask]] = {
    "list, first page": lambda *_: _listed(EVERYTHING),
    "list, a page anywhere in the year": lambda c, _: _deep(c, EVERYTHING),
    "list of an agent": lambda c, y: _listed(Filter(agent=_agent(c, y))),
    "list of an agent, a page anywhere": lambda c, y: _deep(c, Filter(agent=_agent(c, y))),
    "list of a team": lambda c, y: _listed(Filter(team=_team(c, y))),
    "list of a queue, a page anywhere": lambda c, _: _deep(c, Filter(queue=_queue(c))),
    "list by a flag": lambda c, _: _listed(Filter(flag=c.choice(list(FLAGS)))),
    "list by a flag and an agent": lambda c, y: _listed(
        Filter(flag=c.choice(list(FLAGS)), agent=_agent(c, y))
    ),
    "list under a score": lambda c, _: _listed(_low(c)),
    "list under a score, of an agent": lambda c, y: _listed(replace(_low(c), agent=_agent(c, y))),
    "list by a criterion's outcome": lambda c, _: _listed(_found(c)),
    "list by a criterion's outcome, anywhere": lambda c, _: _deep(c, _found(c)),
    "list by a criterion's outcome, of an agent": lambda c, y: _listed(
        replace(_found(c), agent=_agent(c, y))
    ),
    "list by a flag, of a team": lambda c, y: _listed(Filter(flag=c.choice(list(FLAGS)), team=_team(c, y))),
    "list under a score, of a team": lambda c, y: _listed(replace(_low(c), team=_team(c, y))),
    "list by a criterion's outcome, of a team": lambda c, y: _listed(replace(_found(c), team=_team(c, y))),
    "trend of the house, a year by month": lambda c, _: _trend(c, 52, Period.MONTH),
    "trend of a queue, a year by week": lambda c, _: _trend(c, 52, queue=_queue(c)),
    "trend of a team, a year by week": lambda c, y: _trend(c, 52, team=_team(c, y)),
    "trend of an agent, a year by week": lambda c, y: _trend(c, 52, agent=_agent(c, y)),
    "trend of a criterion, a year by day": lambda c, _: _trend(
        c, 52, Period.DAY, criterion=c.choice(CRITERIA)
    ),
    "trend of a criterion and an agent, a year": lambda c, y: _trend(
        c, 52, criterion=c.choice(CRITERIA), agent=_agent(c, y)
    ),
    "trends of all criteria of a team, 13 weeks": lambda c, y: _trend(
        c, 13, by=Grouping.CRITERION, team=_team(c, y)
    ),
    "trends of all criteria of the house, 13 weeks": lambda c, _: _trend(c, 13, by=Grouping.CRITERION),
    "trends of a team's agents, 13 weeks": lambda c, y: _trend(c, 13, by=Grouping.AGENT, team=_team(c, y)),
    "trends of all teams, 13 weeks": lambda c, _: _trend(c, 13, by=Grouping.TEAM),
    "trends of a rubric's versions, a year": lambda c, _: _trend(c, 52, by=Grouping.VERSION),
    "coverage of a day": lambda c, _: _books(_stretch(c)),
    "coverage of a day and a team": lambda c, y: _books(_stretch(c, _team(c, y))),
    "gaps of a day, first page": lambda c, _: _gaps(_stretch(c)),
}
