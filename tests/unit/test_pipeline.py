"""What a pipeline gives back, and which pipelines are refused before anything heavy is loaded."""

from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from asr.engines.pipeline import PipelineDiarizer, PipelineOptions, fingerprint, read_turns
from asr.errors import ModelAltered, ModelMissing
from asr.transcript import SpeakerTurn

Part = namedtuple("Part", "start end")  # noqa: PYI024 - stands for pyannote's segment, which has no types either


class Annotation:
    """Stands for pyannote's annotation: labelled tracks in any order."""

    def __init__(self, *tracks: tuple[float, float, str]) -> None:
        self.tracks = tracks

    def itertracks(self, *, yield_label: bool) -> Iterator[tuple[Part, int, str]]:
        assert yield_label
        for index, (start, end, label) in enumerate(self.tracks):
            yield Part(start, end), index, label


class Output:
    """Stands for pyannote 4's result."""

    def __init__(self, whole: Annotation, exclusive: Annotation) -> None:
        self.speaker_diarization = whole
        self.exclusive_speaker_diarization = exclusive


WHOLE = Annotation((2.0, 4.0, "SPEAKER_00"), (0.5, 2.5, "SPEAKER_01"), (5.0, 6.0, "SPEAKER_01"))
TURNS = (SpeakerTurn(0.5, 2.5, "voice-1"), SpeakerTurn(2.0, 4.0, "voice-2"), SpeakerTurn(5.0, 6.0, "voice-1"))


@pytest.mark.parametrize(
    "output",
    [WHOLE, (WHOLE, "embeddings"), Output(WHOLE, Annotation())],
    ids=["pyannote 3", "with embeddings", "pyannote 4"],
)
def test_every_kind_of_output_is_read_with_its_overlaps(output: object) -> None:
    assert read_turns(output, 10.0) == TURNS


def test_no_turn_leaves_the_recording() -> None:
    output = Annotation((-0.01, 1.0, "a"), (2.0, 3.3, "a"), (3.2, 3.4, "b"))
    assert read_turns(output, 3.1) == (SpeakerTurn(0.0, 1.0, "voice-1"), SpeakerTurn(2.0, 3.1, "voice-1"))


def test_a_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "plda").mkdir()
    (tmp_path / "config.yaml").write_text("a")
    (tmp_path / "plda/plda.npz").write_text("b")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "plda/plda.npz").write_text("c")
    second = fingerprint(tmp_path)
    (tmp_path / "plda/plda.npz").rename(tmp_path / "plda/other.npz")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_a_folder_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("pipeline: {}")
    with pytest.raises(ModelAltered, match="pin the new one"):
        PipelineDiarizer(tmp_path, digest="0" * 64)


def test_a_folder_without_its_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"no config\.yaml"):
        PipelineDiarizer(tmp_path)


def test_the_hub_is_not_asked_while_offline() -> None:
    with pytest.raises(ModelMissing, match="EVERYCALL_OFFLINE=false"):
        PipelineDiarizer("pyannote/speaker-diarization-community-1")


def test_a_missing_folder_is_not_taken_for_a_name_on_the_hub(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no pipeline folder"):
        PipelineDiarizer(tmp_path / "nowhere", options=PipelineOptions(offline=False, revision="f" * 40))


def test_a_hub_pipeline_without_a_revision_is_refused() -> None:
    with pytest.raises(ModelMissing, match="without a revision"):
        PipelineDiarizer("pyannote/speaker-diarization-community-1", options=PipelineOptions(offline=False))
