"""The course of tension over a call: its worst point, its slope, and how far it eased by the end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.cues.options import CueOptions
from asr.cues.segments import VoiceSegment
from asr.transcript import Span


@dataclass(frozen=True, slots=True)
class Peak:
    """The worst point of a course.

    Attributes:
        value: the average over `CueOptions.trend_window` there.
        segment: index of the tensest segment in that window.
        span: the window's segments, from the first start to the last end.
    """

    value: float
    segment: int
    span: Span


@dataclass(frozen=True, slots=True)
class Course:
    """How tension went.

    Attributes:
        mean: of the absolute tension, weighted by voiced time.
        peak: worst point of the absolute tension.
        relative_peak: worst point of the relative tension.
        slope: of the relative tension, z per minute.
        end: the relative tension at the end.
        recovery: relative worst point minus end, 0 or more.
    """

    mean: float
    peak: Peak
    relative_peak: Peak
    slope: float
    end: float
    recovery: float


def trace(
    segments: Sequence[VoiceSegment],
    absolute: Sequence[float],
    relative: Sequence[float],
    options: CueOptions,
) -> Course | None:
    """Follow one speaker's tension; None where there are too few segments for a course.

    Args:
        segments: by start.
        absolute: the absolute tension of each.
        relative: the relative tension of each.
        options: the window and the least number of segments.
    """
    if len(segments) < options.trend_segments:
        return None
    order = sorted(range(len(segments)), key=lambda i: segments[i].middle)
    segments = [segments[i] for i in order]
    times = np.array([segment.middle for segment in segments])
    weights = np.array([segment.voiced for segment in segments])
    world, own = (np.array([values[i] for i in order]) for values in (absolute, relative))
    first = np.searchsorted(times, times - options.trend_window / 2)
    last = np.searchsorted(times, times + options.trend_window / 2, side="right")

    def smooth(values: NDArray[np.float64]) -> NDArray[np.float64]:
        sums = np.cumsum(np.pad(weights * values, (1, 0)))
        totals = np.cumsum(np.pad(weights, (1, 0)))
        averaged: NDArray[np.float64] = (sums[last] - sums[first]) / (totals[last] - totals[first])
        return averaged

    def peak(values: NDArray[np.float64]) -> Peak:
        averaged = smooth(values)
        worst = int(np.argmax(averaged))
        window = range(first[worst], last[worst])
        span = Span(segments[window[0]].start, max(segments[i].end for i in window))
        return Peak(float(averaged[worst]), order[max(window, key=lambda i: values[i])], span)

    relative_peak = peak(own)
    end = float(smooth(own)[-1])
    minutes = (times - times.mean()) / 60
    return Course(
        mean=float(np.average(world, weights=weights)),
        peak=peak(world),
        relative_peak=relative_peak,
        slope=float(np.polyfit(minutes, own, 1, w=np.sqrt(weights))[0]),
        end=end,
        recovery=relative_peak.value - end,
    )
