"""What a worker has before it: where things are kept, who listens, what to score with, and the house's rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from zoneinfo import ZoneInfo

from asr.audio import Sound
from asr.cues.cue import Cues
from asr.listen import Heard
from asr.transcript import Transcript
from qa.delivery import Delivery, Insistence
from qa.flag import FlagOptions
from qa.ingest.sources import WHOLE_BUCKET, Sources
from qa.length import Alike, LengthOptions, bucket_of
from qa.problem import Patience
from qa.recording import Recording, Stage
from qa.retention import KEPT_FOR_EVER, Retention
from qa.run import Made
from qa.subscription import Hidden, Subscription
from scoring.asked import Budget
from scoring.form import Rubric
from scoring.ports import Aids
from storage.objects import Objects
from storage.turns import Due
from storage.uow import Store
from workers.tell import Told


@dataclass(slots=True)
class Habit:
    """What a worker listened to last, so that it may listen to the like of it next.

    Attributes:
        options: which lengths are alike; None where it is all the same, as on a CPU.
        bucket: of the last recording; None before the first.
    """

    options: LengthOptions | None = None
    bucket: int | None = None

    @property
    def alike(self) -> Alike | None:
        """What it would rather listen to next."""
        if self.options is None or self.bucket is None:
            return None
        return Alike(self.bucket, self.options)

    def did(self, due: Due) -> None:
        """Take note of what was done."""
        if self.options is not None and due.stage is Stage.TRANSCRIBE:
            self.bucket = bucket_of(due.seconds, self.options)


Progress = Callable[[str, float], None]
"""Told of a step's name and the share of it done; may raise to stop the work."""


class Signs(Protocol):
    """Signs what a day's seal says; see `storage.signing.Signer`."""

    @property
    def key(self) -> str:
        """Give the public half of its key, hexadecimal."""
        ...

    def sign(self, said: bytes) -> str:
        """Sign bytes; gives hexadecimal."""
        ...


class Listener(Protocol):
    """Listens to calls; `workers/engines.py` answers with real models, tests bring fakes."""

    def made(self, recording: Recording) -> Made:
        """Say which engines and settings it would listen to a recording with."""
        ...

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
        """Listen to a recording."""
        ...

    def measure(self, sound: Sound, recording: Recording, transcript: Transcript) -> Cues:
        """Measure the cues of a recording whose words are known."""
        ...


class Tells(Protocol):
    """Tells receivers outside; see `workers.tell.Teller`."""

    def tell(self, subscription: Subscription, hidden: Hidden, delivery: Delivery, now: datetime) -> Told:
        """Tell one of them one thing; whatever goes wrong is in what it gives back."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What the house decides about its workers.

    Attributes:
        lease_seconds: how long a claim holds without renewal.
        limit_seconds: longest time for one stage of one recording.
        storage_seconds: how long a finished result waits for a storage that is away.
        patience: how often to try again.
        flags: when a measure is worth a look.
        budget: what one call may cost at the judge.
        zone: name of the time zone whose days are closed.
        close_hours: how long after its end a day is closed.
        replay_sample: evaluations of each sealed day that are made again.
        memory_mb: a worker that holds more when a stage ends is replaced; 0 for never.
        purge_unasked: whether what is due is erased without a person's approval.
        erasures: file in which all that was erased is written down; None for nowhere.
        walk_below_hours: a walk through the bucket takes in no more while more hours of audio wait.
        insistence: how often receivers outside are told the same.
        log_days: how long it is on record what they were told.
    """

    lease_seconds: float = 60.0
    limit_seconds: float = 6 * 3600.0
    storage_seconds: float = 600.0
    patience: Patience = field(default_factory=Patience)
    flags: FlagOptions = field(default_factory=FlagOptions)
    budget: Budget = field(default_factory=Budget)
    zone: str = "UTC"
    close_hours: float = 3.0
    replay_sample: int = 20
    memory_mb: float = 0.0
    walk_below_hours: float = 1000.0
    purge_unasked: bool = False
    erasures: Path | None = None
    insistence: Insistence = field(default_factory=Insistence)
    log_days: float = 30.0


@dataclass(frozen=True, slots=True)
class Desk:
    """A worker's place, made once per process by a composition root.

    Attributes:
        owner: the worker's unique name, as leases carry it.
        store: the database.
        objects: the audio.
        listener: listens to calls.
        rubrics: those in use, active and on trial.
        now: the time.
        new_id: a new unique id.
        aids: the models that some checks ask.
        version: EveryCall's own; a new one may judge anew.
        scratch: opens a folder for one job.
        stopping: whether the house is closing and unfinished work should be given back.
        rules: the house's.
        abandon: ends this process, where a stage takes longer than any may.
        signer: signs the days; None where they are not sealed.
        sources: the recording systems; how their names and sidecars are read.
        stages: those that this worker does.
        retention: how long calls are kept.
        habit: what it did last; the one thing here that changes.
        teller: tells receivers outside; None where this worker tells nobody.
    """

    owner: str
    store: Store
    objects: Objects
    listener: Listener
    rubrics: Callable[[], Sequence[Rubric]]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    aids: Callable[[], Aids]
    version: str
    scratch: Callable[[], TemporaryDirectory[str]]
    stopping: Callable[[], bool]
    rules: Rules
    abandon: Callable[[], None]
    signer: Signs | None = None
    sources: Sources = WHOLE_BUCKET
    stages: tuple[Stage, ...] = tuple(Stage)
    retention: Retention = KEPT_FOR_EVER
    habit: Habit = field(default_factory=Habit)
    teller: Tells | None = None

    @property
    def today(self) -> date:
        """The day it is on the house's calendar."""
        return self.now().astimezone(ZoneInfo(self.rules.zone)).date()


@dataclass(frozen=True, slots=True)
class Job:
    """One recording in a worker's hands.

    Attributes:
        recording: as claimed.
        desk: the worker's.
        scratch: a folder that is gone afterwards.
        progress: to be told how far the work is; raises where the work has become pointless.
    """

    recording: Recording
    desk: Desk
    scratch: Path
    progress: Progress
