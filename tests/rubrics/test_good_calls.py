"""The good calls, and the rubrics beside them as far as no model is needed."""

from pathlib import Path

import pytest

from scoring.corpus import NAME, alarms, load
from scoring.lint import lint_file
from scoring.rubric import files
from scoring.rubric import load as load_rubric

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"
FILES = files(RUBRICS)
LANGUAGES = sorted({path.parent.name for path in FILES})


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_good_calls_of_each_language(language: str) -> None:
    calls = load(RUBRICS / language / NAME)
    assert len(calls) >= 12
    assert len({call.title for call in calls}) == len(calls)
    assert {call.language.value for call in calls} == {language}
    assert sum(len(call.turns) for call in calls) >= 60


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_auto_fail_fires_on_a_good_call(path: Path) -> None:
    assert [str(alarm) for alarm in alarms(load_rubric(path), load(path.with_name(NAME)))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_nothing_in_them_looks_like_a_mistake(path: Path) -> None:
    assert lint_file(path) == ()
