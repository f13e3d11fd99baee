"""Listen to a call: the whole stage, from decoded sound to words, parties and cues."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from typing import Any

from asr.attribute import AttributionOptions, attribute, find_swap, name_turns
from asr.audio import Sound
from asr.crosstalk import CrosstalkOptions, own_speech
from asr.cues.cue import Cues
from asr.cues.measure import measure as measure_cues
from asr.cues.options import CueOptions
from asr.health.ailment import Health, HealthOptions
from asr.health.examine import examine, identical_channels
from asr.health.steady import is_music
from asr.ports import Diarizer, Recogniser, Samples, Speech, SpeechDetector
from asr.spans import difference
from asr.steps import Progress, Steps
from asr.transcript import Basis, Engine, Hearing, Transcript
from asr.words import chinese, hearing, language, tracks
from asr.words.language import Told
from asr.words.recognise import RecogniseOptions, recognise
from asr.words.tracks import Track
from asr.words.turns import Line, TurnOptions, make_turns, words_of


@dataclass(frozen=True, slots=True)
class Ears:
    """The models that listen; the diarizer is asked only where the parties share a channel."""

    detector: SpeechDetector
    recogniser: Recogniser
    diarizer: Diarizer


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """How a call is listened to.

    Attributes:
        language: `zh`, `en`, or `auto`: decided once per call.
        speakers: voices on a call of one channel.
        health: when sound is at fault.
        crosstalk: when what was heard on a channel is not its own speech.
        recognise: how speech becomes text.
        turns: where a turn ends.
        pauses: which pauses become marks in Chinese.
        attribution: what is known of who is who besides the words.
        cues: what counts as a cue.
    """

    language: str = language.AUTO
    speakers: int = 2
    health: HealthOptions = field(default_factory=HealthOptions)
    crosstalk: CrosstalkOptions = field(default_factory=CrosstalkOptions)
    recognise: RecogniseOptions = field(default_factory=RecogniseOptions)
    turns: TurnOptions = field(default_factory=TurnOptions)
    pauses: chinese.PauseOptions = field(default_factory=chinese.PauseOptions)
    attribution: AttributionOptions = field(default_factory=AttributionOptions)
    cues: CueOptions = field(default_factory=CueOptions)

    def settings(self) -> tuple[tuple[str, str], ...]:
        """List every option that shapes the words, by dotted name, sorted."""
        return tuple(sorted(_flat("", asdict(self))))


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of listening.

    Attributes:
        transcript: None where the sound cannot be judged and nobody wrote it down.
        cues: None likewise.
        health: of the sound, and of the hearing.
        timings: (step, CPU-seconds).
    """

    transcript: Transcript | None
    cues: Cues | None
    health: Health
    timings: tuple[tuple[str, float], ...]


def _quiet(_step: str, _share: float) -> None:
    """Tell nobody."""


_STEPS = (
    ("detect", 0.12),
    ("examine", 0.03),
    ("diarize", 0.1),
    ("recognise", 0.65),
    ("attribute", 0.02),
    ("cues", 0.08),
)


def listen(
    sound: Sound,
    ears: Ears,
    options: ListenOptions,
    progress: Progress = _quiet,
    clock: Callable[[], float] = time.process_time,
) -> Heard:
    """Listen to a call.

    Args:
        sound: decoded; memory-mapped, so that hours need no more memory than minutes.
        ears: the models.
        options: how.
        progress: told each step's name and the share of all the work done, after every batch.
        clock: CPU-seconds, for the timings.

    Raises:
        UnknownLanguage: a language was asked for that is neither zh nor en.
        EngineFailed: a model gave up.
    """
    language.check(options.language)
    steps = Steps(_STEPS, progress, clock)
    with steps.step("detect"):
        channels = sound.channels[:1] if identical_channels(sound, options.health) else sound.channels
        heard = tuple(ears.detector.detect(samples) for samples in channels)
        speech = own_speech(channels, heard, options.crosstalk)
    with steps.step("examine"):
        health = examine(sound, speech, options.health)
    if health.blocking:
        return Heard(None, None, health, tuple(steps.timings))
    with steps.step("diarize"):
        parts = _tracks(channels, speech, ears, options)
    with steps.step("recognise") as told:
        spoken, how = _languages(parts, channels, ears, options)
        strange = language.find_other(spoken, options.recognise.language)
        lines = () if strange else recognise(spoken.tracks, channels, ears.recogniser, how, told)
    if strange:
        return Heard(None, None, Health((*strange, *health.findings)), tuple(steps.timings))
    with steps.step("attribute"):
        noted = _hearing(channels, speech, lines, options)
        transcript = _transcript(sound, spoken.language, noted, lines, ears, options)
    with steps.step("cues"):
        cues = measure_cues(sound, transcript, speech, options.cues)
    found = hearing.find_holes(transcript.hearing, options.recognise.hearing)
    swapped = find_swap(transcript.attribution, options.attribution)
    return Heard(transcript, cues, Health((*health.findings, *swapped, *found)), tuple(steps.timings))


def _tracks(
    channels: Sequence[Samples], speech: Sequence[Speech], ears: Ears, options: ListenOptions
) -> tuple[Track, ...]:
    """Sort the speech by who is to be written down together."""
    if len(channels) > 1:
        return tracks.by_channel(speech)
    return tracks.by_voice(speech[0], ears.diarizer.diarize(channels[0], speakers=options.speakers))


def _languages(
    parts: Sequence[Track], channels: Sequence[Samples], ears: Ears, options: ListenOptions
) -> tuple[Told, RecogniseOptions]:
    """Settle the call's language; where it was given, nothing is written down in the other one."""
    if options.language == language.AUTO:
        return language.tell(parts, channels, ears.recogniser, options.recognise.language), options.recognise
    named = tuple(replace(t, language=options.language) for t in parts)
    return Told(options.language, named, known=1.0), replace(options.recognise, mixed=False)


def _hearing(
    channels: Sequence[Samples], speech: Sequence[Speech], lines: Sequence[Line], options: ListenOptions
) -> tuple[Hearing, ...]:
    """Measure how much of the speech on each channel has words; music without words is no speech."""
    noted = []
    for channel, (samples, heard) in enumerate(zip(channels, speech, strict=True)):
        words = tuple(w for x in lines if x.track.channel == channel for w in words_of(x.segment))
        found = hearing.measure(channel, heard.spans, words, options.recognise.hearing)
        music = tuple(h for h in found.holes if is_music(samples, h, options.health))
        spoken = difference(heard.spans, music)
        noted.append(hearing.measure(channel, spoken, words, options.recognise.hearing) if music else found)
    return tuple(noted)


def _transcript(
    sound: Sound,
    spoken: str,
    noted: tuple[Hearing, ...],
    lines: Sequence[Line],
    ears: Ears,
    options: ListenOptions,
) -> Transcript:
    """Put what was written down together, with who said it and how much was heard."""
    unnamed = make_turns(lines, options.turns, options.recognise.guard, options.pauses)
    basis = Basis.CHANNELS if len(noted) > 1 else Basis.DIARIZATION
    attribution = attribute(unnamed, basis, options.attribution)
    models = (
        (ears.detector, ears.diarizer, ears.recogniser)
        if len(noted) == 1
        else (ears.detector, ears.recogniser)
    )
    return Transcript(
        language=spoken,
        duration=round(sound.duration, 3),
        attribution=attribution,
        turns=name_turns(unnamed, attribution),
        hearing=noted,
        engines=(*(m.engine for m in models), _listening(options)),
    )


def _listening(options: ListenOptions) -> Engine:
    """Give the part that is ours of how the words came about."""
    return Engine("everycall", version("everycall"), "listen", "", options.settings())


def _flat(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(value)
