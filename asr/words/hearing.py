"""Hearing: how much of the speech that was heard has words, and where it has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asr.health.ailment import HealthFinding, HealthKind, Severity
from asr.spans import difference, length, union
from asr.transcript import Hearing, Span, Word


@dataclass(frozen=True, slots=True)
class HearingOptions:
    """What counts as worded.

    Attributes:
        reach: seconds to either side of a word that count with it. So a gap under twice this between two words
            is a breath or an inexact word time, not lost speech.
        longest: seconds of a word that count. The recogniser stretches a word over speech that it skipped: a word
            that seems longer leaves a hole behind its end.
        least: seconds; shorter holes count against the share and are not listed.
        enough: share from which on a hole is a note and not a warning.
        too_little: share under which a call cannot be judged by its words.
    """

    reach: float = 0.5
    longest: float = 1.2
    least: float = 0.2
    enough: float = 0.99
    too_little: float = 0.5


def measure(channel: int, speech: Sequence[Span], words: Iterable[Word], options: HearingOptions) -> Hearing:
    """Measure the share of a channel's heard speech that has words.

    Speech counts as worded where a word lies within `reach` of it; nothing else does. Speech far from any word
    lowers the share whatever its length, so a channel of which the recogniser lost half has a share near a half.

    Args:
        channel: from 0.
        speech: what the detector heard; sorted, disjoint, without padding.
        words: the words of the channel, in any order.
        options: what counts as worded.
    """
    covered = union(
        Span(w.start - options.reach, min(w.end, w.start + options.longest) + options.reach) for w in words
    )
    holes = difference(tuple(speech), covered)
    total, lost = length(speech), length(holes)
    return Hearing(
        channel=channel,
        speech=round(total, 3),
        worded=round(total - lost, 3),
        share=round(1 - lost / total, 4) if total else 1.0,
        holes=tuple(h for h in holes if h.length >= options.least),
    )


def find_holes(hearing: Sequence[Hearing], options: HearingOptions) -> tuple[HealthFinding, ...]:
    """Say of each channel with holes how much was heard and not written down, and where."""
    return tuple(_finding(h, options) for h in hearing if h.holes or h.share < options.enough)


def _finding(hearing: Hearing, options: HearingOptions) -> HealthFinding:
    lost = hearing.speech - hearing.worded
    detail = (
        f"On channel {hearing.channel} {lost:.1f} s of {hearing.speech:.1f} s of speech have no words"
        f" ({hearing.share:.1%} have)"
    )
    severity = Severity.NOTE
    if hearing.share < options.enough:
        severity = Severity.WARNING
    if hearing.share < options.too_little:
        severity = Severity.BLOCKING
        detail += (
            ": too little to judge the call by its words. Listen to it, or transcribe it with a larger model."
        )
    else:
        detail += ": what was said there is not judged. Listen to these places before relying on an absence."
    return HealthFinding(
        HealthKind.SPEECH_WITHOUT_WORDS, severity, detail, hearing.channel, hearing.share, hearing.holes
    )
