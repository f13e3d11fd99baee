"""The words of a printed form: whole in both languages, and in the font."""

from enum import StrEnum
from pathlib import Path

import pytest

from api.printed.labels import _VALUES, LABELS, Words, language_of
from api.printed.typeset import characters
from api.printed.writing import clock, figure, percent, stretch
from asr.transcript import Basis, Party
from qa.dispute import DisputeState, Verdict
from qa.evaluation import AuthorKind, EvaluationState
from qa.metadata import Direction
from scoring.finding import Outcome
from scoring.rubric import library

KINDS: tuple[type[StrEnum], ...] = (
    *(Outcome, Party, Basis, AuthorKind, EvaluationState, DisputeState, Verdict, Direction),
)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_word_of_its_own_in_both_languages(kind: type[StrEnum]) -> None:
    for words in (Words("zh"), Words("en")):
        told = [words.say(value) for value in kind]
        assert len(set(told)) == len(list(kind))


def test_the_font_shows_every_word_of_the_forms_and_of_the_rubrics() -> None:
    texts = [word for both in LABELS.values() for word in both]
    texts += [word for kind in _VALUES.values() for both in kind.values() for word in both]
    for rubric in library(DOCS.parents[1] / "rubrics"):
        texts += [rubric.title, *(section.title for section in rubric.sections)]
        texts += [criterion.title for criterion in rubric.criteria]
    assert {c for text in texts for c in text if ord(c) not in characters()} == set()


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_label_is_explained(name: str) -> None:
    zh, en = LABELS[name]
    assert f"| {zh} | {en} |" in DOCS.read_text("utf-8")


@pytest.mark.parametrize(
    ("accept", "usual", "language"),
    [
        (None, "zh", "zh"),
        ("", "en", "en"),
        ("zh_TW", "en", "zh"),
        ("en;q=0, zh;q=0", "en", "en"),
        ("zh;q=nan, en;q=0.1", "zh", "en"),
        ("ZH-hans, en", "en", "en"),  # liked alike: the usual one
    ],
)
def test_the_reader_is_asked_then_the_rubric(accept: str | None, usual: str, language: str) -> None:
    assert language_of(accept, usual) == language  # type: ignore[arg-type] # one of two words


def test_times_and_figures_read_as_people_write_them() -> None:
    assert [clock(seconds) for seconds in (0, 59.9, 187.2, 3727)] == ["00:00", "00:59", "03:07", "1:02:07"]
    assert (stretch(3.1, 3.9), stretch(3.1, 61)) == ("00:03", "00:03–01:01")
    assert [figure(value) for value in (None, 0.0, 37.5, 33.333, 100.0)] == ["–", "0", "37.5", "33.3", "100"]
    assert percent(0.874) == "87 %"
