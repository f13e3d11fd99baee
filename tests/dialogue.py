"""Hand-made calls: who says what, when, as a transcript and as the speech that was heard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from asr.cues.activity import Activity, read_activity
from asr.cues.cue import Cue, CueKind
from asr.cues.frames import measure_levels
from asr.cues.voice import Voice, pick_voice
from asr.ports import Samples, Speech
from asr.spans import difference, intersection, union
from asr.transcript import Attribution, Basis, Party, Span, Transcript, Turn

AGENT, CUSTOMER, IVR = Party.AGENT, Party.CUSTOMER, Party.IVR
CHANNEL = {AGENT: 0, CUSTOMER: 1, IVR: 0, Party.UNKNOWN: 1}


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A call without sound."""

    transcript: Transcript
    speech: tuple[Speech, ...]

    @property
    def activity(self) -> Activity:
        return read_activity(self.transcript, self.speech)


def say(
    party: Party, start: float, end: float, text: str = "some words of no weight", language: str = "en"
) -> Turn:
    """One turn on the party's own channel."""
    return Turn(0, start, end, party, CHANNEL[party], text, language, 0.9)


def dialogue(
    *turns: Turn, language: str = "en", mono: bool = False, silent: Iterable[Span] = (), duration: float = 0.0
) -> Dialogue:
    """A call in which each turn is heard from its start to its end.

    Args:
        turns: in any order.
        language: of the call.
        mono: all on channel 0.
        silent: where nothing is heard on channel 0 although a turn goes on.
        duration: seconds; by default a second after the last turn.
    """
    ordered = sorted(turns, key=lambda t: (t.start, t.channel))
    placed = [replace(t, index=i, channel=0 if mono else t.channel) for i, t in enumerate(ordered)]
    quiet = tuple(silent)
    speech = tuple(
        _heard([t for t in placed if t.channel == c], () if c else quiet) for c in range(1 if mono else 2)
    )
    parties = tuple(sorted({(f"channel-{t.channel}", t.party) for t in placed}))
    basis = Basis.DIARIZATION if mono else Basis.CHANNELS
    end = duration or max((t.end for t in placed), default=0.0) + 1.0
    return Dialogue(
        Transcript(language, end, Attribution(basis, parties, 1.0), tuple(placed), (), ()), speech
    )


def _heard(turns: Sequence[Turn], silent: Sequence[Span]) -> Speech:
    spans = difference(union(Span(t.start, t.end) for t in turns), union(silent))
    overlaps = union(
        span
        for i, one in enumerate(turns)
        for other in turns[i + 1 :]
        for span in intersection((Span(one.start, one.end),), (Span(other.start, other.end),))
    )
    return Speech(spans, overlaps)


def only(cues: Iterable[Cue], kind: CueKind) -> list[Cue]:
    """The cues of a kind that stand for a place in the call."""
    return [c for c in cues if c.kind is kind and not c.whole_call]


def summary(cues: Iterable[Cue], kind: CueKind, party: Party) -> Cue | None:
    """The cue that sums up the call for a party."""
    found = [c for c in cues if c.kind is kind and c.whole_call and c.party is party]
    assert len(found) <= 1
    return found[0] if found else None


def voice_of(call: Dialogue, samples: Samples, party: Party) -> Voice:
    """The voice of a party whose channel sounds like this."""
    (speaker,) = (s for s in call.activity.speakers if s.party is party)
    heard = call.speech[speaker.channel].spans
    return pick_voice(speaker, measure_levels(samples), heard, samples)
