"""Whose turn it is: the recordings that can be worked on, by `qa.priority`, without those that are held back.

A held source may have a million recordings in front of all others, and workers of one lane ask for few stages. So the
index `ix_recordings_turns` is walked for each stage and source by itself, and what is not wanted is never looked at.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from qa.hold import Held
from qa.length import Alike, seconds_of
from qa.recording import Stage, State
from storage.tables import recordings

_r = recordings.c

MOST_STRETCHES = 64
"""Stretches of the index that are walked one by one; a house with more sources waiting is asked in one sweep."""

LOOK_AHEAD = 64
"""Recordings of a stretch that are looked at where a worker would rather have some of them than others."""

_Found = tuple[datetime, str, str, float]


@dataclass(frozen=True, slots=True)
class Due:
    """Work that can begin.

    Attributes:
        recording: its id.
        stage: where it stands.
        seconds: of audio, estimated where it was not listened to yet.
    """

    recording: str
    stage: Stage
    seconds: float = field(default=0.0, compare=False)


class Turns:
    """The order of work, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(
        self,
        now: datetime,
        *,
        limit: int,
        since: datetime | None = None,
        stages: Collection[Stage] = tuple(Stage),
        held: Collection[Held] = (),
        alike: Alike | None = None,
        most_stretches: int = MOST_STRETCHES,
    ) -> tuple[Due, ...]:
        """Find work that can begin, in the order of turns.

        Args:
            now: the time.
            limit: at most this many.
            since: only what has been due since before this moment.
            stages: only these.
            held: what is left out. A claim that ran out is found nevertheless, to be taken back.
            alike: which lengths the worker would rather listen to; None where it is all the same to it.
            most_stretches: of the index that are walked one by one.
        """
        at = since or now
        wanted, limit = limit, limit if alike is None else max(limit, LOOK_AHEAD)
        found = list(self._silent(at, stages, limit))
        stretches = [
            (source, stage)
            for stage in stages
            for source in self._sources(stage)
            if (source, stage) not in held
        ]
        if len(stretches) <= most_stretches:
            for source, stage in stretches:
                found += self._first(and_(_standing(stage), _r.source == source), at, limit)
        else:
            for stage in stages:
                without = [source for source, where in held if where is stage]
                found += self._first(and_(_standing(stage), _r.source.not_in(without)), at, limit)
        if alike is not None:
            found = [
                (alike.turn(turn, seconds) if stage == Stage.TRANSCRIBE else turn, recording, stage, seconds)
                for turn, recording, stage, seconds in found
            ]
        first = sorted(found)[:wanted]
        return tuple(Due(recording, Stage(stage), seconds) for _, recording, stage, seconds in first)

    def _sources(self, stage: Stage) -> Iterator[str]:
        """List the sources of which something waits at a stage, with one look into the index for each.

        Places are compared as a whole: told that state and stage are fixed, PostgreSQL would take another index, in
        the order of sources, and read through all that has ended.
        """
        columns = (_r.state, _r.stage, _r.source)
        place = (State.WAITING.value, stage.value, "")
        while True:
            following = select(*columns).where(tuple_(*columns) > tuple_(*place)).order_by(*columns).limit(1)
            found = self._connection.execute(following).one_or_none()
            if found is None or tuple(found)[:2] != place[:2]:
                return
            place = (*place[:2], found.source)
            yield found.source

    def _first(self, which: ColumnElement[bool], at: datetime, limit: int) -> Iterator[_Found]:
        return self._ordered(and_(which, _r.next_attempt_at <= at), limit)

    def _silent(self, at: datetime, stages: Collection[Stage], limit: int) -> Iterator[_Found]:
        ran_out = and_(_r.state == State.WORKING, _r.stage.in_(stages), _r.lease_until <= at)
        return self._ordered(ran_out, limit)

    def _ordered(self, which: ColumnElement[bool], limit: int) -> Iterator[_Found]:
        wanted = select(_r.turn_at, _r.received_at, _r.id, _r.stage, _r.duration, _r.size).where(which)
        rows = self._connection.execute(wanted.order_by(_r.turn_at, _r.id).limit(limit))
        # A process of the version before wrote no turn: it is then as old as the recording.
        return (
            (row.turn_at or row.received_at, row.id, row.stage, seconds_of(row.duration, row.size))
            for row in rows
        )


def _standing(stage: Stage) -> ColumnElement[bool]:
    return and_(_r.state == State.WAITING, _r.stage == stage)
