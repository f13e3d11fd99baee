"""`everycall rubric` and `everycall score --dialogue`, as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from config import Settings
from qa.errors import GateShut
from scoring.errors import DialogueInvalid, RubricInvalid, RubricUnknown
from storage.address import open_objects
from storage.uow import open_store
from tests.house import TestHouse
from tests.manners import EXAMPLES, GOOD, TEXT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one rubric."""
    shelf = tmp_path / "rubrics" / "en"
    shelf.mkdir(parents=True)
    (shelf / "manners.yaml").write_text(TEXT.format(phrase="idiot", version="1"))
    (shelf / "manners.test.yaml").write_text(EXAMPLES.format(phrase="idiot"))
    (shelf / "good.calls.yaml").write_text(GOOD)
    monkeypatch.setenv("EVERYCALL_RUBRICS_DIR", str(tmp_path / "rubrics"))
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    return shelf


def run(*words: str, code: int = 0) -> str:
    """Type a command; its refusals come out as they are."""
    done = CliRunner().invoke(cli, [*words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_lists_what_there_is(folder: Path) -> None:
    assert "en/manners.yaml" in run("rubric", "list")
    (row,) = json.loads(run("rubric", "list", "--json"))
    assert (row["id"], row["criteria"], row["examples"]) == ("manners", 1, 2)


def test_runs_the_examples(folder: Path) -> None:
    assert "✓ en/manners  2 of 2 answers as expected" in run("rubric", "test")
    broken = EXAMPLES.format(phrase="idiot").replace("{polite: met}", "{polite: undecided}")
    (folder / "manners.test.yaml").write_text(broken)
    told = run("rubric", "test", str(folder / "manners.yaml"), code=1)
    assert "✗ en/manners  1 of 2 answers as expected" in told
    assert "polite: expected undecided, found met" in told
    assert "polite: no example shows met; write one" in told
    assert (
        json.loads(run("rubric", "test", "--json", code=1))["en/manners"]["failures"][0]["example"] == "good"
    )


def test_tells_everything_that_is_wrong_in_every_file_at_once(folder: Path) -> None:
    (folder / "one.yaml").write_text(
        TEXT.format(phrase="a", version="1").replace("title: Only", "titel: Only")
    )
    (folder / "two.yaml").write_text("id: [")
    with pytest.raises(RubricInvalid) as refused:
        run("rubric", "test")
    told = "\n".join(refused.value.problems)
    assert "en/one.yaml:9: section only: titel: is no field here; did you mean `title`?" in told
    assert "en/two.yaml:2: no valid YAML" in told


def test_a_rubric_without_examples_is_refused(folder: Path) -> None:
    (folder / "manners.test.yaml").unlink()
    with pytest.raises(RubricInvalid, match=r"write them in en/manners\.test\.yaml"):
        run("rubric", "test")


def test_an_empty_folder_is_refused(folder: Path) -> None:
    empty = folder.parent / "fr"
    empty.mkdir()
    with pytest.raises(RubricUnknown, match="no rubric in"):
        run("rubric", "lint", str(empty))


def test_lints(folder: Path) -> None:
    assert "✓ en/manners  nothing to tell" in run("rubric", "lint")
    (folder / "manners.yaml").write_text(
        TEXT.format(phrase="idiot", version="1").replace(", party: agent", "")
    )
    assert "en/manners.yaml:14: criterion polite: check: the customer's words" in run(
        "rubric", "lint", code=1
    )
    assert json.loads(run("rubric", "lint", "--json", code=1))["en/manners"]


def test_mutates(folder: Path) -> None:
    assert "✓ en/manners  100%: examples notice 2 of 2 changes" in run("rubric", "mutate")
    (folder / "manners.yaml").write_text(TEXT.format(phrase="idiot, fool", version="1"))
    told = run("rubric", "mutate", code=1)
    assert "criterion polite: check.absence.phrase: without “fool”" in told
    assert "67%" in run("rubric", "mutate", "--survivors", "0.4")
    assert json.loads(run("rubric", "mutate", "--json", code=1))["en/manners"]["made"] == 3


def test_holds_rubrics_against_every_gate(folder: Path) -> None:
    assert "every gate is open; 100% of 2 changes noticed" in run("rubric", "gate")
    (folder / "good.calls.yaml").write_text(GOOD.replace("cats and dogs", "on this idiot"))
    assert "good_calls: polite fails the good call “weather”: “idiot”" in run("rubric", "gate", code=1)
    assert json.loads(run("rubric", "gate", "--json", code=1))["en/manners"][0]["gate"] == "good_calls"


def test_varies_what_must_not_matter(folder: Path) -> None:
    told = run("rubric", "fairness")
    assert "0 answers flip" in told
    assert "history in" in told
    file = folder / "manners.yaml"
    file.write_text(file.read_text().replace("idiot", "daniel"))
    named = "examples:\n" + "".join(
        f"  - {{call: name {each}, turns: 'agent: Good morning Daniel.', expect: {{polite: not_met}}}}\n"
        for each in range(4)
    )
    (folder / "manners.test.yaml").write_text(named)
    assert "polite names: not_met → met in 1 name 0" in run("rubric", "fairness", code=1)
    found = json.loads(run("rubric", "fairness", "--json", code=1))["en/manners"]
    (cell,) = (each for each in found["flips"] if each["kind"] == "names")
    assert (cell["milder"], cell["verdict"]) == (4, "over")
    assert any("fairness: polite" in line for line in run("rubric", "gate", code=1).splitlines())


def test_prints_the_schema() -> None:
    assert json.loads(run("rubric", "schema"))["title"] == "Rubric"


def test_explains(folder: Path) -> None:
    told = run("rubric", "explain", str(folder / "manners.yaml"), "polite")
    assert "polite  Uses no bad words  100.0 of 100, auto-fail" in told
    assert "phrase “idiot” — by the agent" in told
    with pytest.raises(RubricUnknown, match="has no criterion 'other'; it has polite"):
        run("rubric", "explain", str(folder / "manners.yaml"), "other")


def test_tells_what_differs_between_files_and_stored_versions(folder: Path) -> None:
    other = folder.parent / "other.yaml"
    other.write_text(TEXT.format(phrase="fool", version="2"))
    told = run("rubric", "diff", str(folder / "manners.yaml"), str(other), code=1)
    assert "criterion polite: check.absence.phrase - idiot" in told
    assert "Nothing differs." in run("rubric", "diff", str(other), str(other))
    run("rubric", "publish", str(folder / "manners.yaml"), "--author", "Lin", "--reason", "first")
    (version,) = json.loads(run("rubric", "versions", "--json"))
    assert json.loads(run("rubric", "diff", version["digest"][:12], str(other), "--json", code=1))


def test_publishes_lists_and_retires(folder: Path) -> None:
    file = str(folder / "manners.yaml")
    told = run("rubric", "publish", file, "--author", "Lin", "--reason", "first", "--trial")
    assert "manners 1 (en) is trial as revision 1" in told
    assert "is active" in run("rubric", "publish", file, "--author", "Lin", "--reason", "agreed")
    listed = run("rubric", "versions", "manners")
    assert "active" in listed
    assert "agreed" in listed
    (version,) = json.loads(run("rubric", "versions", "--json"))
    assert "is retired" in run(
        "rubric", "retire", version["digest"][:10], "--author", "Mia", "--reason", "old"
    )


def test_publishing_below_the_gates_needs_force_and_a_reason(folder: Path) -> None:
    file = folder / "manners.yaml"
    file.write_text(TEXT.format(phrase="idiot, fool", version="2"))
    with pytest.raises(GateShut, match="mutation"):
        run("rubric", "publish", str(file), "--author", "Lin", "--reason", "x")
    told = run("rubric", "publish", str(file), "--author", "Lin", "--reason", "urgent", "--force")
    assert "forced past: mutation" in told
    assert "forced past 2 problems" in run("rubric", "versions")


CALL = """
turns: |
  agent: You idiot!
  customer: What?
"""


def test_scores_a_typed_call(folder: Path) -> None:
    call = folder.parents[1] / "call.yaml"
    call.write_text(CALL)
    assert "auto-fail: polite" in run("score", "--dialogue", str(call), "--rubric", "manners")
    (card,) = json.loads(run("score", "--dialogue", str(call), "--rubric", "manners", "--json"))
    assert (card["score"], card["language"]) == (0.0, "en")


def test_scores_a_typed_call_in_json_by_a_file(folder: Path) -> None:
    call = folder.parents[1] / "call.json"
    call.write_text(json.dumps({"turns": [{"party": "agent", "text": "Good day.", "start": 1, "end": 2}]}))
    (card,) = json.loads(
        run("score", "--dialogue", str(call), "--rubric", str(folder / "manners.yaml"), "--json")
    )
    assert card["score"] == 100.0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("turns: |\n  hello", "call.yaml:1: turns: “hello” does not say who speaks"),
        ("turns: []\nlanguage: en", "must have at least 1 item"),
        (
            "turns: 'agent: a'\ndurasion: 1",
            "call.yaml:2: durasion: is no field here; did you mean `duration`?",
        ),
        ("a: &x 1\nb: *x", "call.yaml:2: the alias *x"),
        ("turns: 'agent: a'\ncues: [{kind: noise, value: 1}]", "cues[1].kind: “noise” is not possible"),
    ],
)
def test_a_typed_call_that_cannot_be_read_is_refused(folder: Path, text: str, told: str) -> None:
    call = folder.parents[1] / "call.yaml"
    call.write_text(text)
    with pytest.raises(DialogueInvalid) as refused:
        run("score", "--dialogue", str(call))
    assert told in str(refused.value)


def test_a_call_nobody_has_a_rubric_for_is_refused(folder: Path) -> None:
    call = folder.parents[1] / "call.yaml"
    call.write_text("turns: '坐席: 您好。'")
    with pytest.raises(RubricUnknown, match="no rubric is for a call in zh"):
        run("score", "--dialogue", str(call))


def test_either_a_recording_or_a_typed_call_is_given(folder: Path) -> None:
    run("score", code=2)


def test_backtests_a_file_against_the_version_in_use(folder: Path, tmp_path: Path) -> None:
    run("rubric", "publish", str(folder / "manners.yaml"), "--author", "Lin", "--reason", "first")
    store = open_store("", tmp_path / "data")
    TestHouse(Settings(), store, open_objects("", tmp_path / "data"), []).scored("one", agent_id="lin")
    store.close()
    new = folder / "manners.yaml"
    new.write_text(TEXT.format(phrase="good morning", version="2"))
    told = run("rubric", "backtest", str(new), "--since", "2026-01-01")
    assert "manners 1 → 2, 1 calls" in told
    assert "passed  1 → 0" in told
    assert "lin  100.0 → 0.0 over 1 calls" in told
    assert "after: “Good morning”" in told
    assert json.loads(run("rubric", "backtest", str(new), "--json"))["flips"][0]["recording"] == "one"
    assert "No stored call is for both versions" in run(
        "rubric", "backtest", str(new), "--before", "2020-01-01"
    )


def test_a_backtest_needs_a_version_to_compare_with(folder: Path) -> None:
    with pytest.raises(RubricUnknown, match="No version of manners in en is active"):
        run("rubric", "backtest", str(folder / "manners.yaml"))
