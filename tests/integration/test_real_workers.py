"""A sample call through real workers with real models, as an installation runs them."""

import io
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import Settings
from qa.metadata import CallMetadata
from qa.recording import Recording, Stage, State, receive
from storage.address import open_objects
from storage.house_keys import sealing_of
from storage.uow import open_store
from workers.engines import crew

CALL = Path(__file__).resolve().parents[2] / "samples" / "calls" / "en-hotel-mono.wav"
PATIENT = 900
"""Seconds; only a test that fails waits so long."""


@pytest.mark.model
def test_a_sample_call_is_heard_and_scored(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, workers=1, models_dir=Path("var/models"))
    store = open_store("", tmp_path, sealing=sealing_of(settings))
    store.upgrade()
    objects = open_objects("", tmp_path)
    objects.prepare()
    objects.put("calls/hotel.wav", io.BytesIO(CALL.read_bytes()))
    objects.put("calls/hotel.wav.json", io.BytesIO(CALL.with_name(CALL.name + ".json").read_bytes()))
    with store.begin() as unit:
        unit.recordings.add(
            receive(
                recording_id="hotel",
                source="samples",
                key="calls/hotel.wav",
                metadata=CallMetadata(),
                now=datetime.now(UTC),
            )
        )

    def look() -> Recording:
        with store.read() as unit:
            return unit.recordings.get("hotel")

    seen: list[float] = []
    with crew(settings):
        end = time.monotonic() + PATIENT
        while not look().settled and time.monotonic() < end:
            seen.append(look().overall)
            time.sleep(0.5)
    found = look()
    assert found.state is State.DONE, found.problem
    assert seen == sorted(seen)
    assert found.language == "en"
    with store.read() as unit:
        stored = unit.transcripts.get(found.transcript or "")
        runs = unit.runs.of("hotel")
        rubrics = {each.scorecard.rubric for each in unit.evaluations.of("hotel")}
    assert "refund" in " ".join(turn.text.lower() for turn in stored.transcript.turns)
    assert [run.stage for run in runs] == list(Stage)
    assert {"faster-whisper", "everycall-windows"} <= {engine.name for engine in runs[1].engines}
    assert all(len(engine.digest) == 64 for engine in runs[1].engines)
    assert {"decode", "detect", "recognise", "cues"} <= {step for step, _ in runs[1].timings}
    assert rubrics == {"compliance", "empathy"}
    store.close()
