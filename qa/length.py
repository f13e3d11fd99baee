"""Calls of like length one after the other, where a GPU listens: what is freed then fits what is asked for next.

A worker prefers recordings of the bucket of the last one it listened to. As with priority (`qa.priority`) that is a
head start and no more: a recording is overtaken by those of another bucket whose turn is at most `head_start` after
its own, so none waits for ever however many of the other length come.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from qa.backlog import BYTES_A_SECOND, UNSIZED_SECONDS


@dataclass(frozen=True, slots=True)
class LengthOptions:
    """Which lengths are alike, and what that is worth.

    Attributes:
        edges: seconds at which one bucket ends and the next begins, growing.
        head_start: how much earlier the turn of a recording is where its length is like the last one's.
    """

    edges: tuple[float, ...] = (60.0, 300.0, 900.0, 3600.0)
    head_start: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        if any(one >= other for one, other in pairwise(self.edges)) or self.head_start < timedelta():
            raise ValueError(
                f"{self} does not hold: edges have to grow, and the head start cannot be negative"
            )


def seconds_of(duration: float | None, size: int | None) -> float:
    """Say how long a recording is, estimated by its bytes until it was listened to.

    The same constant for all: lengths are compared within a source mostly, whose files are of one kind.
    """
    if duration is not None:
        return duration
    return UNSIZED_SECONDS if size is None else size / BYTES_A_SECOND


def bucket_of(seconds: float, options: LengthOptions) -> int:
    """Say in which bucket a length falls: 0 below the first edge."""
    return bisect_right(options.edges, seconds)


@dataclass(frozen=True, slots=True)
class Alike:
    """What a worker would rather listen to next.

    Attributes:
        bucket: of the last recording.
        options: which lengths are alike.
    """

    bucket: int
    options: LengthOptions

    def turn(self, turn_at: datetime, seconds: float) -> datetime:
        """Say when it is a recording's turn for this worker; compare with others' only."""
        same = bucket_of(seconds, self.options) == self.bucket
        return turn_at - self.options.head_start if same else turn_at
