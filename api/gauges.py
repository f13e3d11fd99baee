"""How all recordings stand, as Prometheus' gauges."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily

from qa.backlog import (
    BYTES_A_SECOND,
    UNSIZED_SECONDS,
    Pace,
    Pile,
    oldest_by_lane,
    seconds_by_lane,
)
from qa.hold import Held
from qa.lane import Lane
from qa.recording import State
from storage.backlog import Settled

_ESTIMATED = (
    "The length of a recording that was not listened to yet is estimated from its bytes by the pace of its source, "
    f"else at {BYTES_A_SECOND:.0f} bytes a second; one of unknown size counts as {UNSIZED_SECONDS:.0f} s."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is not settled.

    Attributes:
        piles: the recordings.
        held: sources and stages of which nothing may be begun.
        paused: sources that are paused.
    """

    piles: tuple[Pile, ...]
    held: frozenset[Held]
    paused: frozenset[str]


def told(
    opened: Opened, settled: Sequence[Settled], pace: Pace, now: datetime
) -> Iterator[GaugeMetricFamily]:
    """Write the standing of all recordings.

    Args:
        opened: those that are not settled.
        settled: the others.
        pace: by which unknown lengths are estimated.
        now: the time.
    """
    piles = opened.piles
    waiting = [pile for pile in piles if pile.state is State.WAITING]
    ready = [pile for pile in waiting if pile.is_due and (pile.source, pile.stage) not in opened.held]
    working = [pile for pile in piles if pile.state is State.WORKING]
    yield _by_queue(
        "everycall_audio_seconds_waiting",
        f"Seconds of audio that workers could begin with now, by the queue they wait in. {_ESTIMATED}",
        seconds_by_lane(ready, pace),
    )
    yield _by_queue(
        "everycall_audio_seconds_working",
        f"Seconds of audio that workers have in hand. {_ESTIMATED}",
        seconds_by_lane(working, pace),
    )
    yield _by_queue(
        "everycall_oldest_wait_seconds",
        "Seconds since the oldest recording that workers could begin with now was received.",
        oldest_by_lane(ready, now=now),
    )
    yield _by_queue(
        "everycall_audio_seconds_paused",
        f"Seconds of audio that wait because their source is paused. {_ESTIMATED}",
        seconds_by_lane([pile for pile in waiting if pile.source in opened.paused], pace),
    )
    yield _recordings(piles, settled)
    yield _failures(settled)


def _by_queue(name: str, text: str, values: Mapping[Lane, float]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, text, labels=("queue",))
    for lane, value in values.items():
        gauge.add_metric((lane.value,), value)
    return gauge


def _recordings(piles: Sequence[Pile], settled: Sequence[Settled]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(
        "everycall_recordings", "Recordings by stage and state.", labels=("stage", "state")
    )
    counts: Counter[tuple[str, str]] = Counter()
    for pile in piles:
        counts[pile.stage.value, pile.state.value] += pile.count
    for ended in settled:
        counts[ended.stage.value, ended.state.value] += ended.count
    for (stage, state), count in sorted(counts.items()):
        gauge.add_metric((stage, state), count)
    return gauge


def _failures(settled: Sequence[Settled]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(
        "everycall_failed_recordings",
        "Recordings that failed for good, by stage and by the code of what went wrong.",
        labels=("stage", "code"),
    )
    for each in settled:
        if each.state is State.FAILED:
            gauge.add_metric((each.stage.value, each.code), each.count)
    return gauge
