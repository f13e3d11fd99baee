"""The checks behind `asr.health.examine`, one function each, on measures taken once per channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.audio import Sound
from asr.health.ailment import HealthFinding, HealthKind, HealthOptions, Severity
from asr.health.pace import pace
from asr.health.signal import FRAME, Mask, Survey, mask, survey
from asr.health.steady import WINDOW_SECONDS, Tune, hum, musical, tune
from asr.ports import Samples, Speech
from asr.transcript import Span

_WINDOW_FRAMES = round(WINDOW_SECONDS * 50)
_MOST_SPANS = 100
_SPOKEN_WINDOW = 0.1


@dataclass(frozen=True, slots=True)
class _Channel:
    """One channel with what was measured on it.

    Attributes:
        index: from 0; None where one stands for all.
        samples: shape (samples,).
        speech: what the detector heard.
        survey: levels and clipping.
        tune: how music-like each window is.
        spoken: frames with speech.
        sounding: frames in which anything sounds.
        music: shape (windows,): windows that are music, speech heard in them or not.
        loud: shape (windows,): windows loud enough to be heard.
    """

    index: int | None
    samples: Samples
    speech: Speech
    survey: Survey
    tune: Tune
    spoken: Mask
    sounding: Mask
    music: Mask
    loud: Mask

    @property
    def seconds(self) -> float:
        """Seconds of speech."""
        return _total(self.speech.spans)

    @property
    def name(self) -> str:
        """How a message calls it."""
        return "the recording" if self.index is None else f"channel {self.index}"

    def spoken_share(self) -> NDArray[np.float64]:
        """Give the share of each window in which someone speaks, shape (windows,)."""
        whole = self.spoken[: len(self.music) * _WINDOW_FRAMES]
        share: NDArray[np.float64] = whole.reshape(-1, _WINDOW_FRAMES).mean(axis=1)
        return share


def check(sound: Sound, speech: Sequence[Speech], options: HealthOptions) -> tuple[HealthFinding, ...]:
    """Run every check; blocking findings come first.

    Raises:
        ValueError: `speech` fits neither one channel nor all.
    """
    if len(speech) not in {1, len(sound.channels)}:
        raise ValueError(f"{len(speech)} channels were listened to, but the sound has {len(sound.channels)}.")
    alone = len(speech) == 1
    channels = [
        _measure(None if alone else i, samples, heard, options)
        for i, (samples, heard) in enumerate(zip(sound.channels, speech, strict=False))
    ]
    found = [
        *_decoding(sound),
        *(_identical(sound) if alone else ()),
        *_amount(channels, options),
        *_dead(channels, options),
        *(finding for channel in channels for finding in _channel(channel, options)),
    ]
    return tuple(sorted(found, key=lambda f: f.severity is not Severity.BLOCKING))


def _measure(index: int | None, samples: Samples, speech: Speech, options: HealthOptions) -> _Channel:
    levels = survey(samples, options.rail)
    heard = tune(samples)
    return _Channel(
        index=index,
        samples=samples,
        speech=speech,
        survey=levels,
        tune=heard,
        spoken=mask(speech.spans, len(levels.levels)),
        sounding=levels.sounding(options.silent_dbfs),
        music=musical(heard, options),
        loud=heard.level > options.music_dbfs,
    )


def _decoding(sound: Sound) -> Iterator[HealthFinding]:
    """Tell what the decoder could not read."""
    if sound.truncated:
        yield HealthFinding(
            HealthKind.TRUNCATED,
            Severity.WARNING,
            f"{sound.truncated} What was said there is not judged, and a closing may seem to be missing; fetch "
            "the whole file from the recording system and send it again.",
        )
    if sound.streams > 1:
        yield HealthFinding(
            HealthKind.OTHER_STREAMS,
            Severity.WARNING,
            f"The file has {sound.streams} streams of sound and only the first was heard. If each party has a "
            "stream of its own, one of them was not judged; export both as the two channels of one stream.",
            value=float(sound.streams),
        )
    lost = _total(sound.gaps)
    if sound.skipped or lost:
        yield HealthFinding(
            HealthKind.DAMAGED,
            Severity.WARNING if sound.skipped else Severity.NOTE,
            f"{sound.skipped} of {sound.packets} packets could not be decoded, and for {lost:.1f} s the file has "
            "no sound, where silence was put; words may be missing there. Where it is more than a moment, fetch "
            "the file again.",
            value=lost,
            spans=tuple(
                sorted(sorted(sound.gaps, key=lambda s: -s.length)[:_MOST_SPANS], key=lambda s: s.start)
            ),
        )


def _identical(sound: Sound) -> Iterator[HealthFinding]:
    """Tell that two channels were treated as one."""
    if len(sound.channels) > 1:
        yield HealthFinding(
            HealthKind.IDENTICAL_CHANNELS,
            Severity.NOTE,
            f"All {len(sound.channels)} channels carry the same sound, so the call is treated as mono and the "
            "parties are told apart by their voices, which is less sure; let the recording system keep the "
            "agent and the customer on channels of their own.",
        )


def _amount(channels: Sequence[_Channel], options: HealthOptions) -> Iterator[HealthFinding]:
    """Block a recording without enough speech, for the reason that tells most."""
    spoken = sum(channel.seconds for channel in channels)
    beside_music = sum(
        float(np.sum(channel.spoken_share()[~channel.music])) * WINDOW_SECONDS for channel in channels
    )
    music = sum(int(channel.music.sum()) for channel in channels)
    loud = sum(int(channel.loud.sum()) for channel in channels)
    music_alone = music > options.only_music_share * loud and music * WINDOW_SECONDS >= options.least_music
    if spoken < options.least_speech and not any(channel.sounding.any() for channel in channels):
        yield HealthFinding(
            HealthKind.SILENCE,
            Severity.BLOCKING,
            f"Nothing sounds anywhere: no 20 ms are louder than {options.silent_dbfs:g} dBFS. There is nothing to "
            "judge; check the recorder's line or codec settings.",
            value=max(float(c.survey.levels.max(initial=-100.0)) for c in channels),
        )
    elif music_alone and min(spoken, beside_music) < options.least_speech:
        yield HealthFinding(
            HealthKind.HOLD_MUSIC,
            Severity.BLOCKING,
            f"Music sounds for {music * WINDOW_SECONDS:.0f} s and hardly anyone speaks beside it. The call cannot "
            "be judged; nobody may have answered, or the recorder took the hold line.",
            value=music * WINDOW_SECONDS,
        )
    elif spoken < options.least_speech:
        yield HealthFinding(
            HealthKind.TOO_LITTLE_SPEECH,
            Severity.BLOCKING,
            f"Only {spoken:.1f} s of speech were heard, and under {options.least_speech:g} s a call is not "
            "judged; listen whether anyone answered.",
            value=spoken,
        )


def _dead(channels: Sequence[_Channel], options: HealthOptions) -> Iterator[HealthFinding]:
    """Tell a channel on which nobody speaks while someone does on the other."""
    for channel in channels:
        others = max((c.seconds for c in channels if c is not channel), default=0.0)
        if channel.seconds >= options.dead_speech or others < options.least_speech:
            continue
        level = channel.survey.loudness(channel.sounding)
        what = f"sound at {level:.0f} dBFS but no speech" if channel.sounding.any() else "no sound at all"
        yield HealthFinding(
            HealthKind.DEAD_CHANNEL,
            Severity.WARNING,
            f"Channel {channel.index} carries {what} ({channel.seconds:.1f} s), while {others:.0f} s are spoken "
            "on the other. What its party said cannot be judged; check the line or the recorder's channel map.",
            channel=channel.index,
            value=channel.seconds,
        )


def _channel(channel: _Channel, options: HealthOptions) -> Iterator[HealthFinding]:
    """Run the checks that concern one channel by itself."""
    yield from _clipping(channel, options)
    yield from _hum(channel, options)
    yield from _music(channel, options)
    yield from _rate(channel, options)


def _clipping(channel: _Channel, options: HealthOptions) -> Iterator[HealthFinding]:
    """Tell flat tops at full scale; clipping that was turned down afterwards is not seen."""
    share = channel.survey.railed / max(1, int(channel.sounding.sum()) * FRAME)
    if share >= options.clipped_share:
        yield HealthFinding(
            HealthKind.CLIPPING,
            Severity.WARNING,
            f"{share:.1%} of the sound on {channel.name} is clipped at full scale. Words are less sure, and "
            "loudness and tension read too high or too flat; lower the recorder's gain.",
            channel=channel.index,
            value=share,
        )


def _hum(channel: _Channel, options: HealthOptions) -> Iterator[HealthFinding]:
    """Tell the mains where they are loud enough beside the speech to matter."""
    found = hum(channel.samples, above_db=options.hum_above_db)
    if found is None:
        return
    speech = channel.survey.loudness(channel.spoken if channel.spoken.any() else channel.sounding)
    if speech - found.level <= options.hum_under_speech_db:
        yield HealthFinding(
            HealthKind.HUM,
            Severity.WARNING,
            f"Mains hum of {found.hz} Hz with {found.harmonics} harmonics is {speech - found.level:.0f} dB under "
            f"the speech on {channel.name}. Pitch and loudness there are less sure; check the grounding of the "
            "headset or the analogue line.",
            channel=channel.index,
            value=found.level,
        )


def _music(channel: _Channel, options: HealthOptions) -> Iterator[HealthFinding]:
    """Tell where music plays and nobody speaks."""
    alone = channel.music & (channel.spoken_share() <= _SPOKEN_WINDOW)
    spans = tuple(span for span in _runs(alone) if span.length >= options.least_music)
    if not spans:
        return
    yield HealthFinding(
        HealthKind.HOLD_MUSIC,
        Severity.NOTE,
        f"Music plays for {_total(spans):.0f} s on {channel.name} while nobody speaks there: the call was on "
        "hold, and silence measured there is not dead air.",
        channel=channel.index,
        value=_total(spans),
        spans=spans[:_MOST_SPANS],
    )


def _rate(channel: _Channel, options: HealthOptions) -> Iterator[HealthFinding]:
    """Tell speech an octave away from human.

    Only a factor of two is looked for, and only a clear one is told: three signs must point the same way. A
    wrong label by less (8 kHz as 11 kHz), very short calls and music are not seen.
    """
    if channel.seconds < options.rate_speech or channel.music.mean() > options.only_music_share:
        return
    found = pace(channel.samples, channel.speech.spans)
    if found is None or abs(found.octaves) < options.rate_octaves or abs(found.agreed) < options.rate_each:
        return
    fast = found.octaves > 0
    yield HealthFinding(
        HealthKind.WRONG_RATE,
        Severity.WARNING,
        f"The speech on {channel.name} seems to run at {'double' if fast else 'half'} speed: rhythm, pitch and "
        f"band are {found.octaves:+.1f} octaves off, as when the header gives "
        f"{'twice' if fast else 'half'} the true sample rate. Words and times cannot be trusted; compare the "
        "call's length with the telephone system's, correct the rate and send it again.",
        channel=channel.index,
        value=found.octaves,
    )


def _runs(windows: Mask) -> tuple[Span, ...]:
    """Join neighbouring windows."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], windows, [False]]).astype(np.int8)))
    return tuple(
        Span(float(a * WINDOW_SECONDS), float(b * WINDOW_SECONDS))
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    )


def _total(spans: Sequence[Span]) -> float:
    return sum(span.length for span in spans)
