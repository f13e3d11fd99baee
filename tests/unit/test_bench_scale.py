"""The scale benchmark's own code on a tiny year: what it writes is what the house reads. No clock is looked at."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bench.scale.__main__ import main
from bench.scale.load import into_sqlite
from bench.scale.questions import KINDS, measure
from bench.scale.year import CRITERIA, DAYS, FIRST, RUBRIC, Batch, Year, moment
from qa.trend import Grouping, Period, Point, Question
from scoring.finding import Outcome
from storage.coverage import Stretch
from storage.filters import Filter
from storage.uow import Store, open_store

YEAR = Year(300, agents=12, teams=4)


@pytest.fixture(scope="module")
def filled(migrated_sqlite: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("year")
    (folder / "everycall.db").write_bytes(migrated_sqlite)
    into_sqlite(folder / "everycall.db", YEAR)
    store = open_store("", folder)
    yield store
    store.close()


@pytest.fixture(scope="module")
def batch() -> Batch:
    (whole,) = YEAR.batches()
    return whole


def ask(store: Store, **chosen: object) -> tuple[Point, ...]:
    question = Question(
        rubric=RUBRIC,
        since=FIRST,
        before=FIRST + timedelta(days=DAYS),
        period=Period.MONTH,
        **chosen,  # type: ignore[arg-type]
    )
    with store.read() as unit:
        return unit.trends.points(question)


def test_every_question_is_answered(filled: Store) -> None:
    speeds = list(measure(filled, YEAR, times=3))
    assert [speed.name for speed in speeds] == list(KINDS)
    assert all(0 <= speed.p50 <= speed.worst for speed in speeds)
    assert sum(speed.rows for speed in speeds) > 0


@pytest.mark.parametrize("by", [None, Grouping.TEAM, Grouping.AGENT, Grouping.QUEUE])
def test_every_grain_sums_up_to_the_year(filled: Store, batch: Batch, by: Grouping | None) -> None:
    points = ask(filled, by=by)
    assert sum(point.n for point in points) == YEAR.calls
    assert sum(point.outcomes.undecided for point in points) == int(batch.unsure.sum())
    total = sum((point.mean or 0.0) * point.scored for point in points)
    assert total == pytest.approx(float(batch.score.sum()))


def test_criteria_are_counted_as_they_were_drawn(filled: Store, batch: Batch) -> None:
    missed = Counter[str]()
    for point in ask(filled, by=Grouping.CRITERION):
        missed[point.group] += point.outcomes.not_met
    assert missed == {name: int(batch.missed[:, place].sum()) for place, name in enumerate(CRITERIA)}
    often = CRITERIA[-1]
    with filled.read() as unit:
        chosen = Filter(rubric=RUBRIC, criterion=often, outcome=Outcome.NOT_MET)
        assert len(unit.recordings.page(chosen, limit=500).recordings) == missed[often]


def test_calls_of_the_switch_meet_their_recordings(filled: Store, batch: Batch) -> None:
    with filled.read() as unit:
        whole = unit.coverage.books(Stretch(since=moment(0, 0), before=moment(DAYS, 0))).whole
    assert (whole.listed, whole.unlisted, whole.denominator) == (YEAR.calls, 3, YEAR.calls + 3)
    assert whole.numerator == sum(not row.any() for row in batch.unsure)


def test_a_run_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--evaluations", "0", "--days", "--sqlite", "200", "--times", "1"], tmp_path)
    (path,) = tmp_path.glob("scale-*.json")
    told = json.loads(path.read_text())
    assert [each["name"] for each in told["sqlite"]] == list(KINDS)
    assert "list, first page" in capsys.readouterr().out
