"""Receipts and sealed days, from the house to the verifier."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from cli.main import cli
from qa.events import EvaluationPublished
from qa.receipt import altered
from storage.signing import Signer
from tests import sounds
from tests.desks import Plan, deliver, make_desk
from tests.house import NOON, WAV, TestHouse
from workers.desk import Desk
from workers.presence import Presence
from workers.receipts import seal_days
from workers.shift import step

DAY = "2026-03-01"


@pytest.fixture
def house(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> TestHouse:
    """A house that the command finds."""
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(house.settings.data_dir))
    return house


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """A worker's desk with a signer."""
    return replace(desk, signer=Signer(tmp_path / "signing.key"))


def judged(house: TestHouse, name: str = "a") -> None:
    """Let a call be judged that is whole on the day."""
    recording = house.scored(name)
    with house.store.begin() as unit:
        loaded = unit.recordings.get(name)
        digest = "f57c0b9b3e2c1e0d" * 4
        unit.recordings.save(replace(loaded, audio_sha256=digest, size=len(WAV)), loaded=loaded)
        event = EvaluationPublished(recording=recording.id, at=NOON, evaluation=f"e-{name}-compliance-1")
        unit.record(event)


def verify(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(cli, ["verify", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def save(client: TestClient, path: str, file: Path) -> Path:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    file.write_bytes(answer.content)
    return file


def test_a_receipt_stands_in_its_sealed_day(
    house: TestHouse, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    for name in "abc":
        judged(house, name)
    (sealed,) = seal_days(desk)
    assert seal_days(desk) == ()
    assert (sealed.seal.day, sealed.seal.first, sealed.seal.count) == (DAY, 1, 3)
    later = desk_of_next_day(desk)
    (following,) = seal_days(later)
    assert (following.seal.count, following.seal.previous) == (3, sealed.seal.digest)
    receipt = save(client, "/v1/evaluations/e-b-compliance-1/receipt", tmp_path / "receipt.json")
    assert "receipt.json: unaltered" in verify(receipt)
    assert f"with key {sealed.seal.key}" in verify(receipt, "--key", sealed.seal.key)
    assert "names another key than yours" in verify(receipt, "--key", "00", code=1)
    bundle = save(client, f"/v1/days/{DAY}", tmp_path / "day.jsonl")
    assert "day.jsonl: unaltered" in verify("--day", bundle)
    exported = tmp_path / "exported.jsonl"
    assert CliRunner().invoke(cli, ["export-day", DAY, str(exported), "--actor", "Lin"]).exit_code == 0
    assert exported.read_bytes() == bundle.read_bytes()


def test_an_export_is_written_into_the_trail_before_it_begins(
    house: TestHouse, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    judged(house)
    seal_days(desk)
    assert client.get("/v1/days/2026-02-01").status_code == 404
    assert client.get(f"/v1/days/{DAY}").status_code == 200
    CliRunner().invoke(cli, ["export-day", DAY, str(tmp_path / "day.jsonl"), "--actor", "Lin"])
    with closing(sqlite3.connect(house.settings.data_dir / "everycall.db")) as database:
        found = database.execute(
            "SELECT actor, details FROM audit_events WHERE name = 'data.exported'"
        ).fetchall()
    told = {"what": "day", "chosen": DAY, "count": "1"}
    assert [(actor, json.loads(details)) for actor, details in found] == [
        ("Lin", told | {"address": "testclient"}),
        ("Lin", told | {"address": ""}),
    ]


def desk_of_next_day(desk: Desk) -> Desk:
    return replace(desk, now=lambda: NOON + timedelta(hours=40))


def test_an_altered_receipt_says_what_and_the_proof_notices_a_forged_one(
    house: TestHouse, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    judged(house)
    desk = desk_of_next_day(desk)
    seal_days(desk)
    seal_days(replace(desk, now=lambda: NOON + timedelta(hours=64)))
    receipt = save(client, "/v1/evaluations/e-a-compliance-1/receipt", tmp_path / "receipt.json")
    fields = json.loads(receipt.read_text())
    assert fields["proof"] is not None
    fields["parts"]["scorecard"]["score"] = 100.0
    receipt.write_text(json.dumps(fields))
    assert "scorecard was altered" in verify(receipt, code=1)
    fields["digest"] = "ab" * 32
    receipt.write_text(json.dumps(fields))
    assert "the receipt is not the one that was sealed" in verify(receipt, code=1)
    call = tmp_path / "other.wav"
    call.write_bytes(b"another call")
    assert "the audio is not the one that was judged" in verify(receipt, call, code=1)


def test_a_trail_that_was_altered_in_the_database_is_named(
    house: TestHouse, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    for name in "abc":
        judged(house, name)
    seal_days(desk)
    with sqlite3.connect(tmp_path / "everycall.db") as raw:
        raw.execute("UPDATE audit_events SET actor = 'nobody' WHERE id = 3")
        raw.execute("DELETE FROM audit_events WHERE id = 2")
    bundle = save(client, f"/v1/days/{DAY}", tmp_path / "day.jsonl")
    told = verify("--day", bundle, code=1)
    assert "line 3: event 2 was removed" in told
    assert "line 4: event 3 was altered" in told


def test_a_receipt_before_its_day_is_sealed_says_so(
    house: TestHouse, desk: Desk, client: TestClient, tmp_path: Path
) -> None:
    judged(house)
    seal_days(desk)  # issues what is missing, on the second of March
    receipt = save(client, "/v1/evaluations/e-a-compliance-1/receipt", tmp_path / "receipt.json")
    assert json.loads(receipt.read_text())["proof"] is None
    assert "not sealed yet" in verify(receipt)
    (decision,) = json.loads(receipt.read_text())["parts"]["decisions"]
    assert decision["details"] == {"evaluation": "e-a-compliance-1"}


def test_what_is_not_there_is_refused(house: TestHouse, client: TestClient, tmp_path: Path) -> None:
    judged(house)
    answer = client.get("/v1/evaluations/e-a-compliance-1/receipt")
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.not_found")
    assert client.get(f"/v1/days/{DAY}").status_code == 404
    (tmp_path / "broken.json").write_text("no JSON")
    assert "is not JSON" in verify(tmp_path / "broken.json", code=2)
    assert "give a receipt" in verify(code=2)


def test_a_published_evaluation_has_its_receipt_at_once(tmp_path: Path) -> None:
    plan = Plan(tmp_path)
    store = plan.store()
    store.upgrade()
    with Presence(tmp_path / "workers", "w") as presence:
        desk = make_desk(plan, presence, lambda: False, store=store)
        deliver(plan, sounds.wav(sounds.babble(0.5, 8000), 8000), "r", store)
        while step(desk):
            pass
    with store.read() as unit:
        (evaluation,) = unit.evaluations.of("r")
        receipt = unit.receipts.get(evaluation.id)
        recording = unit.recordings.get("r")
    store.close()
    fields = {
        "form": receipt.form,
        "parts": receipt.parts,
        "digests": receipt.digests,
        "digest": receipt.digest,
    }
    assert altered(fields, recording.audio_sha256) == ()
    names = [decision["name"] for decision in receipt.parts["decisions"]]
    assert names[-1] == "evaluation.published"
    assert receipt.parts["listening"]["engines"]
    assert datetime.fromisoformat(receipt.parts["decisions"][0]["at"]).tzinfo == UTC
