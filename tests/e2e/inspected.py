"""A house with calls that were really heard: the service and its workers, on sample calls, with people who sign in."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from api.authentication import OURS
from cli.demo import SOURCE, samples
from cli.people_files import DEMO, demo_people
from cli.serve import migrated, running
from config import Settings
from storage.address import open_objects
from storage.uow import open_store

CALLS = {"en": "en-insurance-angry-recovers.opus", "zh": "zh-fund-promise.opus"}
"""Sample calls that were chosen for what they show, by language."""

LOGIN = "demo.qa_lead"
PROGRESS = "progress.json"
"""File in the data folder: how far each call was whenever somebody looked while it was heard, by its key."""

_LONGEST = 480.0


@dataclass(frozen=True, slots=True)
class House:
    """A running house.

    Attributes:
        address: of its service.
        reviewer: login and password of somebody who may see every call.
        calls: language → id of its call.
        people: role → login and password of somebody who has it; the agent took the English call.
    """

    address: str
    reviewer: tuple[str, str]
    calls: dict[str, str]
    people: dict[str, tuple[str, str]]


@contextmanager
def inspected(address: str = "", data: str = "") -> Iterator[House]:
    """Run a house on the chosen calls while the block does.

    Args:
        address: of a demo that runs already; empty to run one.
        data: its data folder, where its passwords are.
    """
    if address:
        passwords = json.loads((Path(data) / "demo-people.json").read_text("utf-8"))
        with client(address, LOGIN, passwords[LOGIN]) as api:
            yield House(address, (LOGIN, passwords[LOGIN]), _ids(api), _people(passwords))
        return
    with TemporaryDirectory() as folder:
        hear(Path(folder))
        with opened(Path(folder)) as house:
            yield house


def hear(folder: Path) -> None:
    """Furnish a folder, and have workers hear the chosen calls."""
    settings = _settings(folder)
    passwords = _furnish(settings)
    with running(settings) as own, client(own, LOGIN, passwords[LOGIN]) as api:
        for name in CALLS.values():
            api.post(
                "/v1/recordings/from-bucket", json={"key": f"{SOURCE}/{name}", "source": SOURCE}
            ).raise_for_status()
        seen = _wait(api)
    (folder / PROGRESS).write_text(json.dumps(seen))


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """Run the house of a folder where the calls were heard; no worker runs any more."""
    passwords = json.loads((folder / "demo-people.json").read_text("utf-8"))
    with (
        running(_settings(folder), workers=False) as own,
        client(own, LOGIN, passwords[LOGIN]) as api,
    ):
        yield House(own, (LOGIN, passwords[LOGIN]), _ids(api), _people(passwords))


def _settings(folder: Path) -> Settings:
    # One worker: several would each load the models to hear two calls.
    return Settings(data_dir=folder, models_dir=Settings().models_dir, port=0, workers=1, log_level="WARNING")


def _people(passwords: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {login.removeprefix(DEMO): (login, password) for login, password in passwords.items()}


def _furnish(settings: Settings) -> Mapping[str, str]:
    migrated(settings)
    store = open_store(settings.database_url, settings.data_dir)
    facts = json.loads(next(each for each in samples() if each.audio.name == CALLS["en"]).sidecar.read_text())
    passwords = demo_people(store, settings.data_dir, agent=facts["agent_id"], team=facts["team"])
    store.close()
    objects = open_objects(settings.objects_url, settings.data_dir)
    objects.prepare()
    for sample in samples():
        if sample.audio.name in CALLS.values():
            for path, key in ((sample.sidecar, f"{sample.key}.json"), (sample.audio, sample.key)):
                with path.open("rb") as file:
                    objects.put(key, file, size=path.stat().st_size)
    return passwords


@contextmanager
def client(address: str, login: str, password: str) -> Iterator[httpx.Client]:
    """Sign in at the API while the block runs."""
    with httpx.Client(base_url=address, timeout=60, headers={OURS: "1"}) as api:
        api.post("/v1/session", json={"login": login, "password": password}).raise_for_status()
        yield api


def _wait(api: httpx.Client) -> dict[str, list[float]]:
    until = time.monotonic() + _LONGEST
    seen: dict[str, list[float]] = {}
    while True:
        listed = _listed(api)
        for each in listed:
            seen.setdefault(each["recording"]["key"], []).append(each["progress"])
        if not any(each["recording"]["state"] in {"waiting", "working"} for each in listed):
            return seen
        if time.monotonic() > until:
            raise TimeoutError(f"The calls were not done within {_LONGEST:g} s.")
        time.sleep(0.5)


def _ids(api: httpx.Client) -> dict[str, str]:
    by_key = {each["recording"]["key"]: each["recording"]["id"] for each in _listed(api)}
    return {language: by_key[f"{SOURCE}/{name}"] for language, name in CALLS.items()}


def _listed(api: httpx.Client) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.get("/v1/recordings", params={"limit": 200}).json()["items"]
    return items
