"""Is this speech played at its true speed? Tells a sample rate that is labelled double or half."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples
from asr.transcript import Span

USUAL_RHYTHM_HZ = 5.3
USUAL_PITCH_HZ = 190.0
USUAL_EDGE_HZ = 2_600.0
"""Centres of what telephone speech of men and women in Mandarin and English shows (24 channels, 20 voices)."""

_MOST_SECONDS = 120
_LOUDER_PERCENTILE = 60


@dataclass(frozen=True, slots=True)
class Pace:
    """Three independent signs of speed, each in octaves from the usual; positive is too fast.

    Attributes:
        rhythm: of the syllables: centre of the envelope's spectrum from 1 to 24 Hz.
        pitch: median of the voice.
        edge: frequency under which 99 % of the energy of the louder frames lies.
    """

    rhythm: float
    pitch: float
    edge: float

    @property
    def octaves(self) -> float:
        """The estimate of all three: rhythm counts double, for it does not depend on sex or telephone."""
        return (2 * self.rhythm + self.pitch + self.edge) / 4

    @property
    def agreed(self) -> float:
        """The least of the three where they agree in direction, else 0."""
        signs = (self.rhythm, self.pitch, self.edge)
        if all(s > 0 for s in signs):
            return min(signs)
        return max(signs) if all(s < 0 for s in signs) else 0.0


def pace(samples: Samples, spans: Sequence[Span]) -> Pace | None:
    """Measure the speed of speech; None where too little of it is voiced.

    Args:
        samples: one channel.
        spans: where it has speech; the first two minutes of it are measured.
    """
    speech = _cut_out(samples, spans)
    rhythm, pitch = _rhythm(speech), _pitch(speech)
    if rhythm is None or pitch is None:
        return None
    return Pace(
        rhythm=float(np.log2(rhythm / USUAL_RHYTHM_HZ)),
        pitch=float(np.log2(pitch / USUAL_PITCH_HZ)),
        edge=float(np.log2(_edge(speech) / USUAL_EDGE_HZ)),
    )


def _cut_out(samples: Samples, spans: Sequence[Span]) -> NDArray[np.float32]:
    """Join the speech, shape (samples,), up to the most that is measured."""
    parts, left = [np.zeros(0, np.int16)], _MOST_SECONDS * RATE_HZ
    for span in spans:
        part = samples[int(span.start * RATE_HZ) : int(span.end * RATE_HZ)][:left]
        parts.append(part)
        left -= len(part)
    return np.concatenate(parts).astype(np.float32)


def _rhythm(speech: NDArray[np.float32]) -> float | None:
    """Give the centre of the modulation spectrum, weighted per octave, in Hz.

    Syllables modulate speech at 3 to 6 Hz in every language (Ding et al., "Temporal modulations in speech and
    music", Neuroscience & Biobehavioral Reviews 81, 2017).
    """
    hop, seconds = RATE_HZ // 100, 4
    if len(speech) < (seconds + 1) * RATE_HZ:
        return None
    frames = sliding_window_view(speech, 400)[::hop]
    envelope = np.sqrt(np.mean(frames**2, axis=1))
    envelope = np.sqrt(np.maximum(envelope, np.percentile(envelope, 95) / 10))
    length = seconds * 100
    windows = sliding_window_view(envelope, length)[:: length // 2]
    windows = (windows / windows.mean(axis=1, keepdims=True) - 1) * np.hanning(length)
    power = np.mean(np.abs(np.fft.rfft(windows)) ** 2, axis=0)
    hz = np.fft.rfftfreq(length, 0.01)
    inside = (hz >= 1) & (hz <= 24)  # noqa: PLR2004 - half the slowest to four times the fastest syllables
    density = power[inside] * hz[inside]
    return float(np.exp(np.sum(density * np.log(hz[inside])) / max(float(density.sum()), 1e-12)))


def _pitch(speech: NDArray[np.float32]) -> float | None:
    """Give the median pitch of the voiced frames, by autocorrelation from 40 to 600 Hz."""
    length = 1_024
    frames = _loud(speech, length, 320)
    taper = np.hanning(length).astype(np.float32)
    frames = (frames - frames.mean(axis=1, keepdims=True)) * taper
    shape = np.fft.irfft(np.abs(np.fft.rfft(taper, 4 * length)) ** 2)
    like = np.fft.irfft(np.abs(np.fft.rfft(frames, 4 * length)) ** 2)
    shortest, longest = RATE_HZ // 600, RATE_HZ // 40
    like = like[:, : longest + 1] / np.maximum(like[:, :1], 1e-9) / (shape[: longest + 1] / shape[0])
    like = like[:, shortest:]
    best = like.max(axis=1)
    # The shortest lag nearly as good as the best: the best may be two periods.
    lags = np.argmax(like >= 0.9 * best[:, None], axis=1) + shortest
    voiced = lags[best > 0.6]  # noqa: PLR2004 - under it, frames are unvoiced or noise
    return float(np.median(RATE_HZ / voiced)) if len(voiced) >= 50 else None  # noqa: PLR2004 - one second


def _edge(speech: NDArray[np.float32]) -> float:
    """Give the frequency under which 99 % of the energy lies, in Hz."""
    frames = _loud(speech, 512, 256) * np.hanning(512).astype(np.float32)
    power = np.cumsum(np.mean(np.abs(np.fft.rfft(frames)) ** 2, axis=0))
    return float(max(1, np.searchsorted(power, 0.99 * power[-1])) * RATE_HZ / 512)


def _loud(speech: NDArray[np.float32], length: int, hop: int) -> NDArray[np.float32]:
    """Give the louder frames, shape (frames, length)."""
    frames = sliding_window_view(speech, length)[::hop]
    power = np.einsum("ij,ij->i", frames, frames)
    louder: NDArray[np.float32] = frames[power > np.percentile(power, _LOUDER_PERCENTILE)]
    return louder
