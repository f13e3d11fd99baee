"""The listening stage with the real models, on calls whose every word is known."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from asr import weights
from asr.attribute import AttributionOptions
from asr.audio import Sound, decode
from asr.engines.faster_whisper import WhisperOptions, WhisperRecogniser
from asr.engines.pyannote import SegmentationDetector, VoicePrinter, WindowDiarizer
from asr.errors import EngineFailed, ModelMissing, UnknownLanguage
from asr.listen import Ears, Heard, ListenOptions, listen
from asr.ports import RATE_HZ, Samples
from asr.transcript import Basis, Span, Turn
from bench.normalise import tokens

pytestmark = pytest.mark.model

SAMPLES = Path(__file__).parents[2] / "samples"
ENGLISH, CHINESE, MONO = "en-telecom-code", "zh-fund-promise", "en-hotel-mono"
OPTIONS = ListenOptions(attribution=AttributionOptions())


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> Ears:
    shelf = weights.Shelf(tmp_path_factory.mktemp("models"))
    words, speech, voices = (weights.find(n, shelf) for n in ("whisper-base", "segmentation-3.0", "campplus"))
    detector = SegmentationDetector(weights.locate(speech, shelf) / "pytorch_model.bin", speech.digest)
    folder = weights.locate(voices, shelf)
    printer = VoicePrinter(folder / "campplus_cn_en_common.pt", folder / "camplusplus.py")
    recogniser = WhisperRecogniser(weights.locate(words, shelf), words.digest, "cpu")
    return Ears(detector, recogniser, WindowDiarizer(detector, printer, voices.digest))


def _sound(name: str, scratch: Path) -> Sound:
    found = sorted((SAMPLES / "calls").glob(f"{name}.[!j]*"))
    found = [p for p in found if p.suffix != ".json"]
    if not found:
        pytest.skip(f"samples/calls has no {name}: run `make samples`")
    return decode(found[0], scratch=scratch)


def _said(name: str, channel: int | None = None) -> str:
    reference = json.loads((SAMPLES / "reference" / f"{name}.json").read_text("utf-8"))
    turns = sorted(reference["turns"], key=lambda t: t["start"])
    return " ".join(t["text"] for t in turns if channel is None or t["channel"] == channel)


def _errors(said: str, heard: str, language: str) -> float:
    import jiwer

    left, right = (" ".join(tokens(text, language)) for text in (said, heard))
    return float(jiwer.wer(left, right))


def _text(turns: Sequence[Turn]) -> str:
    return " ".join(t.text for t in turns)


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE])
def call(
    request: pytest.FixtureRequest, ears: Ears, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Sound, Heard]:
    sound = _sound(request.param, tmp_path_factory.mktemp("scratch"))
    return request.param, sound, listen(sound, ears, OPTIONS)


def test_both_channels_are_written_down(call: tuple[str, Sound, Heard]) -> None:
    name, sound, heard = call
    transcript = heard.transcript
    assert transcript is not None
    assert transcript.language == name[:2]
    assert transcript.attribution.basis is Basis.CHANNELS
    for channel in range(len(sound.channels)):
        own = [t for t in transcript.turns if t.channel == channel]
        assert _errors(_said(name, channel), _text(own), transcript.language) < 0.2
    assert [h.share >= 0.99 for h in transcript.hearing] == [True, True]
    assert all(t.language == transcript.language for t in transcript.turns)


def test_every_word_lies_inside_speech(call: tuple[str, Sound, Heard], ears: Ears) -> None:
    _, sound, heard = call
    assert heard.transcript is not None
    for channel, samples in enumerate(sound.channels):
        spans = ears.detector.detect(samples).spans
        words = [w for t in heard.transcript.turns if t.channel == channel for w in t.words]
        assert words
        assert all(any(_touches(w.start, w.end, s) for s in spans) for w in words)


def _touches(start: float, end: float, span: Span) -> bool:
    return span.start - 1e-3 <= end and start <= span.end + 1e-3


def test_the_same_call_gives_the_same_bytes(call: tuple[str, Sound, Heard], ears: Ears) -> None:
    _, sound, heard = call
    again = listen(sound, ears, OPTIONS)
    assert repr(replace(again, timings=())) == repr(replace(heard, timings=()))


def test_one_channel_is_written_down_by_voice(ears: Ears, tmp_path: Path) -> None:
    heard = listen(_sound(MONO, tmp_path), ears, OPTIONS)
    transcript = heard.transcript
    assert transcript is not None
    assert transcript.attribution.basis is Basis.DIARIZATION
    assert _errors(_said(MONO), _text(transcript.turns), "en") < 0.25
    assert all(h.share >= 0.99 for h in transcript.hearing)
    reference = json.loads((SAMPLES / "reference" / f"{MONO}.json").read_text("utf-8"))
    sides = [
        " ".join(t["text"] for t in reference["turns"] if t["party"] == p) for p in ("agent", "customer")
    ]
    voices = sorted({t.voice for t in transcript.turns})
    assert len(voices) == 2
    best = min(
        sum(
            _errors(a, _text([t for t in transcript.turns if t.voice == v]), "en")
            for a, v in zip(sides, order, strict=True)
        )
        for order in permutations(voices)
    )
    assert best / 2 < 0.4


def _noise(seconds: float) -> Samples:
    return np.random.default_rng(0).normal(0, 300, round(seconds * RATE_HZ)).astype(np.int16)


def _ringback(seconds: float) -> Samples:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    tone = np.sin(2 * np.pi * 440 * t) + np.sin(2 * np.pi * 480 * t)
    return np.where(t % 6 < 2, 5000 * tone, 0).astype(np.int16)


def test_where_nobody_speaks_nothing_is_written(ears: Ears) -> None:
    from tests.ears import sound

    heard = listen(sound(_noise(20), _ringback(20)), ears, OPTIONS)
    assert heard.transcript is None
    assert not heard.health.scorable


def test_languages_are_told_apart(ears: Ears, tmp_path: Path) -> None:
    for name in (ENGLISH, CHINESE):
        samples = _sound(name, tmp_path).channels[0]
        window = samples[: 12 * RATE_HZ].astype(np.float32) / 32768
        found = ears.recogniser.identify([window])
        assert 0.9 < found[name[:2]] <= sum(found.values()) <= 1.0


def test_segments_tell_words_with_times_and_the_text_they_make(ears: Ears, tmp_path: Path) -> None:
    samples = _sound(ENGLISH, tmp_path).channels[0][: 20 * RATE_HZ]
    windows = [
        samples[: 12 * RATE_HZ].astype(np.float32) / 32768,
        samples[12 * RATE_HZ :].astype(np.float32) / 32768,
    ]
    for window, segments in zip(windows, ears.recogniser.transcribe(windows, "en"), strict=True):
        for segment in segments:
            assert 0 <= segment.start <= segment.end <= len(window) / RATE_HZ
            assert "".join(w.text for w in segment.words).strip() == segment.text
            assert all(0 <= w.start <= w.end <= len(window) / RATE_HZ for w in segment.words)
            assert all(0 <= w.confidence <= 1 for w in segment.words)


def test_the_engine_tells_what_it_is(ears: Ears) -> None:
    engine = ears.recogniser.engine
    assert (engine.name, engine.model) == ("faster-whisper", "whisper-base")
    assert len(engine.digest) == 64
    assert dict(engine.settings)["precision"] == "int8"
    assert "threads" not in dict(engine.settings)


def test_refusals_are_ours(ears: Ears, tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="'fr' cannot be written down"):
        ears.recogniser.transcribe([np.zeros(RATE_HZ, np.float32)], "fr")
    with pytest.raises(ModelMissing, match="everycall models fetch"):
        WhisperRecogniser(tmp_path, "0" * 64)
    (tmp_path / "model.bin").write_bytes(b"no model")
    with pytest.raises(EngineFailed, match="could not be loaded"):
        WhisperRecogniser(tmp_path, "0" * 64, "cpu", options=WhisperOptions(threads=1))
