"""The stage runs: every attempt at every stage, kept for ever."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from qa.recording import Stage
from qa.run import RunOutcome, StageRun
from storage.codec import Codec
from storage.errors import NotFound
from storage.tables import recordings
from storage.tables import stage_runs as table

_codec = Codec(StageRun)


@dataclass(frozen=True, slots=True)
class Finished:
    """An attempt that ended, in short.

    Attributes:
        recording: its id.
        attempt: its number.
        stage: which.
        outcome: how it ended.
        at: when.
        seconds: it took.
        audio: seconds of its recording, where they are known.
    """

    recording: str
    attempt: int
    stage: Stage
    outcome: RunOutcome
    at: datetime
    seconds: float
    audio: float | None


class Runs:
    """All stage runs, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: StageRun) -> None:
        """Write down an attempt that begins."""
        self._connection.execute(insert(table), _row(run))

    def save(self, run: StageRun) -> None:
        """Write down how an attempt ended."""
        same = (table.c.recording_id == run.recording, table.c.attempt == run.attempt)
        self._connection.execute(update(table).where(*same).values(_row(run)))

    def get(self, recording: str, attempt: int) -> StageRun:
        """Load an attempt.

        Raises:
            NotFound: there was no such attempt.
        """
        wanted = select(table.c.body).where(table.c.recording_id == recording, table.c.attempt == attempt)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"Recording {recording!r} had no attempt {attempt}.")
        return _codec.decode(body)

    def of(self, recording: str) -> tuple[StageRun, ...]:
        """List a recording's attempts, in the order they began."""
        wanted = select(table.c.body).where(table.c.recording_id == recording).order_by(table.c.attempt)
        return tuple(_codec.decode(body) for body in self._connection.execute(wanted).scalars())

    def last(self, limit: int) -> tuple[StageRun, ...]:
        """List the attempts that ended last, the latest first."""
        wanted = (
            select(table.c.body)
            .where(table.c.finished_at.is_not(None))
            .order_by(table.c.finished_at.desc())
            .limit(limit)
        )
        return tuple(_codec.decode(body) for body in self._connection.execute(wanted).scalars())

    def finished(self, since: datetime) -> tuple[Finished, ...]:
        """List the attempts that ended at a moment or later, in the order they ended."""
        columns = (table.c.recording_id, table.c.attempt, table.c.stage, table.c.outcome)
        wanted = (
            select(*columns, table.c.started_at, table.c.finished_at, recordings.c.duration)
            .join(recordings, recordings.c.id == table.c.recording_id)
            .where(table.c.finished_at >= since)
            .order_by(table.c.finished_at, *columns[:2])
        )
        return tuple(
            Finished(
                recording,
                attempt,
                Stage(stage),
                RunOutcome(outcome),
                end,
                (end - begin).total_seconds(),
                audio,
            )
            for recording, attempt, stage, outcome, begin, end, audio in self._connection.execute(wanted)
        )


def _row(run: StageRun) -> dict[str, object]:
    return {
        "recording_id": run.recording,
        "attempt": run.attempt,
        "stage": run.stage,
        "outcome": run.outcome,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "body": _codec.encode(run),
    }
