"""The words of a call: who said what, when, and how sure that is.

Times are seconds from the start of the recording. Everything here is a frozen value that travels
downstream unchanged: scoring quotes it, storage keeps it, the API shows it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Party(StrEnum):
    """A side of the call."""

    AGENT = "agent"
    CUSTOMER = "customer"
    IVR = "ivr"
    UNKNOWN = "unknown"


CHANNEL = "channel-"
"""What the name of a channel begins with where it stands for who speaks on it."""


class Basis(StrEnum):
    """What the parties rest on."""

    CHANNELS = "channels"
    DIARIZATION = "diarization"
    PERSON = "person"


class Doubt(StrEnum):
    """Why a turn's words may be wrong. A doubted turn is shown and kept, never silently dropped."""

    LOW_CONFIDENCE = "low_confidence"
    REPETITION = "repetition"
    SIGN_OFF = "sign_off"
    NO_SPEECH = "no_speech"
    LONE_WORD = "lone_word"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, `start` ≤ `end`."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds covered."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine made a result, so that it can be made again.

    Attributes:
        name: the library, as `faster-whisper`.
        version: its version.
        model: the model's name in `models.toml`.
        digest: SHA-256 of the weights.
        settings: every option that shapes the result, sorted by name.
    """

    name: str
    version: str
    model: str
    digest: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard; `confidence` is the recogniser's probability, 0 to 1."""

    start: float
    end: float
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Segment:
    """The recogniser's output for a stretch of one window.

    Attributes:
        start: seconds; relative to the window where the recogniser returns it.
        end: seconds, likewise.
        text: as written by the recogniser.
        language: `zh` or `en`.
        avg_logprob: mean log-probability of the tokens.
        no_speech_prob: the recogniser's own doubt that anyone spoke, 0 to 1.
        compression_ratio: gzip ratio of the text; above about 2.4 the text repeats itself.
        words: with times, in order; empty where words were not asked for.
    """

    start: float
    end: float
    text: str
    language: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """A stretch in which one voice speaks. Turns of different voices may overlap."""

    start: float
    end: float
    voice: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one party said without another of its turns between. Evidence points at `index`.

    Attributes:
        index: place in the call, from 0, by start.
        start: seconds; inside the speech that was detected.
        end: seconds, likewise.
        party: who spoke.
        channel: the recording's channel, from 0.
        text: simplified and punctuated where Chinese.
        language: `zh` or `en`.
        confidence: 0 to 1, mean word probability weighted by length.
        overlap: share of the turn in which another party speaks too, 0 to 1.
        voice: the diarizer's label on a mono call, else None.
        doubts: why the words may be wrong.
        words: with times.
    """

    index: int
    start: float
    end: float
    party: Party
    channel: int
    text: str
    language: str
    confidence: float
    overlap: float = 0.0
    voice: str | None = None
    doubts: tuple[Doubt, ...] = ()
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """How much of the speech heard on one channel has words.

    Attributes:
        channel: from 0.
        speech: seconds in which the detector heard someone speak.
        worded: seconds of it that have words.
        share: `worded / speech`, 1.0 where there was no speech.
        holes: the speech without words.
    """

    channel: int
    speech: float
    worded: float
    share: float
    holes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Which voice is which party, and how sure.

    Attributes:
        basis: channels or diarization, or a person's word.
        parties: (voice or `channel-N`, party), sorted by voice.
        confidence: 0 to 1. Under `CERTAIN` every check that depends on a party is undecided.
        reasons: what spoke for it, in plain words.
    """

    basis: Basis
    parties: tuple[tuple[str, Party], ...]
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def apart(self) -> bool:
        """Whether the parties have channels of their own, whoever said which is whose."""
        if self.basis is Basis.PERSON:
            return sum(side.startswith(CHANNEL) for side, _ in self.parties) > 1
        return self.basis is Basis.CHANNELS


CERTAIN = 0.6
"""Attribution confidence under which party-dependent findings are undecided."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that was said in a call.

    Attributes:
        language: `zh` or `en`, decided once per call.
        duration: seconds of the recording.
        attribution: who is who, and what that rests on.
        turns: by start, then channel; `turns[i].index == i`.
        hearing: one per channel listened to.
        engines: detector, diarizer (mono) and recogniser.
    """

    language: str
    duration: float
    attribution: Attribution
    turns: tuple[Turn, ...]
    hearing: tuple[Hearing, ...]
    engines: tuple[Engine, ...]
