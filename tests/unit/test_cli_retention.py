"""Keeping and forgetting on the command line."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from qa.errors import QaError
from qa.retention import retention_schema
from storage.errors import StorageError
from tests.house import TestHouse, open_house
from tests.keeping import FILE, keeping, kept_call

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestHouse]:
    file = tmp_path / "retention.yaml"
    file.write_text(FILE, "utf-8")
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("EVERYCALL_RETENTION", str(file))
    with open_house(tmp_path / "var") as opened:
        yield opened


def run(*words: str, code: int = 0) -> str:
    told = CliRunner().invoke(cli, list(words))
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        if code == 0 or not isinstance(told.exception, QaError | StorageError):
            raise told.exception
        return str(told.exception)
    assert told.exit_code == code, told.output
    return told.output


def test_from_the_plan_to_the_erasure_and_back_after_a_restore(house: TestHouse, tmp_path: Path) -> None:
    kept_call(keeping(house.store, tmp_path / "var"))
    purge = run("retention", "plan", "--actor", "Li", "--value", "c-1", "--reason", "they asked").split()[0]
    shown = run("retention", "show", purge)
    assert "rec-0001  planned  audio transcript  3 bytes  on request: they asked" in shown
    digest = shown.partition("digest ")[2].split()[0]
    assert "another person" in run("retention", "approve", purge, "--actor", "Li", "--digest", digest, code=1)
    assert "approved by Wang" in run("retention", "approve", purge, "--actor", "Wang", "--digest", digest)
    assert run("retention", "execute") == "1 recordings were erased.\n"
    assert "executed" in run("retention", "list")
    file = tmp_path / "erasures.jsonl"
    assert "2 erasures written" in run("retention", "erasures", str(file))
    assert {json.loads(line)["layer"] for line in file.read_text().splitlines()} == {"audio", "transcript"}
    assert run("retention", "reapply", str(file)) == "0 erasures were made again.\n"
    file.write_text('{"recording": "rec-0001"}\n')
    assert "erasures.jsonl:1" in run("retention", "reapply", str(file), code=1)


def test_a_restored_recording_is_erased_again(house: TestHouse, tmp_path: Path) -> None:
    kept_call(keeping(house.store, tmp_path / "var"))
    file = tmp_path / "erasures.jsonl"
    lines = [
        {"recording": name, "layer": layer, "at": "2026-05-01T00:00:00+00:00", "purge": "p-1"}
        for name in ("rec-0001", "rec-that-came-later")
        for layer in ("audio", "transcript")
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    assert run("retention", "reapply", str(file)) == "2 erasures were made again.\n"
    with house.store.read() as unit:
        erased = unit.recordings.get("rec-0001").erased
    assert erased is not None
    assert (erased.purge, len(erased.layers)) == ("p-1", 2)


def test_days_come_from_a_file_or_not_at_all(house: TestHouse, tmp_path: Path) -> None:
    kept_call(keeping(house.store, tmp_path / "var"), source_call_id="call-1")
    file = tmp_path / "days.csv"
    file.write_text(
        "recording,source,call_id,date,day\n,pbx,call-1,contract_end,2027-03-31\n,,nobody,Contract,x\n"
    )
    refused = run("retention", "dates", str(file), "--actor", "Li", code=1)
    assert "days.csv:3: there is no recording of call 'nobody'" in refused
    with house.store.read() as unit:
        assert unit.business_dates.of(["rec-0001"]) == {"rec-0001": {}}
    file.write_text("recording,date,day\nrec-0001,contract_end,2027-03-31\n")
    assert run("retention", "dates", str(file), "--actor", "Li") == "1 days are news, 0 known as they are.\n"
    assert run("retention", "dates", str(file), "--actor", "Li") == "0 days are news, 1 known as they are.\n"


def test_holds_are_put_listed_and_released(house: TestHouse) -> None:
    who = ("--actor", "Li", "--reason", "a suit")
    assert house.settings
    hold = run("legal-hold", "put", "agent", "a-1", *who, "--since", "2026-01-01").split()[0]
    assert f"{hold}  agent a-1 2026-01-01 to …  a suit (Li" in run("legal-hold", "list")
    run("legal-hold", "release", hold, *who)
    assert run("legal-hold", "list") == ""
    assert "released" in run("legal-hold", "list", "--released")
    run("legal-hold", "put", "team", "x", *who, code=2)


def test_the_houses_key_is_changed(house: TestHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("keys", "list") == "Nothing is sealed yet.\n"
    kept_call(keeping(house.store, tmp_path / "var"))
    assert "present  2 keys of recordings" in run("keys", "list")
    new = tmp_path / "new.key"
    new.write_bytes(base64.b64encode(bytes(range(32))))
    monkeypatch.setenv("EVERYCALL_CONTENT_KEY", str(new))
    assert "MISSING" in run("keys", "list")
    assert "bring that file back" in run("keys", "rotate", "--actor", "Li", code=1)
    monkeypatch.setenv("EVERYCALL_CONTENT_KEY_FORMER", str(tmp_path / "var" / "content.key"))
    assert "2 secrets are sealed anew" in run("keys", "rotate", "--actor", "Li")
    monkeypatch.delenv("EVERYCALL_CONTENT_KEY_FORMER")
    assert "present  2 keys" in run("keys", "list")
    new.write_text("no base64!")
    assert "is not base64" in run("keys", "list", code=1)
    new.write_text("c2hvcnQ=")
    assert "5 bytes, not 32" in run("keys", "list", code=1)


def test_the_file_is_checked_and_its_schema_published(house: TestHouse, tmp_path: Path) -> None:
    assert house.settings
    assert "insurance: from contract_end, audio 5 years" in run("retention", "check")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("classes:\n  - name: x\n    keep: {audio: 5 yrs, transcript: 1 year}\n")
    assert "wrong.yaml:3" in run("retention", "check", str(wrong), code=1)
    published = json.loads((DOCS / "retention.schema.json").read_text("utf-8"))
    assert published == retention_schema() == json.loads(run("retention", "check", "--schema"))
