"""Derive the constants of `asr/cues/priors.py` from neutral speech.

    python -m bench.tension_priors FOLDER

FOLDER has one subfolder per speaker with that speaker's recordings, telephone band, no one else in them. Each
speaker weighs the same, however much there is. Folders whose name begins with `call-` hold real conversation:
from them comes how much one speaker varies, which read speech would put too low.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from asr.audio import decode
from asr.cues.activity import Said, Speaker
from asr.cues.frames import measure_levels
from asr.cues.index import MOST, SHRINK
from asr.cues.options import CueOptions
from asr.cues.priors import FEATURES, SIGNS
from asr.cues.segments import cut_segments
from asr.cues.voice import pick_voice
from asr.transcript import Party, Span, Turn

_LEAST_SEGMENTS = 5
_CROSSING = 8.0
"""Semitones above 100 Hz, 159 Hz: where the pitches of the speakers measured leave a gap."""


def main() -> None:
    """Measure every speaker and print the constants."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    speakers = dict(_speakers(parser.parse_args().folder))
    means = np.array([features.mean(axis=0) for features in speakers.values()])
    low = means[:, 0] < _CROSSING
    variances = [x.var(axis=0, ddof=1) for name, x in speakers.items() if name.startswith("call-")]
    within = np.sqrt(np.mean(variances, axis=0))
    registers = {"low": means[low].mean(axis=0), "high": means[~low].mean(axis=0)}
    own = np.where(low[:, None], registers["low"], registers["high"])
    between = np.sqrt(((means - own) ** 2).sum(axis=0) / (len(means) - 2))
    for name, features in speakers.items():
        print(
            f"{name:28} {len(features):4} segments  {_row(features.mean(axis=0))}  sd {_row(features.std(axis=0, ddof=1))}"
        )
    print(
        f"{low.sum()} low, {(~low).sum()} high voices; {len(variances)} in conversation; {', '.join(FEATURES)}"
    )
    for name, row in (*registers.items(), ("between", between), ("within", within)):
        print(f"{name:9} {_row(row)}")
    apart = registers["high"][0] - registers["low"][0]
    print(
        f"crossing  {(registers['low'][0] + registers['high'][0]) / 2:.1f}, softness {between[0] ** 2 / apart:.2f}"
    )
    print("index sd ", *(f"{sd:.2f}" for sd in _index_sds(speakers, registers, between, within)))


def _speakers(folder: Path) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Measure the segments of each speaker, shape (segments, 4)."""
    for home in sorted(path for path in folder.iterdir() if path.is_dir()):
        rows = [row for recording in sorted(home.iterdir()) for row in _segments(recording)]
        if len(rows) >= _LEAST_SEGMENTS:
            yield home.name, np.array(rows)


def _segments(recording: Path) -> Iterator[tuple[float, ...]]:
    with tempfile.TemporaryDirectory() as scratch:
        samples = decode(recording, scratch=Path(scratch)).channels[0]
        whole = (Span(0.0, len(samples) / 16_000),)
        turn = Turn(0, whole[0].start, whole[0].end, Party.CUSTOMER, 0, "", "en", 1.0)
        speaker = Speaker(Party.CUSTOMER, 0, None, (Said(turn, whole),), whole, whole)
        voice = pick_voice(speaker, measure_levels(samples), whole, samples)
        for segment in cut_segments(voice, CueOptions()):
            yield tuple(getattr(segment.features, name) for name in FEATURES)


def _index_sds(
    speakers: dict[str, NDArray[np.float64]],
    registers: dict[str, NDArray[np.float64]],
    between: NDArray[np.float64],
    within: NDArray[np.float64],
) -> tuple[float, float]:
    """Measure the spread of the index, each speaker weighing the same: all absolute, in conversation relative."""
    absolute, relative = [], []
    for name, x in speakers.items():
        population = registers["low" if x[:, 0].mean() < _CROSSING else "high"]
        weight = len(x) / (len(x) + SHRINK)
        usual = weight * np.median(x, axis=0) + (1 - weight) * population
        absolute.append(np.mean(_index(x, population, np.hypot(between, within)) ** 2))
        if name.startswith("call-"):
            relative.append(np.mean(_index(x, usual, within) ** 2))
    return float(np.sqrt(np.mean(absolute))), float(np.sqrt(np.mean(relative)))


def _index(
    x: NDArray[np.float64], usual: NDArray[np.float64], spread: NDArray[np.float64]
) -> NDArray[np.float64]:
    index: NDArray[np.float64] = np.clip((x - usual) / spread, -MOST, MOST) @ SIGNS
    return index


def _row(values: NDArray[np.float64]) -> str:
    return " ".join(f"{value:6.1f}" for value in values)


if __name__ == "__main__":
    main()
