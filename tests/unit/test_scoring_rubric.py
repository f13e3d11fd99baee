"""Rubric files: read safely, refused with everything that is wrong, in the author's words."""

import json
from pathlib import Path

import pytest

from scoring.document import MOST_BYTES, DocumentInvalid, parse
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.rubric import Rubric, Status, library, load, read, schema
from tests.forms import form

GOOD = """
id: form
version: "1.0"
language: en
title: Form
owner: QA
sections:
  - id: one
    title: One
    criteria:
      - id: greets
        title: Greets
        check: {phrase: [hello], party: agent}
"""


def problems(text: str, **parts: str) -> tuple[str, ...]:
    with pytest.raises(RubricInvalid) as refused:
        read(text, "en/form.yaml", parts.__getitem__)
    return refused.value.problems


def test_reads_what_is_written() -> None:
    rubric = read(GOOD)
    assert (rubric.id, rubric.status, rubric.pass_mark, len(rubric.criteria)) == (
        "form",
        Status.DRAFT,
        80.0,
        1,
    )


def test_says_everything_that_is_wrong_at_once_and_where() -> None:
    told = problems(
        GOOD.replace("title: Form\n", "titel: Form\n")
        .replace("title: Greets", 'title: Greets\n        weight: "3"')
        .replace("party: agent", "party: agnet, frist: 30 s")
    )
    assert told == (
        "en/form.yaml:2: title: is missing; add it",
        "en/form.yaml:5: titel: is no field here; did you mean `title`?",
        "en/form.yaml:13: criterion greets: weight: must be a valid number, not '3'",
        "en/form.yaml:14: criterion greets: check.frist: is no field here; did you mean `first`?",
        "en/form.yaml:14: criterion greets: check.party: “agnet” is not possible; write 'agent', 'customer', 'ivr' or 'unknown'",
    )


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "{phrase: [hello], party: agent}",
            "{phrse: [hello]}",
            "no kind of check in it; did you mean `phrase`",
        ),
        ("{phrase: [hello], party: agent}", "{phrase: [a], regex: b}", "2 checks at once"),
        ("{phrase: [hello], party: agent}", "hello", "“hello” is no check"),
        ("{phrase: [hello], party: agent}", "7", "7 is no check"),
        ("{phrase: [hello], party: agent}", "$greeting", "greeting is not under `checks:`; there are none"),
        ("{phrase: [hello], party: agent}", "{phrase: $words}", "words is not under `phrases:`"),
        ("{phrase: [hello], party: agent}", "{phrase: []}", "at least 1 item"),
        ("{phrase: [hello], party: agent}", "{phrase: ['(a']}", "opens a bracket"),
        ("{phrase: [hello], party: agent}", "{phrase: [a], need: 2}", "need: 2 of only 1"),
        (
            "{phrase: [hello], party: agent}",
            "{phrase: [a], first: soon}",
            "neither a time nor a number of turns",
        ),
        ("{phrase: [hello], party: agent}", "{phrase: [a], turns: 5..2}", "run backwards"),
        ("{phrase: [hello], party: agent}", "{silence: 10}", "write a bound"),
        ("{phrase: [hello], party: agent}", "{silence: {over: much}}", "no amount"),
        ("{phrase: [hello], party: agent}", "{at_least: 3, of: [{phrase: a}]}", "of only 1 checks"),
        (
            "{phrase: [hello], party: agent}",
            "{tension: {under: 1}}\n        auto_fail: true",
            "sound of a voice alone",
        ),
        ("title: Greets", "title: Greets\n        weight: -1", "greater than or equal to 0"),
        ("title: Greets", "title: Greets\n        weight: 0", "all weights come to nothing"),
        ("title: Greets", "title: Greets\n        weight: .nan", "weight"),
        ("title: Greets", "title: Greets\n        weight: true", "weight"),
        (
            "title: Greets",
            "title: Greets\n        weight: 1\n        deducts: 5",
            "both `weight` and `deducts`",
        ),
        ('version: "1.0"', "version: 1.0", "write it in quotes"),
        ("language: en", "language: fr", "“fr” is not possible"),
        ("id: greets", "id: Greets!", "lower-case letters"),
        ("title: One", "title: One\n    title: Two", "`title` is written twice"),
        ("owner: QA", "owner: &a QA\ncopy: *a", "alias"),
        ("owner: QA", "owner: !!python/object:os.system QA", "tag"),
        ("owner: QA", "owner: [", "no valid YAML"),
    ],
)
def test_refuses(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    assert complaint in "\n".join(problems(GOOD.replace(old, new)))


def test_refuses_ids_that_come_twice() -> None:
    again = GOOD + GOOD[GOOD.index("      - id: greets") :]
    assert "is given to two criteria" in problems(again)[0]


def test_refuses_what_is_no_rubric() -> None:
    assert "must be a mapping" in problems("- 1")[0]
    assert "must be a mapping" in problems("")[0]


def test_refuses_a_yaml_bomb() -> None:
    bomb = 'a: &a ["x","x"]\n' + "".join(
        f"{c}: &{c} [*{p},*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "alias" in problems(bomb)[0]


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{b: " * 5000])
def test_refuses_what_is_too_deep(text: str) -> None:
    with pytest.raises(DocumentInvalid):
        parse(text)


def test_refuses_what_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_text("# " + "x" * 10 * MOST_BYTES)
    with pytest.raises(RubricInvalid, match="more than 1024 KB"):
        load(path)


def test_reads_words_as_words() -> None:
    value = parse("[yes, no, on, 12:30, 0755, 1_000, 2001-01-01, 7, 1.5, true, null, '7']").value
    assert value == ["yes", "no", "on", "12:30", "0755", "1_000", "2001-01-01", 7, 1.5, True, None, "7"]


def test_refuses_checks_that_go_in_a_circle() -> None:
    circle = "checks:\n  a: {not: $b}\n  b: {phrase: [x], after: $a}\n"
    told = problems(GOOD + circle)
    assert any("refers to itself: $a → $b → $a" in line for line in told)


def test_refuses_an_anchor_that_refers_to_itself() -> None:
    assert "refers to itself" in problems(GOOD + "checks:\n  a: {phrase: [x], after: $a}\n")[0]


SHARED = "phrases:\n  hello: [hello, hi]\n"


def test_uses_shared_words() -> None:
    using = GOOD.replace("[hello]", "$hello") + "uses: [common]\n"
    assert read(using, parts={"common": SHARED}.__getitem__).phrases["hello"] == ("hello", "hi")
    assert "there is no common.parts.yaml" in problems(using)[0]


def test_refuses_shared_files_that_use_each_other() -> None:
    told = problems(GOOD + "uses: [a]\n", a="uses: [b]\n", b="uses: [a]\n")
    assert "a → b → a is a circle" in told[0]


def test_refuses_a_shared_name_that_is_taken() -> None:
    told = problems(GOOD + f"uses: [common]\n{SHARED}", common=SHARED)
    assert "common.parts.yaml already has this name" in told[0]


def test_names_the_shared_file_that_is_wrong() -> None:
    assert problems(GOOD + "uses: [common]\n", common="phrases: {a: []}\n")[0].startswith(
        "common.parts.yaml:1: "
    )


def test_the_digest_is_of_the_content_alone() -> None:
    same = read(f"# a remark\n{GOOD}\n")
    other = read(GOOD.replace("[hello]", "[hello, hi]"))
    assert read(GOOD).digest == same.digest != other.digest
    shared = GOOD.replace("[hello]", "$hello") + "uses: [common]\n"
    digests = {
        read(shared, parts={"common": words}.__getitem__).digest
        for words in (SHARED, SHARED + "  bye: [bye]\n")
    }
    assert len(digests) == 2


def test_a_library_tells_of_every_broken_file(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "good.yaml").write_text(GOOD)
    (tmp_path / "en" / "good.test.yaml").write_text("not: examples")
    (tmp_path / "en" / "common.parts.yaml").write_text(SHARED)
    assert [rubric.id for rubric in library(tmp_path)] == ["form"]
    (tmp_path / "en" / "bad.yaml").write_text("id: 7")
    (tmp_path / "en" / "again.yaml").write_text(GOOD)
    with pytest.raises(RubricInvalid) as refused:
        library(tmp_path)
    assert any(line.startswith("en/bad.yaml:") for line in refused.value.problems)
    assert any("version 1.0 of form is there twice" in line for line in refused.value.problems)


def test_a_rubric_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(RubricUnknown, match="no such rubric"):
        load(tmp_path / "none.yaml")


def test_applies_by_language_and_fields() -> None:
    rubric = read(GOOD + "applies_to: {direction: [inbound], seconds: {over: 30}}\n")
    assert rubric.applies("en", {"direction": "inbound", "seconds": 40})
    assert not rubric.applies("en", {"direction": "outbound", "seconds": 40})
    assert not rubric.applies("en", {"direction": "inbound"})
    assert not rubric.applies("zh", {"direction": "inbound", "seconds": 40})


def test_the_schema_in_the_folder_is_that_of_the_types() -> None:
    import json

    written = Path(__file__).resolve().parents[2] / "rubrics" / "rubric.schema.json"
    assert json.loads(written.read_text("utf-8")) == schema()


def test_the_schema_accepts_the_rubrics_and_refuses_mistakes() -> None:
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema())
    folder = Path(__file__).resolve().parents[2] / "rubrics"
    for path in sorted(folder.rglob("*e.yaml")):
        assert not list(validator.iter_errors(parse(path.read_text("utf-8")).value)), path
    assert list(validator.iter_errors(parse(GOOD.replace("phrase", "phrse")).value))
    assert list(validator.iter_errors(parse(GOOD.replace("title: One", "titel: One")).value))


def test_content_is_json_that_reads_back_as_the_same_rubric() -> None:
    check = "{any: [{hold: any}, {silence: {over: 10 s}}, {phrase: [a b], first: 2 turns, turns: 2..5}, {metadata: {a: {over: 3}, b: [x, 1], c: present}}]}"
    rubric = form(check)
    again = Rubric.model_validate(json.loads(json.dumps(rubric.content(), allow_nan=False)))
    assert again == rubric
    assert again.digest == rubric.digest
