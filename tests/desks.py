"""A worker's desk with ears that are quick and know what they heard; all else is real.

What a test wants to differ is a field of `Plan`, which crosses to worker processes as it is.
"""

import io
import logging
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from asr.audio import Sound
from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.listen import Heard
from asr.transcript import Attribution, Basis, Engine, Hearing, Party, Transcript, Turn
from config import trace
from config.settings import Settings
from qa.events import RecordingReceived
from qa.metadata import CallMetadata
from qa.problem import Patience
from qa.recording import Recording, Stage, State, receive
from qa.run import Made
from scoring.ports import Aids
from scoring.rubric import Rubric, read
from storage.address import open_objects
from storage.clock import HouseClock
from storage.filters import Filter, Order
from storage.house_keys import sealing_of
from storage.objects import Objects
from storage.uow import Store, open_store
from workers.desk import Desk, Progress, Rules
from workers.local import Crew, CrewOptions
from workers.presence import Presence
from workers.queue import connect

ENGINE = Engine("fake-ears", "1", "none", "ab" * 32)

RUBRIC = """
id: manners
version: "1.0"
language: en
status: {status}
title: Manners
owner: QA
sections:
  - id: opening
    title: Opening
    criteria:
      - id: greeting
        title: Does the agent greet?
        check: {{phrase: [{phrase}], party: agent}}
"""


def rubric(phrase: str = "good morning", status: str = "active") -> Rubric:
    return read(RUBRIC.format(phrase=phrase, status=status))


@dataclass(frozen=True)
class Plan:
    """What a desk is to be like.

    Attributes:
        folder: of the database, the objects and the diary.
        database_url: empty for SQLite in `folder`.
        objects_url: empty for a folder in `folder`.
        broker_url: empty where workers ask the database.
        text: what is heard.
        seconds: how long listening takes.
        unfit: whether the sound is found not fit to be judged.
        lease_seconds: as in `Rules`.
        storage_seconds: as in `Rules`.
        patience: as in `Rules`.
        rubrics: as YAML (phrase, status).
        memory_mb: as in `Rules`.
        sealing: whether what is new is sealed.
        traces_url: of a collector; empty where there is none.
        settable_clock: whether the database's clock is what `set_clock` says.
    """

    folder: Path
    database_url: str = ""
    objects_url: str = ""
    broker_url: str = ""
    text: str = "Good morning."
    seconds: float = 0.0
    unfit: bool = False
    lease_seconds: float = 5.0
    storage_seconds: float = 60.0
    patience: Patience = field(default_factory=lambda: Patience(first_wait=0.1, growth=1.0, house_wait=0.2))
    rubrics: tuple[tuple[str, str], ...] = (("good morning", "active"),)
    memory_mb: float = 0.0
    sealing: bool = True
    traces_url: str = ""
    settable_clock: bool = False

    @property
    def diary(self) -> Path:
        """A file with a line for every listening that began, ended, or scoring that was asked for."""
        return self.folder / "diary"

    @property
    def presences(self) -> Path:
        return self.folder / "workers"

    def note(self, line: str) -> None:
        with self.diary.open("a") as diary:
            diary.write(line + "\n")

    def noted(self) -> list[str]:
        return self.diary.read_text().splitlines() if self.diary.exists() else []

    @property
    def pids(self) -> list[int]:
        """The processes that began to listen, in order."""
        path = self.folder / "pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def note_pid(self) -> None:
        with (self.folder / "pids").open("a") as file:
            file.write(f"{os.getpid()}\n")

    def store(self) -> Store:
        sealing = sealing_of(Settings(data_dir=self.folder, sealing=self.sealing))
        return open_store(self.database_url, self.folder, connect(self.broker_url), sealing)

    def quiet_store(self) -> Store:
        """Open the database without telling the broker of anything."""
        return replace(self, broker_url="").store()

    def set_clock(self, ahead: float) -> None:
        """Set the database's clock so many seconds ahead of the true time, for every process of the plan."""
        whole = self.folder / "clock.new"
        whole.write_text(str(ahead))
        whole.replace(self.folder / "clock")

    def clock(self, store: Store) -> Callable[[], datetime]:
        """Give the clock that workers go by."""
        if not self.settable_clock:
            return lambda: datetime.now(UTC)
        path = self.folder / "clock"

        def ask() -> datetime:
            return store.now() + timedelta(seconds=float(path.read_text()) if path.exists() else 0.0)

        return HouseClock(ask, every=0.2)

    def objects(self) -> Objects:
        return open_objects(self.objects_url, self.folder)


class Listener:
    """Hears `plan.text` in any sound, taking `plan.seconds` over it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def made(self, recording: Recording) -> Made:
        return Made(engines=(ENGINE,), settings=(("text", self.plan.text),))

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
        self.plan.note(f"begin {recording.id}")
        self.plan.note_pid()
        end = time.monotonic() + self.plan.seconds
        while (left := end - time.monotonic()) > 0:
            progress("listen", 1 - left / self.plan.seconds)
            time.sleep(0.02)
        heard = hear(self.plan.text, sound.duration, unfit=self.plan.unfit)
        self.plan.note(f"end {recording.id}")
        return heard

    def measure(self, sound: Sound, recording: Recording, transcript: Transcript) -> Cues:
        self.plan.note(f"measure {recording.id}")
        speaks = Cue(CueKind.TALK_RATIO, 1.0, 0.0, sound.duration, transcript.turns[0].party, whole_call=True)
        return Cues((speaks,))


def hear(text: str, duration: float, *, unfit: bool = False) -> Heard:
    """Make what quick ears hear."""
    timings = (("listen", 0.25),)
    if unfit:
        finding = HealthFinding(
            HealthKind.TOO_LITTLE_SPEECH, Severity.BLOCKING, "Nobody speaks in this call."
        )
        return Heard(None, None, Health((finding,)), timings)
    parties = Attribution(Basis.CHANNELS, (("channel-0", Party.AGENT),), 0.9)
    turn = Turn(0, 0.0, duration, Party.AGENT, 0, text, "en", 0.9)
    transcript = Transcript(
        "en", duration, parties, (turn,), (Hearing(0, duration, duration, 1.0),), (ENGINE,)
    )
    cues = Cues((Cue(CueKind.TALK_RATIO, 1.0, 0.0, duration, Party.AGENT, whole_call=True),))
    note = HealthFinding(HealthKind.DEAD_CHANNEL, Severity.WARNING, "Channel 1 is silent.", channel=1)
    return Heard(transcript, cues, Health((note,)), timings)


def make_desk(plan: Plan, presence: Presence, stopping: Callable[[], bool], **changes: object) -> Desk:
    """Lay a desk; with `functools.partial(make_desk, plan)` it crosses to worker processes."""
    trace.start(plan.traces_url, "worker", "test")
    store = plan.store()
    fields: dict[str, object] = {
        "owner": presence.owner,
        "store": store,
        "objects": plan.objects(),
        "listener": Listener(plan),
        "rubrics": lambda: tuple(rubric(*each) for each in plan.rubrics),
        "now": plan.clock(store),
        "new_id": lambda: uuid.uuid4().hex,
        "aids": Aids,
        "version": "test",
        "scratch": presence.scratch,
        "stopping": stopping,
        "rules": Rules(
            lease_seconds=plan.lease_seconds,
            storage_seconds=plan.storage_seconds,
            patience=plan.patience,
            memory_mb=plan.memory_mb,
        ),
        "abandon": lambda: None,
    }
    return Desk(**(fields | changes))  # type: ignore[arg-type]


def deliver(plan: Plan, audio: bytes, name: str, store: Store | None = None) -> str:
    """Put a call into the bucket and say so; gives the recording's id."""
    plan.objects().put(f"calls/{name}.wav", io.BytesIO(audio))
    own = store or plan.store()
    recording = receive_at(name, f"calls/{name}.wav")
    with own.begin() as unit:
        unit.recordings.add(recording)
        unit.record(RecordingReceived(recording=recording.id, at=recording.received_at, actor="tests"))
    if store is None:
        own.close()
    return recording.id


def receive_at(name: str, key: str) -> Recording:
    return receive(recording_id=name, source="tests", key=key, metadata=CallMetadata(), now=datetime.now(UTC))


def settled(store: Store, count: int, *, seconds: float = 120) -> bool:
    """Wait until so many recordings are settled."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with store.read() as unit:
            tallies = unit.recordings.tally()
        if (
            sum(t.count for t in tallies if t.state in {State.DONE, State.FAILED, State.NOT_SCORABLE})
            >= count
        ):
            return True
        time.sleep(0.1)
    return False


def check_each_done_once(store: Store) -> None:
    """Every recording is done, and every stage of it was finished by exactly one attempt."""
    with store.read() as unit:
        recordings = unit.recordings.page(Filter(), order=Order.OLDEST, limit=500).recordings
        for recording in recordings:
            assert recording.state is State.DONE, (recording.id, recording.state, recording.problem)
            done = [run.stage for run in unit.runs.of(recording.id) if run.outcome == "done"]
            assert done == list(Stage)
            assert len(unit.transcripts.of(recording.id)) == 1
            assert len(unit.evaluations.of(recording.id, in_force=False)) == 1
            names = [event.name for event in unit.audit.of(recording.id)]
            assert names.count("stage.completed") == len(Stage)
            assert names.count("evaluation.published") == 1


def crew_main(plan: Plan, count: int) -> None:
    """Be a house with workers of its own, until told to end."""
    logging.basicConfig(level="INFO")
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    with Crew(
        partial(make_desk, plan), plan.presences, CrewOptions(count, watch=0.1, grace=30, quick_death=0.2)
    ):
        told.wait()


def celery_main(plan: Plan, *arguments: str) -> None:
    """Be a Celery worker, with its beat inside."""
    from workers.worker import make_worker  # Celery is slow to import, and few tests need it

    app = make_worker(
        plan.broker_url, partial(make_desk, plan), plan.presences, limit_seconds=60, sweep_seconds=1.0
    )
    app.worker_main(["worker", "-B", "-s", str(plan.folder / "beat"), "-l", "INFO", *arguments])
