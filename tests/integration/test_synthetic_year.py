"""A made-up year in a real house: what is read from its tables is what was planted, and nothing of it stays behind."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.pages import measure_pages
from bench.programme import KINDS, measure
from qa.makers import Part, breaks
from qa.rating import error_rates
from qa.review import ReviewState
from qa.statistics.figure import Precision
from qa.synthetic import SOURCE
from qa.trend import Grouping, Period, Question
from scoring.finding import Outcome
from scoring.form import Status
from storage.coverage import Stretch
from storage.errors import NotFound
from storage.filters import Filter
from storage.folder import FolderObjects
from storage.uow import Store, open_store
from storage.vault import sound_of
from synthetic.errors import RealCalls, Seeded
from synthetic.form import RUBRIC, forms
from synthetic.seed import Order, seed, unseed, year_of
from synthetic.truth import Scores
from synthetic.year import NOT_MET, Batch
from tests.contracts.values import recording
from tests.integration.conftest import new_database

pytestmark = pytest.mark.integration

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
ORDER = Order(1_200, date(2026, 1, 1), seed=3, agents=12, teams=4)
"""Small: the house's statistics are held to the truth elsewhere, over many draws."""


def put(store: Store, *, among_real: bool = False) -> dict[str, Any]:
    told: list[float] = []
    truth = seed(
        store,
        ORDER,
        zone=UTC,
        now=NOW,
        progress=lambda _, share: told.append(share),
        among_real=among_real,
    )
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    return truth


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, dict[str, Any]]]:
    url = ""
    if request.param == "postgresql":
        server, template = (request.getfixturevalue(each) for each in ("postgres", "migrated_postgres"))
        url = new_database(server, template)
    store = open_store(url, tmp_path_factory.mktemp("year"))
    store.upgrade()
    yield store, put(store)
    unseed(store, now=NOW)
    with store.read() as unit:
        assert unit.recordings.page(Filter(source=SOURCE)).recordings == ()
        assert unit.rubrics.of(RUBRIC) == ()
        assert unit.plans.of(RUBRIC) == ()
        assert unit.ratings.of(RUBRIC) == ()
        assert unit.trends.points(question()) == ()
        assert [each for each in unit.people.all() if "synthetic" in each.login] == []
        assert unit.people.tree() == {}
    store.close()


def question(**more: Any) -> Question:
    return Question(
        rubric=RUBRIC, since=date(2025, 1, 1), before=date(2026, 1, 1), period=Period.MONTH, **more
    )


@pytest.fixture(scope="module")
def batch() -> Batch:
    (whole,) = year_of(ORDER).batches(3_000)
    return whole


def test_trends_are_of_the_calls_that_were_drawn(filled: tuple[Store, dict[str, Any]], batch: Batch) -> None:
    with filled[0].read() as unit:
        for by in (None, Grouping.AGENT, Grouping.TEAM, Grouping.QUEUE, Grouping.VERSION):
            points = unit.trends.points(question(by=by))
            assert sum(point.n for point in points) == ORDER.calls
            total = sum((point.mean or 0.0) * point.scored for point in points)
            assert total == pytest.approx(float(Scores(forms()).of(batch.machine).sum()))
        missed = {}
        for point in unit.trends.points(question(by=Grouping.CRITERION)):
            missed[point.group] = missed.get(point.group, 0) + point.outcomes.not_met
    names = [each.id for each in year_of(ORDER).house.criteria]
    assert missed == {name: int((batch.machine[:, c] == NOT_MET).sum()) for c, name in enumerate(names)}


def test_a_new_recogniser_breaks_what_is_compared(filled: tuple[Store, dict[str, Any]]) -> None:
    planted = filled[1]["recogniser"]
    with filled[0].read() as unit:
        days = unit.makers.days(RUBRIC, date(2025, 1, 1), date(2026, 1, 1))
    (found,) = breaks(days)
    assert sum(each.n for each in days) == ORDER.calls
    assert (found.part, found.present) == (Part.ASR, planted["present"])
    assert abs((found.day - date(2025, 1, 1)).days - 365 * planted["share_of_year"]) <= 1


def test_what_was_written_at_once_stands_where_the_night_would_put_it(
    filled: tuple[Store, dict[str, Any]],
) -> None:
    with filled[0].begin() as unit:
        since, before = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
        assert unit.beside.mend(since, before) == 0
        assert unit.scores.uncounted(9) == ()


def test_all_that_is_measured_has_an_answer(filled: tuple[Store, dict[str, Any]], tmp_path: Path) -> None:
    asked = [*measure(filled[0], times=1), *measure_pages(filled[0], tmp_path, times=1)]
    assert {each.name for each in asked} >= set(KINDS)
    assert all(each.processor > 0 and each.p50 == each.worst for each in asked)


def test_calls_are_listed_by_what_was_found(filled: tuple[Store, dict[str, Any]], batch: Batch) -> None:
    with filled[0].read() as unit:
        chosen = Filter(rubric=RUBRIC, criterion="discloses", outcome=Outcome.NOT_MET)
        page = unit.recordings.page(chosen, limit=500)
        machine = {each for row, each in enumerate(batch.ids) if batch.machine[row, 2] == NOT_MET}
        assert machine <= {each.id for each in page.recordings}
        assert all(each.metadata.business == {"synthetic": True} for each in page.recordings)


def test_error_rates_are_told_of_all_calls(filled: tuple[Store, dict[str, Any]]) -> None:
    with filled[0].read() as unit:
        rates = {each.criterion: each.rate for each in error_rates(unit.ratings.checked(RUBRIC), Precision())}
    held = []
    for name, rate in rates.items():
        assert rate.interval is not None
        held.append(rate.interval.low <= filled[1]["errors"][name]["share"] <= rate.interval.high)
    assert sum(held) >= len(held) - 1  # of seven of 95 %


def test_the_programme_is_there_in_all_its_states(filled: tuple[Store, dict[str, Any]]) -> None:
    with filled[0].read() as unit:
        assert len(unit.plans.of(RUBRIC)) == 13
        assert unit.reviews.waiting()
        assert unit.reviews.load()
        assert {each.state for each in unit.disputes.all()} >= {"overturned", "final"}
        assert {each.state for each in unit.calibrations.all()} == {"open", "closed"}
        assert {each.status for each in unit.rubrics.of(RUBRIC)} == {Status.DRAFT}
        reviewed = next(each for each in unit.ratings.of(RUBRIC) if each.chance is not None)
        review = unit.reviews.get(reviewed.source)
        assert review.state is ReviewState.RELEASED
        both = unit.evaluations.of(review.recording)
        assert {each.author.kind.value for each in both} == {"machine", "person"}
        assert all(
            unit.transcripts.of(review.recording)[0]
            .transcript.turns[0]
            .text.startswith("This call is made up")
            for _ in both
        )


def test_the_switch_lists_every_call_and_of_some_no_recording_came(
    filled: tuple[Store, dict[str, Any]],
) -> None:
    stretch = Stretch(since=NOW - timedelta(days=400), before=NOW)
    with filled[0].read() as unit:
        whole = unit.coverage.books(stretch).whole
    assert whole.listed == ORDER.calls
    assert whole.unlisted == ORDER.calls // 100


def test_a_made_up_call_has_no_sound_and_says_why(
    filled: tuple[Store, dict[str, Any]], batch: Batch, tmp_path: Path
) -> None:
    with filled[0].read() as unit:
        made_up = unit.recordings.get(batch.ids[0])
    with pytest.raises(NotFound, match="nobody spoke it, and there is no sound of it"):
        sound_of(filled[0], FolderObjects(tmp_path), made_up)


def test_a_second_year_is_refused(filled: tuple[Store, dict[str, Any]]) -> None:
    with pytest.raises(Seeded, match="everycall demo unseed"):
        put(filled[0])


def test_a_year_among_calls_that_happened_is_refused_unless_it_is_asked_for(data_dir: Path) -> None:
    store = open_store("", data_dir)
    with store.begin() as unit:
        unit.recordings.add(recording(1))
    with pytest.raises(RealCalls, match="--among-real"):
        put(store)
    put(store, among_real=True)
    assert unseed(store, now=NOW) == ORDER.calls
    with store.read() as unit:
        assert [each.id for each in unit.recordings.page().recordings] == [recording(1).id]
    store.close()
