"""A house with a made-up year in it: many calls of few agents, reviews, calibrations, disputes and what came of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from cli.people_files import demo_people
from cli.serve import migrated, running
from config import Settings
from qa.access import Role
from storage.uow import open_store
from synthetic.calls import agent_name, team_name
from synthetic.form import RUBRIC
from synthetic.seed import Order, seed
from tests.e2e.furnished import Furnished

CALLS, AGENTS, TEAMS, SEED = 6_000, 8, 4, 7
"""Enough calls of each agent that what is planted about them shows in 13 weeks."""
OWN = agent_name(2)
"""Whose calls the demo's agent owns."""
GOALS = ({"criterion": "explains", "target": 0.7}, {"criterion": "acknowledges", "target": 0.8})


@contextmanager
def seeded() -> Iterator[Furnished]:
    """Run a house with a year in it, without workers, while the block does."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _fill(_settings(folder))
        with running(_settings(folder), workers=False) as address:
            passwords = json.loads((folder / "demo-people.json").read_text("utf-8"))
            house = Furnished(address, passwords, folder)
            _decide(house)
            yield house


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, port=0, log_level="WARNING", time_zone="Asia/Shanghai")


def _fill(settings: Settings) -> None:
    """Make the year up, until today."""
    migrated(settings)
    now, zone = datetime.now(UTC), ZoneInfo(settings.time_zone)
    store = open_store(settings.database_url, settings.data_dir)
    try:
        demo_people(store, settings.data_dir, agent=OWN, team=team_name(0))
        order = Order(CALLS, now.astimezone(zone).date(), SEED, agents=AGENTS, teams=TEAMS)
        seed(store, order, zone=zone, now=now, progress=lambda *_: None)
    finally:
        store.close()


def _decide(house: Furnished) -> None:
    """Do what people do: hand reviews out, share a coaching plan, open a calibration, and turn a list on."""
    with house.api(Role.REVIEWER) as reviewer:
        judge = reviewer.get("/v1/session").json()["id"]
    with house.api(Role.QA_LEAD) as lead:
        lead.put(f"/v1/reviewers/{judge}", json={"languages": ["en"]}).raise_for_status()
        lead.post("/v1/worklist/share-out").raise_for_status()
        due = (datetime.now(UTC) + timedelta(days=28)).date().isoformat()
        plan = {"agent": OWN, "rubric": RUBRIC, "goals": GOALS, "due": due}
        drafted = lead.post("/v1/coaching", json=plan).raise_for_status().json()["plan"]["id"]
        lead.post(f"/v1/coaching/{drafted}/share").raise_for_status()
        call = lead.get("/v1/recordings", params={"agent": OWN, "limit": 1}).json()["items"][0]
        (judged,) = lead.get(f"/v1/recordings/{call['recording']['id']}/evaluations").json()
        people = [judge, lead.get("/v1/session").json()["id"]]
        session = {"title": "How to explain", "evaluation": judged["id"], "participants": people}
        lead.post("/v1/calibrations", json=session).raise_for_status()
    with house.api(Role.ADMINISTRATOR) as admin:
        agreed = {"on": True, "reason": "Agreed with those who are compared, for the year 2027."}
        admin.put("/v1/house-settings/leaderboards", json=agreed).raise_for_status()
