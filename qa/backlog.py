"""What waits, in seconds of audio: what workers are started and stopped by.

Before a recording was listened to its length is not known, only its size. It is estimated by the pace of its source:
bytes for each second of what was listened to last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qa.lane import LANES, Lane
from qa.recording import Stage, State

BYTES_A_SECOND = 16_000.0
"""Of a house that has listened to nothing yet: two channels of 8 kHz telephone audio, a byte a sample (G.711)."""

UNSIZED_SECONDS = 240.0
"""Taken for a recording of which not even the size is known; the call of a contact centre is a few minutes long."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Recordings of one source that stand alike and are not settled.

    Attributes:
        source: of the recordings.
        stage: where they stand.
        state: waiting or working.
        is_due: whether they could be worked on now; False where they wait for a later moment.
        count: how many.
        seconds: of audio, of those whose length is known.
        bytes: of audio, of those of which only the size is known.
        unsized: how many have neither.
        oldest: when the first of them was received.
    """

    source: str
    stage: Stage
    state: State
    is_due: bool
    count: int
    seconds: float
    bytes: int
    unsized: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Listened:
    """A recording that was listened to: its source, bytes and seconds."""

    source: str
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How many bytes a second of audio takes, by source; `otherwise` for sources nothing is known of."""

    by_source: Mapping[str, float]
    otherwise: float = BYTES_A_SECOND

    def of(self, source: str) -> float:
        """Give a source's bytes for each second."""
        return self.by_source.get(source, self.otherwise)


def pace(listened: Sequence[Listened]) -> Pace:
    """Measure the pace of sources by what was listened to."""
    totals: dict[str, tuple[int, float]] = {}
    for each in listened:
        size, seconds = totals.get(each.source, (0, 0.0))
        totals[each.source] = (size + each.bytes, seconds + each.seconds)
    paces = {source: size / seconds for source, (size, seconds) in totals.items() if size and seconds > 0}
    whole_bytes = sum(totals[source][0] for source in paces)
    whole_seconds = sum(totals[source][1] for source in paces)
    return Pace(paces, whole_bytes / whole_seconds if paces else BYTES_A_SECOND)


def audio_seconds(pile: Pile, known: Pace) -> float:
    """Say how many seconds of audio a pile holds, estimated where the length is not known."""
    return pile.seconds + pile.bytes / known.of(pile.source) + pile.unsized * UNSIZED_SECONDS


def seconds_by_lane(piles: Sequence[Pile], known: Pace) -> Mapping[Lane, float]:
    """Add piles up by the machines that their next stage needs; every lane is there, if with 0."""
    return {
        lane: sum(audio_seconds(pile, known) for pile in piles if LANES[pile.stage] is lane) for lane in Lane
    }


def oldest_by_lane(piles: Sequence[Pile], *, now: datetime) -> Mapping[Lane, float]:
    """Say how many seconds ago the oldest recording of each lane was received; 0 where none is there."""
    oldest = dict.fromkeys(Lane, 0.0)
    for pile in piles:
        lane = LANES[pile.stage]
        oldest[lane] = max(oldest[lane], (now - pile.oldest).total_seconds())
    return oldest
