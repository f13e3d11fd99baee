"""Celery workers whose ears only sleep; queue, database, storage and scoring are the house's own.

python -m bench.scale.workers PLAN.json WORKERS
"""

import json
import os
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Engine, event

from asr.audio import Sound
from asr.cues.cue import Cues
from asr.health.ailment import Health
from asr.listen import Heard
from asr.transcript import Engine as Ears
from asr.transcript import Transcript
from bench.backtest import shuffled
from bench.scoring import long_call
from config.settings import Settings
from qa.recording import Recording
from qa.run import Made
from scoring.ports import Aids
from scoring.rubric import library
from storage.address import open_objects
from storage.house_keys import Sealing, sealing_of
from storage.uow import open_store
from workers.desk import Desk, Progress, Rules
from workers.presence import Presence
from workers.queue import connect
from workers.worker import make_worker

_NAP = 0.02
_EVERY = 20
"""Statements between two notes of their count."""


@dataclass(frozen=True)
class Plan:
    """What the workers are given; crosses to their processes as JSON.

    Attributes:
        folder: of the objects, the presences and the counts.
        database_url: of PostgreSQL.
        broker_url: Celery's.
        objects_url: of an S3; empty for the folder.
        listening: seconds that listening to a call takes, on the clock of the simulation.
        audio: seconds that a call is said to last.
    """

    folder: str
    database_url: str
    broker_url: str
    objects_url: str
    listening: float
    audio: float

    @property
    def place(self) -> Path:
        """The folder."""
        return Path(self.folder)

    @property
    def sealing(self) -> Sealing:
        """What seals content, as in a house that was just set up."""
        return sealing_of(Settings(data_dir=self.place))

    def write(self) -> Path:
        """Write it down for the workers' processes."""
        path = self.place / "plan.json"
        path.write_text(json.dumps(asdict(self)))
        return path

    def counted(self) -> int:
        """Add up the statements that the workers have issued."""
        return sum(int(path.read_text() or 0) for path in self.place.glob("statements-*"))


class Sleeper:
    """Hears the same made-up call in any sound, once it has slept as long as listening takes."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def _heard(self) -> Heard:
        transcript = shuffled(long_call("en").transcript, self._plan.audio, 1)
        return Heard(transcript, Cues(()), Health(()), (("listen", self._plan.listening),))

    def made(self, recording: Recording) -> Made:  # noqa: ARG002 as the port has it
        """Name an engine that there is not."""
        return Made(engines=(Ears("sleeper", "1", "none", "0" * 64),))

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:  # noqa: ARG002 likewise
        """Sleep, and tell how far it is, as ears do."""
        end = time.monotonic() + self._plan.listening
        while (left := end - time.monotonic()) > 0:
            progress("listen", 1 - left / self._plan.listening)
            time.sleep(min(_NAP, left))
        return self._heard

    def measure(self, sound: Sound, recording: Recording, transcript: Transcript) -> Cues:  # noqa: ARG002 likewise
        """Tell nothing of the sound."""
        return Cues(())


def make_desk(plan: Plan, presence: Presence, stopping: Callable[[], bool]) -> Desk:
    """Lay a desk as `workers.engines` does, but for the ears; its statements are counted."""
    count_statements(plan.place)
    rubrics = library(Settings().rubrics_dir)
    return Desk(
        owner=presence.owner,
        store=open_store(plan.database_url, plan.place, connect(plan.broker_url), plan.sealing),
        objects=open_objects(plan.objects_url, plan.place),
        listener=Sleeper(plan),
        rubrics=lambda: rubrics,
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid.uuid4().hex,
        aids=Aids,
        version="bench",
        scratch=presence.scratch,
        stopping=stopping,
        rules=Rules(),
        abandon=lambda: None,
    )


def count_statements(folder: Path) -> None:
    """Count this process's statements from now on, into a file of its own."""
    path, count = folder / f"statements-{os.getpid()}", 0

    @event.listens_for(Engine, "after_cursor_execute")
    def note(*_: object) -> None:
        nonlocal count
        count += 1
        if count % _EVERY == 0:
            path.write_text(str(count))


def main() -> None:
    """Work until told to end."""
    plan = Plan(**json.loads(Path(sys.argv[1]).read_text()))
    app = make_worker(
        plan.broker_url,
        partial(make_desk, plan),
        plan.place / "workers",
        limit_seconds=600,
        sweep_seconds=5.0,
    )
    schedule = str(plan.place / "beat")
    app.worker_main(["worker", "-B", "-s", schedule, "-c", sys.argv[2], "-l", "WARNING"])


if __name__ == "__main__":
    main()
