"""An installation for tests: SQLite and a folder, a clock that stands still, and calls at every stage."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from api.app import create_app
from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.transcript import Attribution, Basis, Doubt, Engine, Hearing, Party, Transcript, Turn
from config.settings import Settings
from qa.access import Person, Role
from qa.evaluation import MACHINE, Evaluation, EvaluationState
from qa.events import Event
from qa.flag import Flag, FlagKind
from qa.metadata import CallMetadata
from qa.problem import Fault, Problem
from qa.recording import Recording, Stage, State, receive
from qa.rubric_version import shelved
from qa.run import RunOutcome, StageRun
from scoring.finding import Evidence, Finding, Outcome, Scorecard, SectionScore
from scoring.source import Source
from storage.address import open_objects
from storage.house_keys import sealing_of
from storage.objects import Objects
from storage.transcripts import StoredTranscript
from storage.uow import Store, open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WAV = b"RIFF\x2c\x00\x00\x00WAVEfmt " + bytes(range(256))
"""Begins as a WAV file does; nobody decodes it here."""

ENGINE = Engine("fake", "1", "none", "0" * 64)
HEARD = Transcript(
    language="en",
    duration=9.5,
    attribution=Attribution(Basis.CHANNELS, (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER)), 1.0),
    turns=(
        Turn(0, 0.5, 3.0, Party.AGENT, 0, "Good morning, this call is recorded.", "en", 0.95),
        Turn(1, 3.5, 5.0, Party.CUSTOMER, 1, "Fine <by> me.", "en", 0.4, doubts=(Doubt.LOW_CONFIDENCE,)),
    ),
    hearing=(Hearing(0, 2.5, 2.5, 1.0), Hearing(1, 1.5, 1.5, 1.0)),
    engines=(ENGINE,),
)
CUES = Cues(
    cues=(
        Cue(CueKind.TALK_RATIO, 0.6, 0.0, 9.5, Party.AGENT, whole_call=True),
        Cue(CueKind.TALK_RATIO, 0.4, 0.0, 9.5, Party.CUSTOMER, whole_call=True),
        Cue(CueKind.SILENCE, 4.5, 5.0, 9.5, Party.CUSTOMER),
    ),
    settings=(("silence_s", "3.0"),),
    notes=("loudness: gain control",),
)


AS = "x-test-person"
"""Field of a request that says who sends it: `client.post(..., headers={AS: "Mia"})`."""


def whoever(request: Request) -> Person:
    """Believe whoever says who they are; each has every role."""
    name = request.headers.get(AS, "Lin")
    return Person(name, name, frozenset(Role))


@dataclass
class TestHouse:
    """One installation.

    Attributes:
        told: every event that was published.
        minutes: of the clock, after noon; each call of the clock takes one.
    """

    __test__ = False

    settings: Settings
    store: Store
    objects: Objects
    told: list[Event]
    minutes: Iterator[int] = field(default_factory=count)

    def now(self) -> datetime:
        """Tell the time."""
        return NOON + timedelta(minutes=next(self.minutes))

    def app(self, **parts: Any) -> FastAPI:
        """Put the API together, with other `parts` where given."""
        made: dict[str, Any] = {
            "store": self.store,
            "objects": self.objects,
            "now": self.now,
            "authenticate": whoever,
            "live_seconds": 0.0,
        }
        return create_app(parts.pop("settings", self.settings), **(made | parts))

    def client(self, **parts: Any) -> TestClient:
        """Open a client to the API."""
        return TestClient(self.app(**parts), base_url="http://localhost")

    def shelve(self, *sources: Source) -> None:
        """Put rubrics on the shelf, each with the status its file says."""
        with self.store.begin() as unit:
            for version in shelved((), sources, now=NOON):
                unit.rubrics.put(version)

    def kept(self) -> list[str]:
        """List the keys of the objects there are."""
        return [stat.key for stat in self.objects.list()]

    def waiting(self, name: str = "r", audio: bytes = WAV, source: str = "pbx", **facts: Any) -> Recording:
        """Take in a recording, its audio at `<name>.wav`."""
        self.objects.put(f"{name}.wav", io.BytesIO(audio))
        metadata = CallMetadata(**({"source_call_id": f"call-{name}"} | facts))
        recording = receive(
            recording_id=name, source=source, key=f"{name}.wav", metadata=metadata, now=self.now()
        )
        with self.store.begin() as unit:
            unit.recordings.add(recording)
        return recording

    def failed(self, name: str = "r", **facts: Any) -> Recording:
        """Take in a recording that could not be decoded."""
        loaded = self.waiting(name, **facts)
        problem = Problem("asr.not_audio", "This is a page, not sound; send the recording.", Fault.RECORDING)
        recording = replace(loaded, state=State.FAILED, attempt=1, problem=problem)
        run = StageRun(name, Stage.INGEST, 1, "worker-1", NOON, NOON, RunOutcome.FAILED, problem=problem)
        with self.store.begin() as unit:
            unit.recordings.save(recording, loaded=loaded)
            unit.runs.add(run)
        return recording

    def scored(
        self, name: str = "r", score: float = 75.0, rubric: str = "compliance", **facts: Any
    ) -> Recording:
        """Take in a recording that went all the way."""
        loaded = self.waiting(name, **facts)
        health = Health((HealthFinding(HealthKind.HUM, Severity.NOTE, "A hum at 50 Hz.", 0, 3.0),))
        recording = replace(
            loaded,
            stage=Stage.SCORE,
            state=State.DONE,
            attempt=3,
            duration=9.5,
            language="en",
            health=health,
            transcript=f"t-{name}",
        )
        stages = enumerate(Stage, start=1)
        runs = [
            StageRun(
                name, stage, number, "worker-1", NOON, NOON, RunOutcome.DONE, (ENGINE,), (), (("all", 0.5),)
            )
            for number, stage in stages
        ]
        with self.store.begin() as unit:
            unit.recordings.save(recording, loaded=loaded)
            for run in runs:
                unit.runs.add(run)
            unit.transcripts.add(StoredTranscript(f"t-{name}", name, "d", HEARD, CUES, NOON))
            unit.evaluations.add(evaluation(name, score, rubric))
            unit.flags.replace(
                name, [Flag(FlagKind.UNDER_PASS_MARK, f"75 of 100 in {rubric}.", rubric=rubric)]
            )
        return recording


def evaluation(recording: str, score: float, rubric: str, version: str = "1") -> Evaluation:
    """Make an evaluation with one finding and its evidence."""
    finding = Finding(
        criterion="disclosure",
        outcome=Outcome.MET,
        confidence=0.9,
        reason="The agent says that the call is recorded.",
        evidence=(Evidence(0.5, 3.0, Party.AGENT, "this call is recorded", 0.95, 0),),
        earned=1.0,
        possible=1.0,
    )
    card = Scorecard(
        rubric=rubric,
        version=version,
        digest="d",
        language="en",
        score=score,
        earned_score=score,
        critical_score=None,
        passed=score >= 80,
        auto_failed=(),
        sections=(SectionScore("opening", score, (finding,)),),
    )
    return Evaluation(
        f"e-{recording}-{rubric}-{version}",
        recording,
        f"t-{recording}",
        "d",
        card,
        MACHINE,
        EvaluationState.PUBLISHED,
        NOON,
    )


@contextmanager
def open_house(folder: Path, **settings: Any) -> Iterator[TestHouse]:
    """Open an installation in a folder; a `database_url` named must lead to tables that are there."""
    chosen = Settings(data_dir=folder, **settings)
    if not chosen.database_url:
        folder.mkdir(exist_ok=True)
        (folder / "everycall.db").write_bytes(empty_database())
    told: list[Event] = []
    store = open_store(chosen.database_url, folder, told.append, sealing_of(chosen))
    objects = open_objects(chosen.objects_url, folder)
    objects.prepare()
    try:
        yield TestHouse(chosen, store, objects, told)
    finally:
        store.close()


@cache
def empty_database() -> bytes:
    """Build the tables once; every test begins with a copy."""
    with TemporaryDirectory() as folder:
        store = open_store("", Path(folder))
        store.upgrade()
        store.close()
        return (Path(folder) / "everycall.db").read_bytes()
