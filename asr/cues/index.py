"""The default tension model: an index that needs no training.

It is z(median pitch) + z(80th percentile of pitch) + z(alpha ratio) − z(Hammarberg index).
Vocal effort raises the pitch and flattens the spectrum (Traunmüller & Eriksson 2000); loudness, which goes with it
as well, is left out because lines with gain control turn it round.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from asr.cues.priors import NEUTRAL, SIGNS, Prior
from asr.cues.segments import VoiceSegment
from asr.cues.tension import Reading
from asr.ports import Samples

SHRINK = 2.0
"""A baseline from n segments weighs n / (n + 2), the population the rest: a caller who is tense throughout is not
taken for neutral, nor one segment for a baseline."""

MOST = 2.5
"""Standard deviations that one feature can add at most. A cheerful goodbye is high without being bright: no trait
makes a voice tense by itself."""

_NOTABLE = 0.5
"""A trait must be this many standard deviations off to be named as a reason."""


@dataclass(frozen=True, slots=True)
class TensionIndex:
    """The untrained index over four features.

    Attributes:
        prior: what neutral speech sounds like.
    """

    prior: Prior = NEUTRAL

    @property
    def name(self) -> str:
        """Name the model and its version, for the record."""
        return "index-1"

    def read(self, _samples: Samples, segments: Sequence[VoiceSegment], /) -> tuple[Reading, ...]:
        """Read every segment of one speaker from its features alone.

        The usual pitch that decides the register is the lower quartile, which a tense hour raises least.
        """
        if not segments:
            return ()
        features = np.array([_row(segment) for segment in segments])
        population = self.prior.means(float(np.percentile(features[:, 0], 25)))
        weight = len(segments) / (len(segments) + SHRINK)
        usual = weight * np.median(features, axis=0) + (1 - weight) * population
        spread = np.hypot(self.prior.between, self.prior.within)
        absolute = SIGNS * np.clip((features - population) / spread, -MOST, MOST)
        relative = SIGNS * np.clip((features - usual) / self.prior.within, -MOST, MOST)
        return tuple(
            Reading(
                absolute=float(a.sum() / self.prior.absolute_sd),
                relative=float(r.sum() / self.prior.relative_sd),
                absolute_reasons=_reasons(a, x - population, "usual on the telephone"),
                relative_reasons=_reasons(r, x - usual, "this speaker's usual"),
            )
            for x, a, r in zip(features, absolute, relative, strict=True)
        )


def _row(segment: VoiceSegment) -> tuple[float, float, float, float]:
    f = segment.features
    return f.pitch, f.pitch_high, f.alpha_db, f.hammarberg_db


def _reasons(shares: np.ndarray, offsets: np.ndarray, usual: str) -> tuple[str, ...]:
    """Put into words the traits that pull the index the way it went, strongest first.

    Args:
        shares: shape (4,), what each feature adds to the index.
        offsets: shape (4,), how far each lies above the usual, in its own unit.
        usual: what they are held against.
    """
    way = 1.0 if shares.sum() >= 0 else -1.0
    told = [
        (way * share, _words(feature, offset, usual))
        for feature, (share, offset) in enumerate(zip(shares, offsets, strict=True))
        if way * share >= _NOTABLE
    ]
    return tuple(words for _, words in sorted(told, key=lambda pair: -pair[0]))


def _words(feature: int, offset: float, usual: str) -> str:
    size, side = abs(offset), "above" if offset > 0 else "below"
    return (
        f"pitch {size:.1f} semitones {side} {usual}",
        f"pitch peaks {size:.1f} semitones {side} {usual}",
        f"{size:.1f} dB {'more' if offset > 0 else 'less'} energy over 1 kHz than {usual}",
        f"overtones over 2 kHz {size:.1f} dB {'weaker' if offset > 0 else 'stronger'} than {usual}",
    )[feature]
