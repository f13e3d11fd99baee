"""What the team's pages ask of a made-up year, through the API as a supervisor's browser asks it; see `bench.programme`."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from bench.speed import Speed, timed
from config.settings import Settings
from qa.access import Person, Role
from storage.address import open_objects
from storage.uow import Store
from synthetic.calls import agent_name, queue_name, team_name
from synthetic.form import LINES, RUBRIC
from workers.memory import settled

UNTIL = date(2026, 1, 1)
TEAMS = 8
SUPERVISOR = Person(
    "bench", "Bench", frozenset({Role.SUPERVISOR}), frozenset(team_name(number) for number in range(TEAMS))
)
"""Answers for all teams: so no grain coarser than a team's serves."""

LEAD = Person("lead", "Lead", frozenset({Role.QA_LEAD}), frozenset())
"""Asks how wrong the machine is."""

Query = dict[str, str | int]
Draw = Callable[[random.Random], Query]


def measure_pages(store: Store, folder: Path, *, times: int, number: int = 3) -> Iterator[Speed]:
    """Ask the API every kind of question so many times, each time of something else."""
    chance = random.Random(number)
    clients = {person: _client(store, folder, person) for person in (SUPERVISOR, LEAD)}
    with settled():  # as the service does
        for name, (path, draw) in PAGES.items():
            client = clients[LEAD if path.startswith("/v1/quality") else SUPERVISOR]
            asks = (partial(_get, client, path, draw(chance)) for _ in range(times))
            yield timed(f"{name}, through the API", asks)


def _get(client: TestClient, path: str, query: Query) -> None:
    client.get(path, params=query).raise_for_status()


def _client(store: Store, folder: Path, person: Person) -> TestClient:
    settings = Settings(data_dir=folder, requests_a_minute=0, time_zone="UTC")
    app = create_app(
        settings,
        store=store,
        objects=open_objects("", folder),
        now=lambda: datetime(UNTIL.year, UNTIL.month, UNTIL.day, 12, tzinfo=UTC),
        authenticate=lambda _: person,
    )
    return TestClient(app, base_url="http://localhost")


def _of(weeks: int = 13, **drawn: Callable[[random.Random], str]) -> Draw:
    """Ask of so many weeks that end anywhere in the year."""

    def draw(chance: random.Random) -> Query:
        before = UNTIL - timedelta(days=chance.randrange(max(1, 365 - 7 * weeks)))
        days = {"since": (before - timedelta(weeks=weeks)).isoformat(), "before": before.isoformat()}
        return {"rubric": RUBRIC, **days, **{name: each(chance) for name, each in drawn.items()}}

    return draw


def _just(value: str) -> Callable[[random.Random], str]:
    return lambda _: value


def agent(chance: random.Random) -> str:
    """Draw an agent."""
    return agent_name(chance.randrange(40))


def team(chance: random.Random) -> str:
    """Draw a team."""
    return team_name(chance.randrange(TEAMS))


def queue(chance: random.Random) -> str:
    """Draw a queue."""
    return queue_name(chance.randrange(4))


def criterion(chance: random.Random) -> str:
    """Draw a criterion."""
    return chance.choice(LINES).asked.id


def _all(_: random.Random) -> Query:
    """Ask of all answers that people ever gave."""
    return {"rubric": RUBRIC}


def _behind(chance: random.Random) -> Query:
    """List the calls behind a cell of the heat map."""
    days = {"day_from": "2025-10-02", "day_before": UNTIL.isoformat()}
    asked = {"rubric": RUBRIC, "criterion": criterion(chance), "outcome": "not_met", "author": "machine"}
    return {**asked, "language": "en", "agent": agent(chance), **days, "limit": 100}


PAGES: dict[str, tuple[str, Draw]] = {
    "who needs what, of a team, 13 weeks": ("/v1/needs", _of(team=team)),
    "who needs what, of all teams, 13 weeks": ("/v1/needs", _of()),
    "heat map of a team, 13 weeks": ("/v1/heatmap", _of(team=team)),
    "heat map of all teams, a year": ("/v1/heatmap", _of(52)),
    "peers of a team, 13 weeks": ("/v1/peers", _of(team=team)),
    "peers of all teams, a year": ("/v1/peers", _of(52)),
    "trend of all teams, 13 weeks": ("/v1/trends", _of()),
    "trend of a team, a year": ("/v1/trends", _of(52, team=team)),
    "trends of a team's agents, 13 weeks": ("/v1/trends", _of(team=team, by=_just("agent"))),
    "trends of all teams side by side, 13 weeks": ("/v1/trends", _of(by=_just("team"))),
    "trends of all criteria of a team, 13 weeks": ("/v1/trends", _of(team=team, by=_just("criterion"))),
    "trend of a criterion by day, 13 weeks": (
        "/v1/trends",
        _of(queue=queue, criterion=criterion, period=_just("day")),
    ),
    "control chart of an agent, a year": ("/v1/trends/control", _of(52, agent=agent)),
    "control chart of a criterion of an agent, a year": (
        "/v1/trends/control",
        _of(52, agent=agent, criterion=criterion),
    ),
    "the calls behind a cell": ("/v1/recordings", _behind),
    "coaching plans": ("/v1/coaching", lambda _: {}),
    "error rates, all there are": ("/v1/quality/error-rates", _all),
    "agreement, all there is": ("/v1/quality/agreement", _all),
    "what a confidence is worth, all there is": ("/v1/quality/confidence", _all),
    "published figures, 13 weeks": ("/v1/quality/published", _of()),
}
"""What `web/src/team/queries.ts` and `web/src/calibration/queries.ts` ask."""
