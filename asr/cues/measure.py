"""Measure every cue of a call: what the timing and the sound tell beside the words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asr.audio import Sound
from asr.cues.activity import Activity, Speaker, read_activity
from asr.cues.cue import Cue, CueKind, Cues
from asr.cues.frames import Floats, measure_levels
from asr.cues.gain import Gain, judge_gain
from asr.cues.index import TensionIndex
from asr.cues.loudness import is_sounding, loudnesses, noise_floor_db
from asr.cues.options import CueOptions
from asr.cues.overlap import overlaps
from asr.cues.pitch import pitches
from asr.cues.response import response_times
from asr.cues.segments import cut_segments
from asr.cues.silence import pauses, silences
from asr.cues.talk import speech_rates, talk_ratios
from asr.cues.tension import TensionModel, courses, tensions
from asr.cues.trend import trace
from asr.cues.voice import Voice, pick_voice
from asr.ports import Speech
from asr.spans import length, union
from asr.transcript import CERTAIN, Attribution, Party, Span, Transcript

_DECIMALS = 3
"""Kept of a value: finer than any of them is known, and the same on every machine."""


def measure(
    sound: Sound,
    transcript: Transcript,
    speech: Sequence[Speech],
    options: CueOptions,
    model: TensionModel | None = None,
) -> Cues:
    """Measure every cue of a call.

    Args:
        sound: the decoded recording.
        transcript: who said what, and when.
        speech: one per channel listened to, in the order of `sound.channels`, without what leaked in from
            another channel (`asr.crosstalk`); one alone for a call whose parties share a channel.
        options: the thresholds, echoed in `Cues.settings`.
        model: what reads tension; the untrained index by default.

    Returns:
        The cues by kind, then start, and notes on what could not be measured or believed.

    Raises:
        ValueError: more speech than channels, or a turn on a channel of which no speech was given.
    """
    if len(speech) > len(sound.channels):
        raise ValueError(
            f"speech was given for {len(speech)} channels, but the recording has {len(sound.channels)}; "
            "give one Speech per channel listened to"
        )
    reader = model or TensionIndex()
    levels = tuple(measure_levels(channel) for channel in sound.channels[: len(speech)])
    activity = read_activity(transcript, speech)
    notes: list[str] = []
    if not activity.apart and len(activity.speakers) > 1:
        notes.append(
            "interruptions are not told: the parties share a channel, on which who cut in is too uncertain"
        )
    cues = list(_timing(activity, transcript.language, sound.duration, levels, speech, options))
    for speaker in activity.speakers:
        if speaker.party is Party.IVR:
            continue
        c = speaker.channel
        audible = union(speech[c].spans, speech[c].foreign)
        voice = pick_voice(speaker, levels[c], audible, sound.channels[c])
        told = (
            Cues(tuple(pitches(voice, sound.duration, options))),
            _loudness(voice, sound.duration, options),
            _tension(voice, transcript.attribution, sound.duration, options, reader),
        )
        sums_up = speaker is _main(activity, speaker.party)
        cues += (cue for part in told for cue in part.cues if sums_up or not cue.whole_call)
        notes += (note for part in told for note in part.notes)
    settings = (*options.settings(), ("tension_model", reader.name))
    return Cues(tuple(sorted(map(_rounded, cues), key=_place)), tuple(sorted(settings)), tuple(notes))


def _timing(
    activity: Activity,
    language: str,
    duration: float,
    levels: Sequence[Floats],
    speech: Sequence[Speech],
    options: CueOptions,
) -> Iterator[Cue]:
    def sounding(span: Span) -> tuple[int, ...]:
        pairs = enumerate(zip(levels, speech, strict=True))
        return tuple(channel for channel, (one, heard) in pairs if is_sounding(one, heard.spans, span))

    yield from talk_ratios(activity, duration)
    yield from silences(activity, duration, options, sounding)
    yield from overlaps(activity, duration, options)
    yield from response_times(activity, duration, options)
    yield from speech_rates(activity, language, duration, options)
    yield from pauses(activity, duration, options)


def _loudness(voice: Voice, duration: float, options: CueOptions) -> Cues:
    """Tell loudness where the line leaves it to the speaker, else note why not."""
    who, channel = voice.speaker.party, voice.speaker.channel
    verdict = judge_gain(voice)
    if verdict.gain is Gain.CONTROLLED:
        return _untold(
            f"loudness of the {who} is not told: channel {channel} has automatic gain control, {verdict.reason}"
        )
    if verdict.gain is Gain.UNTOLD:
        return _untold(
            f"loudness of the {who} is not told: automatic gain control on channel {channel} cannot be ruled out, "
            f"{verdict.reason}"
        )
    floor_db = noise_floor_db(voice.levels_db, voice.heard)
    muted = f"loudness above noise is not told on channel {channel}: no noise is heard between words"
    return Cues(
        tuple(loudnesses(voice, floor_db, duration, options)), notes=(muted,) if floor_db is None else ()
    )


def _tension(
    voice: Voice, attribution: Attribution, duration: float, options: CueOptions, model: TensionModel
) -> Cues:
    """Read tension from those it may be read from, else note why not."""
    party = voice.speaker.party
    if not options.tension_of_agents:
        if party is not Party.CUSTOMER:
            return Cues(())
        if attribution.confidence < CERTAIN:
            return _untold(
                "tension is not told: which voice is the customer's is not certain "
                f"(confidence {attribution.confidence:.2f}), and agents' voices are not read"
            )
    segments = cut_segments(voice, options)
    if not segments:
        return _untold(
            f"tension of the {party} is not told: {voice.seconds:.1f} s of voiced speech without overlap hold no "
            f"segment of {options.segment:.1f} s with {options.voiced:.1f} s of voice"
        )
    readings = model.read(voice.samples, segments)
    found = tuple(tensions(segments, readings, party))
    course = trace(segments, [r.absolute for r in readings], [r.relative for r in readings], options)
    if course is None:
        few = f"{len(segments)} segments of speech, {options.trend_segments} are needed"
        return Cues(found, notes=(f"the course of tension of the {party} is not told: {few}",))
    return Cues((*found, *courses(course, segments, readings, party, duration)))


def _untold(why: str) -> Cues:
    return Cues((), notes=(why,))


def _main(activity: Activity, party: Party) -> Speaker:
    """Pick the voice that sums up a party: the one heard longest."""
    return max((s for s in activity.speakers if s.party is party), key=lambda s: length(s.alone))


def _rounded(cue: Cue) -> Cue:
    return replace(
        cue,
        value=round(float(cue.value), _DECIMALS) + 0.0,
        start=round(float(cue.start), _DECIMALS),
        end=round(float(cue.end), _DECIMALS),
    )


_ORDER = {kind: place for place, kind in enumerate(CueKind)}


def _place(cue: Cue) -> tuple[int, float, float, str, bool]:
    return _ORDER[cue.kind], cue.start, cue.end, cue.party, cue.whole_call
