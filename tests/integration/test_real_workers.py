"""Sample calls through real workers with real models, as an installation runs them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.demo import SOURCE
from config.settings import Settings
from qa.recording import Stage, State
from storage.house_keys import sealing_of
from storage.uow import Store, open_store
from tests.e2e import inspected
from tests.once import once

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a house whose workers heard the calls that the tests of the workbench look at, too."""
    return once(tmp_path_factory, "inspected", inspected.hear)


@pytest.fixture
def store(heard: Path, tmp_path: Path) -> Iterator[Store]:
    for name in ("everycall.db", "content.key"):
        shutil.copy(heard / name, tmp_path)
    opened = open_store("", tmp_path, sealing=sealing_of(Settings(data_dir=tmp_path)))
    yield opened
    opened.close()


@pytest.mark.parametrize(("language", "said"), [("en", "garage"), ("zh", "客户经理")])
def test_a_sample_call_is_heard_and_scored(store: Store, heard: Path, language: str, said: str) -> None:
    key = f"{SOURCE}/{inspected.CALLS[language]}"
    with store.read() as unit:
        found = unit.recordings.find(key=key)
        assert found is not None
        assert found.state is State.DONE, found.problem
        stored = unit.transcripts.get(found.transcript or "")
        runs = unit.runs.of(found.id)
        rubrics = {each.scorecard.rubric for each in unit.evaluations.of(found.id)}
    seen = json.loads((heard / inspected.PROGRESS).read_text())[key]
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert found.language == language
    assert said in " ".join(turn.text.lower() for turn in stored.transcript.turns)
    assert [run.stage for run in runs] == list(Stage)
    assert {"faster-whisper", "everycall-windows"} <= {engine.name for engine in runs[1].engines}
    assert all(len(engine.digest) == 64 for engine in runs[1].engines)
    assert {"decode", "detect", "recognise", "cues"} <= {step for step, _ in runs[1].timings}
    assert rubrics == {"compliance", "empathy"}
