"""`everycall demo`: the sample calls through the door a recording system uses, then the service, kept running."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from api.authentication import OURS
from asr.weights import catalogue, locate
from cli.people_files import DEMO, demo_people, is_loopback
from cli.serve import migrated, running, stay
from cli.show import clock, console
from config import Settings
from qa.access import Role
from storage.address import open_objects
from storage.uow import open_store
from workers.engines import shelf

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "calls"
SOURCE = "samples"
_WIDTH = 120
"""Columns of the table where the output is no terminal."""

_SETTLED = ("done", "failed", "not_scorable")
_POLL = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample call: its audio, and its sidecar beside it."""

    audio: Path
    sidecar: Path

    @property
    def key(self) -> str:
        """Where the recording system puts it in the bucket."""
        return f"{SOURCE}/{self.audio.name}"


def samples() -> tuple[Sample, ...]:
    """List the sample calls that came with EveryCall."""
    audio = sorted(p for p in SAMPLES.glob("*") if p.suffix != ".json")
    return tuple(Sample(p, p.with_name(p.name + ".json")) for p in audio)


def show_samples(*, keep: bool, port: int | None) -> None:
    """Put the sample calls through the house, print what was found, and serve on.

    Args:
        keep: whether to keep serving when the calls are done.
        port: to listen on; None for the next free one.
    """
    settings = Settings() if port is None else Settings(port=port)
    if "log_level" not in settings.model_fields_set:
        settings = settings.model_copy(update={"log_level": "WARNING"})  # the bars tell what goes on
    out = console()
    if not out.is_terminal:
        out.width = _WIDTH
    _check_models(settings, out)
    _deliver(settings)
    passwords = _people(settings)
    with (
        running(settings, any_port=port is None) as address,
        httpx.Client(base_url=address, timeout=30, headers={OURS: "1"}) as api,
    ):
        _sign_in(api, passwords)
        ids = _announce(api)
        _watch(api, ids, out)
        out.print(_table(api, ids))
        out.print(
            f"\nWorkbench {address}/\nAPI docs  {address}/docs\nData      {settings.data_dir.resolve()}"
        )
        out.print("Accounts  " + "\n          ".join(f"{who}  {what}" for who, what in passwords.items()))
        if keep:
            out.print("Serving. Press Ctrl-C to stop; nothing is lost.")
            stay()


def _people(settings: Settings) -> Mapping[str, str]:
    """Make the demo's accounts; gives their passwords by login.

    Raises:
        typer.BadParameter: other machines could sign in with them.
    """
    if not is_loopback(settings.host):
        raise typer.BadParameter(
            f"The demo's accounts are for this machine only, and EVERYCALL_HOST is {settings.host}; leave it at 127.0.0.1."
        )
    migrated(settings)
    facts = json.loads(samples()[0].sidecar.read_text("utf-8"))
    store = open_store(settings.database_url, settings.data_dir)
    try:
        return demo_people(store, settings.data_dir, agent=facts["agent_id"], team=facts["team"])
    finally:
        store.close()


def _sign_in(api: httpx.Client, passwords: Mapping[str, str]) -> None:
    login = f"{DEMO}{Role.QA_LEAD.value}"
    api.post("/v1/session", json={"login": login, "password": passwords[login]}).raise_for_status()


def _check_models(settings: Settings, out: Console) -> None:
    where = shelf(settings)
    for model in (m for m in catalogue(where) if m.default):
        locate(model, where)
        out.print(f"[green]✓[/] model {model.name}, {model.size / 1e6:.0f} MB, SHA-256 verified", style="dim")


def _deliver(settings: Settings) -> None:
    """Put audio and sidecars into the bucket, as a recording system does; what is there already stays."""
    objects = open_objects(settings.objects_url, settings.data_dir)
    objects.prepare()
    there = {stat.key: stat.size for stat in objects.list(f"{SOURCE}/")}
    for sample in samples():
        for path, key in ((sample.sidecar, f"{sample.key}.json"), (sample.audio, sample.key)):
            if there.get(key) != path.stat().st_size:
                with path.open("rb") as file:
                    objects.put(key, file, size=path.stat().st_size)


def _announce(api: httpx.Client) -> dict[str, str]:
    """Tell the API what lies in the bucket; gives the recordings' ids by file name."""
    ids = {}
    for sample in samples():
        answer = api.post("/v1/recordings/from-bucket", json={"key": sample.key, "source": SOURCE})
        if answer.is_error:
            raise typer.BadParameter(f"{sample.audio.name}: {answer.json().get('detail', answer.text)}")
        ids[sample.audio.name] = answer.json()["id"]
    return ids


def _watch(api: httpx.Client, ids: dict[str, str], out: Console) -> None:
    """Show a bar per call and one for all until every call is settled."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[state]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, disable=not out.is_terminal) as bars:
        total = bars.add_task("all calls", total=len(ids), state="")
        tasks: dict[str, TaskID] = {}
        told: dict[str, str] = {}
        while True:
            listed = _listed(api)
            for name, recording_id in ids.items():
                entry = listed[recording_id]
                state = _state(entry)
                if name not in tasks:
                    tasks[name] = bars.add_task(name, total=1.0, state=state)
                bars.update(tasks[name], completed=entry["progress"], state=state)
                if not out.is_terminal and told.get(name) != state:
                    out.print(f"{name}: {state}")
                told[name] = state
            settled = [e for e in listed.values() if e["recording"]["state"] in _SETTLED]
            bars.update(
                total,
                completed=sum(e["progress"] for e in listed.values()),
                state=f"{len(settled)} of {len(ids)}",
            )
            if len(settled) == len(ids):
                return
            time.sleep(_POLL)


def _state(entry: dict[str, Any]) -> str:
    recording = entry["recording"]
    if recording["state"] in _SETTLED:
        return str(recording["state"]).replace("_", " ")
    waits = recording["problem"]["message"] if recording["problem"] else recording["state"]
    return f"{recording['stage']}: {waits}"


def _listed(api: httpx.Client) -> dict[str, dict[str, Any]]:
    return {entry["recording"]["id"]: entry for entry in _pages(api)}


def _pages(api: httpx.Client) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        wanted = {"source": SOURCE, "limit": "100"}
        if cursor:
            wanted["cursor"] = cursor
        page = api.get("/v1/recordings", params=wanted).raise_for_status().json()
        yield from page["items"]
        cursor = page["next"]
        if not cursor:
            return


def _table(api: httpx.Client, ids: dict[str, str]) -> Table:
    """Lay out the calls: language, duration, parties, a score per rubric, flags."""
    details = {name: api.get(f"/v1/recordings/{i}").raise_for_status().json() for name, i in ids.items()}
    rubrics = sorted({s["rubric"] for d in details.values() for s in d["standings"]})
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("call", min_width=14, overflow="fold")  # a narrow terminal takes it from names and flags
    for name in ("language", "length", "parties", *rubrics):
        table.add_column(name, no_wrap=True, min_width=len(name))
    table.add_column("flags", min_width=10)
    for name, detail in sorted(details.items()):
        recording = detail["recording"]
        parties = detail["parties"]
        scores = {s["rubric"]: s for s in detail["standings"]}
        table.add_row(
            Path(name).stem,
            recording["language"] or "–",
            clock(recording["duration"]) if recording["duration"] else "–",
            parties["basis"] if parties else "–",
            *(_score(scores.get(r)) for r in rubrics),
            _flags(detail),
        )
    return table


def _score(standing: dict[str, Any] | None) -> Text:
    if standing is None or standing["score"] is None:
        return Text("–", style="dim")
    sign, style = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}[standing["passed"]]
    return Text(f"{standing['score']:.0f} {sign}", style=style)


def _flags(detail: dict[str, Any]) -> str:
    state, problem = detail["recording"]["state"], detail["recording"]["problem"]
    if state != "done" and problem:
        return f"{state.replace('_', ' ')}: {str(problem['message']).partition('. ')[0]}"
    return ", ".join(sorted({f["kind"].replace("_", " ") for f in detail["flags"]})) or "–"
