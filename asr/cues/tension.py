"""Tension in a voice: the port that a model answers, and the cues made of its readings.

Tension is a voice higher, with higher peaks, and brighter than neutral. It is not anger: a voice is raised for
many reasons, a bad line among them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from asr.cues.cue import Cue, CueKind
from asr.cues.segments import VoiceSegment
from asr.cues.trend import Course
from asr.ports import Samples
from asr.transcript import Party


@dataclass(frozen=True, slots=True)
class Reading:
    """How tense one segment sounds.

    Attributes:
        absolute: z against neutral speech of the population.
        relative: z against the speaker's own shrunken baseline.
        absolute_reasons: what it rests on, in plain words, strongest first.
        relative_reasons: likewise.
    """

    absolute: float
    relative: float
    absolute_reasons: tuple[str, ...] = ()
    relative_reasons: tuple[str, ...] = ()


class TensionModel(Protocol):
    """Reads tension from one speaker's segments."""

    @property
    def name(self) -> str:
        """Name the model and its version, for the record."""
        ...

    def read(self, samples: Samples, segments: Sequence[VoiceSegment], /) -> tuple[Reading, ...]:
        """Read every segment of one speaker, in order.

        Args:
            samples: shape (samples,), the speaker's channel at 16 kHz, memory-mapped.
            segments: all of them, so that each can be held against the speaker's usual.
        """
        ...


def tensions(segments: Sequence[VoiceSegment], readings: Sequence[Reading], party: Party) -> Iterator[Cue]:
    """Tell the tension of each segment, absolute and relative."""
    for segment, reading in zip(segments, readings, strict=True):
        where = segment.start, segment.end, party, segment.turn
        yield Cue(CueKind.TENSION, reading.absolute, *where, reasons=reading.absolute_reasons)
        yield Cue(CueKind.TENSION_RELATIVE, reading.relative, *where, reasons=reading.relative_reasons)


def courses(
    course: Course,
    segments: Sequence[VoiceSegment],
    readings: Sequence[Reading],
    party: Party,
    duration: float,
) -> Iterator[Cue]:
    """Tell the course of tension over the call: mean, worst points, slope, recovery."""
    over = f"over {len(segments)} segments"
    yield Cue(CueKind.TENSION, course.mean, 0.0, duration, party, whole_call=True, reasons=(over,))
    for kind, peak, reasons in (
        (CueKind.TENSION_PEAK, course.peak, readings[course.peak.segment].absolute_reasons),
        (
            CueKind.TENSION_RELATIVE_PEAK,
            course.relative_peak,
            readings[course.relative_peak.segment].relative_reasons,
        ),
    ):
        turn = segments[peak.segment].turn
        start, end = peak.span.start, peak.span.end
        yield Cue(kind, peak.value, start, end, party, turn, whole_call=True, reasons=reasons)
    yield Cue(CueKind.TENSION_SLOPE, course.slope, 0.0, duration, party, whole_call=True, reasons=(over,))
    worst = course.relative_peak
    reason = f"{worst.value:.1f} at the worst point, {course.end:.1f} at the end"
    start, end = worst.span.start, segments[-1].end
    yield Cue(
        CueKind.TENSION_RECOVERY, course.recovery, start, end, party, whole_call=True, reasons=(reason,)
    )
