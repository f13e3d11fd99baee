"""The language of a call: decided once, with room for a party that speaks the other one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from asr.errors import UnknownLanguage
from asr.health.ailment import HealthFinding, HealthKind, Severity
from asr.ports import RATE_HZ, Recogniser, Samples
from asr.transcript import Span
from asr.words.pack import PackOptions, pack
from asr.words.tracks import Track

LANGUAGES = ("en", "zh")
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """How the language is told.

    Attributes:
        sample: seconds of speech listened to at a time.
        samples: how many at most, spread over a track.
        every: seconds of a track's speech for each.
        clear: share of zh and en together from which a track or window is clearly in the other than the call.
        known: weight of zh and en together, over the whole call, under which it is spoken in neither. Sample calls
            and real ones have 0.8 or more; French, German, Spanish and Russian, spoken by a machine, 0.02 or less.
        strange: mean log-probability of a window under which its language is asked for.
    """

    sample: float = 10.0
    samples: int = 3
    every: float = 20.0
    clear: float = 0.9
    known: float = 0.3
    strange: float = -0.7


@dataclass(frozen=True, slots=True)
class Told:
    """What the languages of a call are.

    Attributes:
        language: that most of the speech is in.
        tracks: with theirs: the call's, but for one that is clearly in the other.
        known: weight of zh and en together over the call's speech, 0 to 1; the rest is other languages.
    """

    language: str
    tracks: tuple[Track, ...]
    known: float


def check(language: str) -> str:
    """Refuse a language that nobody here can write.

    Raises:
        UnknownLanguage: it is not `zh`, `en` or `auto`.
    """
    if language not in (*LANGUAGES, AUTO):
        raise UnknownLanguage(
            f"The language '{language}' is not known: calls are heard in zh and en. Give one of them, or auto."
        )
    return language


def other(language: str) -> str:
    """Name the other language."""
    return next(name for name in LANGUAGES if name != language)


def tell(
    tracks: Sequence[Track], channels: Sequence[Samples], recogniser: Recogniser, options: LanguageOptions
) -> Told:
    """Tell a call's language from samples of all its tracks, and each track's."""
    heard = [_listen(t, channels[t.channel], recogniser, options) for t in tracks]
    totals = {
        name: sum(h[name] * sum(s.length for s in t.speech) for h, t in zip(heard, tracks, strict=True))
        for name in LANGUAGES
    }
    call = max(LANGUAGES, key=lambda name: totals[name])
    spoken = [other(call) if h[other(call)] >= options.clear * sum(h.values()) else call for h in heard]
    named = tuple(replace(t, language=name) for t, name in zip(tracks, spoken, strict=True))
    speech = sum(s.length for t in tracks for s in t.speech)
    return Told(call, named, sum(totals.values()) / speech if speech else 1.0)


def find_other(told: Told, options: LanguageOptions) -> tuple[HealthFinding, ...]:
    """Find that a call is spoken in neither language, so that words in one of them would be invented."""
    if told.known >= options.known:
        return ()
    detail = (
        f"The call is spoken in neither Chinese nor English: these are {told.known:.0%} likely. It cannot be judged;"
        " where that is wrong, state the call's language in its metadata and send it on its way again."
    )
    return (HealthFinding(HealthKind.OTHER_LANGUAGE, Severity.BLOCKING, detail, value=round(told.known, 4)),)


def _listen(
    track: Track, samples: Samples, recogniser: Recogniser, options: LanguageOptions
) -> dict[str, float]:
    """Weigh the languages over samples spread evenly over a track's speech."""
    total = sum(s.length for s in track.speech)
    count = max(1, min(options.samples, int(total / options.every)))
    parts = [_part(track, total * i / count, options.sample) for i in range(count)]
    windows = [
        packed.window(samples)
        for part in parts
        for packed in pack(part, samples, PackOptions(longest=options.sample + 1, pad=0.1))[:1]
    ]
    return recogniser.identify(windows)


def _part(track: Track, skip: float, take: float) -> Track:
    """Give the stretch of a track's speech after `skip` seconds of it, `take` seconds long."""
    spans: list[Span] = []
    at = 0.0
    for span in track.speech:
        first = span.start + max(0.0, skip - at)
        last = min(span.end, span.start + skip + take - at)
        if last - first >= 1 / RATE_HZ:
            spans.append(Span(first, last))
        at += span.length
    return replace(track, speech=tuple(spans))
