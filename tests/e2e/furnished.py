"""A house furnished without listening to anything: calls of today and before, closed days, people, holds and a purge."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Page

from api.authentication import OURS
from cli.people_files import demo_people
from cli.serve import running
from config import Settings
from qa.access import Role
from qa.cdr import SwitchCall
from qa.coverage import Books, Closing, Count, Place, Step, TeamTotals, together, total
from qa.house_events import DayClosed
from tests.house import TestHouse, open_house

SOURCES = """
sources:
  - name: pbx
    prefix: pbx/
    template: "{agent_id}_{direction}.wav"
    agent_channel: {inbound: 1, outbound: 0}
    priority: 6
    first: [complaints]
    at_once: 4
"""
RETENTION = """
classes:
  - name: disputes
    applies_to: {business.disputed: true}
    counts_from: dispute_closed
    keep: {audio: 2 years, transcript: 2 years}
  - name: every call
    keep: {audio: 90 days, transcript: 1 year, scores: 5 years}
"""
RECEIVERS: tuple[dict[str, Any], ...] = (
    {
        "channel": "email",
        "address": "qa-lead@example.com",
        "events": ["flag.raised", "coverage.gap"],
        "description": "The QA lead, at work",
        "quiet": {"start": "20:00", "end": "08:00", "zone": "Asia/Shanghai"},
    },
    {
        "channel": "webhook",
        "address": "https://hooks.example.com/everycall",
        "events": ["evaluation.published", "dispute.opened"],
        "description": "The personnel system takes scores and disputes",
        "teams": ["sales"],
    },
)
TEAMS = {"sales": None, "sales/east": "sales", "care": None}


_DAY = "furnished-day"


@dataclass(frozen=True, slots=True)
class Furnished:
    """A running house.

    Attributes:
        address: of its service.
        passwords: of the accounts, by login.
        folder: its data folder.
    """

    address: str
    passwords: dict[str, str]
    folder: Path

    @property
    def day(self) -> str:
        """The day that it took its calls for today's, which midnight may have ended since."""
        return (self.folder / _DAY).read_text()

    def who(self, role: Role) -> tuple[str, str]:
        """Give login and password of somebody with a role."""
        login = f"demo.{role.value}"
        return login, self.passwords[login]

    @contextmanager
    def api(self, role: Role) -> Iterator[httpx.Client]:
        """Open a client to the API, signed in."""
        login, password = self.who(role)
        with httpx.Client(base_url=self.address, timeout=60, headers={OURS: "1"}) as client:
            client.post("/v1/session", json={"login": login, "password": password}).raise_for_status()
            yield client


def enter(page: Page, house: Furnished, role: Role) -> None:
    """Sign in as somebody with a role."""
    login, password = house.who(role)
    page.goto("/sign-in")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(password)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


@contextmanager
def furnished() -> Iterator[Furnished]:
    """Run a furnished house, without workers, while the block does."""
    with TemporaryDirectory() as name:
        furnish(Path(name))
        with opened(Path(name)) as house:
            yield house


def furnish(folder: Path) -> None:
    """Fill a house's data folder."""
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "retention.yaml").write_text(RETENTION)
    with open_house(folder, **_facts(folder)) as house:
        _fill(house)
        demo_people(house.store, folder, agent="a1", team="sales")
    with opened(folder) as running_house:
        _decide(running_house)


@contextmanager
def opened(folder: Path) -> Iterator[Furnished]:
    """Run the house of a folder that was furnished, without workers."""
    settings = Settings(data_dir=folder, port=0, log_level="WARNING", **_facts(folder))
    with running(settings, workers=False) as address:
        passwords = json.loads((folder / "demo-people.json").read_text("utf-8"))
        yield Furnished(address, passwords, folder)


def _facts(folder: Path) -> dict[str, Any]:
    return {
        "sources": folder / "sources.yaml",
        "retention": folder / "retention.yaml",
        "time_zone": "Asia/Shanghai",
    }


@contextmanager
def empty() -> Iterator[Furnished]:
    """Run a new house, with nobody in it, while the block does."""
    with TemporaryDirectory() as name:
        settings = Settings(data_dir=Path(name), port=0, log_level="WARNING")
        with running(settings, workers=False) as address:
            yield Furnished(address, {}, Path(name))


def _fill(house: TestHouse) -> None:
    """Put calls of today and of the last days in, and close the days before."""
    now = datetime.now(UTC)
    zone = ZoneInfo(house.settings.time_zone)
    today = now.astimezone(zone).date()
    (house.settings.data_dir / _DAY).write_text(today.isoformat())
    so_far = now - datetime.combine(today, time(), zone)
    calls = [
        SwitchCall(
            source="pbx",
            call_id=f"call-{number}",
            started_at=now - so_far * (number / 14),  # all of today, however young it is
            agent=f"a{number % 4}",
            team=("sales", "sales/east", "care")[number % 3],
            recorded=number != 11,
        )
        for number in range(14)
    ]
    for number, call in enumerate(calls[:11]):
        told = {
            "source_call_id": call.call_id,
            "started_at": call.started_at,
            "agent_id": call.agent,
            "team": call.team,
            "customer_ref": f"c-{number % 5}",
            "queue": "complaints" if number % 2 else "billing",
        }
        if number in {3, 7}:
            house.failed(f"r{number}", **told)
        elif number == 5:
            house.waiting(f"r{number}", **told)
        else:
            house.scored(f"r{number}", 60.0 + number * 4, **told)
            with house.store.begin() as unit:
                unit.scores.count(f"r{number}", zone)
    with house.store.begin() as unit:
        unit.coverage.put(calls, now=now)
        for ago in range(2, 61):
            for closing in _closings(today - timedelta(days=ago), ago):
                unit.closings.add(closing)
                whole = closing.books.whole
                unit.record(
                    DayClosed(
                        at=closing.at,
                        day=closing.day.isoformat(),
                        number=closing.number,
                        numerator=whole.numerator,
                        denominator=whole.denominator,
                    )
                )


def _closings(day: date, ago: int) -> Iterator[Closing]:
    """Close a day; every fifth was amended by a recording that came late."""
    quiet = day.weekday() >= 5  # Saturday and Sunday
    scored, lost = (30, 0) if quiet else (100 + ago % 17, ago % 4)
    for number, late in enumerate((1, 0) if ago % 5 == 0 else (0,)):
        parts = tuple(
            TeamTotals(
                name,
                total(
                    (
                        Count(Place(Step.SCORED, ""), True, (scored - late) * share),
                        Count(Place(Step.RECORDED, "not_received"), True, (lost + late) * share),
                    )
                ),
            )
            for name, share in (("care", 1), ("sales", 2))
        )
        books = Books(together(each.totals for each in parts), parts)
        at = datetime(day.year, day.month, day.day, 19 + number, tzinfo=UTC) + timedelta(days=number)
        yield Closing(day, number, at, "Asia/Shanghai", books)


def _decide(house: Furnished) -> None:
    """Do what people do: teams, a hold, the plan of a purge, a paused source, a key, receivers of notices."""
    with house.api(Role.ADMINISTRATOR) as admin:
        for team, parent in TEAMS.items():
            admin.put(f"/v1/teams/{team.replace('/', '%2F')}", json={"parent": parent}).raise_for_status()
        admin.post(
            "/v1/keys", json={"name": "recorder of the north", "roles": ["uploader"]}
        ).raise_for_status()
        admin.post("/v1/sources/pbx/pause", json={"reason": "The PBX moves tonight."}).raise_for_status()
        hold = {"subject": "customer", "ref": "c-1", "reason": "The court asked for it, file 12/26."}
        admin.post("/v1/legal-holds", json=hold).raise_for_status()
        for receiver in RECEIVERS:
            admin.post("/v1/subscriptions", json=receiver).raise_for_status()
        demand = {"value": "c-2", "reason": "The customer asked for it by letter."}
        admin.post("/v1/retention/purges", json=demand).raise_for_status()
