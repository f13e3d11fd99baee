"""Every rubric says of its examples what its author expects."""

from pathlib import Path

import pytest

from scoring.corpus import NAME, load
from scoring.examples import run
from scoring.rubric import Status, files, library
from scoring.source import gather
from tests.meanings import real_aids

pytestmark = pytest.mark.model  # the default rubrics compare meanings

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"
FILES = files(RUBRICS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_says_what_its_examples_expect(path: Path) -> None:
    report = run(path, real_aids())
    told = [f"{a.example}: {a.criterion}: {'; '.join(a.wrong)}" for a in report.failures]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_shows_every_outcome_a_criterion_can_have(path: Path) -> None:
    report = run(path, real_aids())
    if report.rubric.status is Status.ACTIVE:
        assert report.unshown == ()


def test_has_the_same_criteria_in_both_languages() -> None:
    ids: dict[str, set[tuple[str, ...]]] = {}
    for rubric in library(RUBRICS):
        ids.setdefault(rubric.id, set()).add(tuple(sorted(c.id for c in rubric.criteria)))
    assert ids.keys() == {"compliance", "empathy"}
    assert all(len(of_languages) == 1 for of_languages in ids.values())


def test_weighs_the_same_in_both_languages() -> None:
    weights: dict[str, list[dict[str, tuple[float, bool, bool]]]] = {}
    for rubric in library(RUBRICS):
        weights.setdefault(rubric.id, []).append(
            {c.id: (c.share, c.critical, c.auto_fail) for c in rubric.criteria}
        )
    assert all(one == other for one, other in weights.values())


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_passes_every_gate(path: Path) -> None:
    source = gather(path)
    verdict = source.judge(load(path.with_name(NAME)), aids=real_aids())
    assert verdict.problems == ()
    assert verdict.mutation.made > 100
