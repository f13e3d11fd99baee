"""Tracks: the speech of a call sorted by who is to be written down together, a channel or a voice."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from asr.ports import Speech
from asr.spans import Spans, difference, intersection, union
from asr.transcript import Span, SpeakerTurn


@dataclass(frozen=True, slots=True)
class Track:
    """Speech to be written down together: a channel's, or one voice's on it.

    Attributes:
        channel: from 0.
        speech: sorted, disjoint.
        voice: the diarizer's label; None for a channel.
        others: speech of other voices on the channel, sorted, disjoint; padding stops there.
        language: `zh` or `en`; empty until it is known.
    """

    channel: int
    speech: tuple[Span, ...]
    voice: str | None = None
    others: tuple[Span, ...] = ()
    language: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What tells a call's tracks apart."""
        return self.channel, self.voice or ""


def by_channel(speech: Sequence[Speech]) -> tuple[Track, ...]:
    """Make a track of each channel with speech."""
    return tuple(Track(channel, heard.spans) for channel, heard in enumerate(speech) if heard.spans)


def by_voice(speech: Speech, turns: Sequence[SpeakerTurn], channel: int = 0) -> tuple[Track, ...]:
    """Make a track of each voice on a channel, in order of appearance.

    No speech is lost between detector and diarizer: what was heard and given to no voice goes to the voice that
    speaks next to it. Where two voices speak at once the stretch is in both tracks.

    Args:
        speech: what the detector heard on the channel.
        turns: what the diarizer says, by start.
        channel: from 0.
    """
    spoken = {
        turn.voice: union(Span(t.start, t.end) for t in turns if t.voice == turn.voice) for turn in turns
    }
    if not spoken:
        return (Track(channel, speech.spans),) if speech.spans else ()
    own = {voice: intersection(spans, speech.spans) for voice, spans in spoken.items()}
    for stray in difference(speech.spans, union(*spoken.values())):
        voice = min(own, key=lambda name: _distance(stray, spoken[name]))
        own[voice] = union(own[voice], (stray,))
    return tuple(
        Track(
            channel, spans, voice, others=difference(union(*(o for v, o in own.items() if v != voice)), spans)
        )
        for voice, spans in own.items()
        if spans
    )


def _distance(stray: Span, spans: Spans) -> float:
    """Measure the seconds from a stretch to the nearest of some spans."""
    at = bisect_left(spans, stray.start, key=lambda s: s.start)
    before = stray.start - spans[at - 1].end if at else float("inf")
    after = spans[at].start - stray.end if at < len(spans) else float("inf")
    return min(before, after)
