"""How every database must count what is published, and list by what was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean, variance
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Engine
from qa.evaluation import Author, AuthorKind, Evaluation, EvaluationState
from qa.makers import Era, Makers, Part
from qa.recording import Stage
from qa.run import RunOutcome, StageRun
from qa.statistics.figure import Precision
from qa.trend import Grouping, Outcomes, Period, Point, Question
from qa.trend_lines import points
from scoring.finding import Finding, Outcome, Scorecard, SectionScore
from storage.errors import AnswerTooLong
from storage.filters import Filter, Order
from storage.uow import Store
from tests.contracts.steps import add, change, heard, ids, properties
from tests.contracts.values import at, evaluation, recording, scorecard

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUNDAY = date(2026, 3, 1)
"""The day of `values.NOON`, in Shanghai, too."""


def card(score: float | None, outcome: Outcome = Outcome.MET, *, rubric: str = "compliance") -> Scorecard:
    points = {Outcome.MET: 4.0, Outcome.NOT_MET: 1.0}.get(outcome)
    finding = Finding("greeting", outcome, 0.9, "", earned=points, possible=points and 4.0)
    section = SectionScore("opening", score, (finding,))
    return replace(scorecard(rubric, score=score), sections=(section,))


def publish(store: Store, number: int, made: Evaluation, **facts: Any) -> None:
    """Take in a recording and what was made of it."""
    name = f"rec-{number:04}"
    add(store, recording(number, **facts))
    with store.begin() as unit:
        unit.transcripts.add(heard(number, of=name))
        unit.evaluations.add(replace(made, id=f"ev-{number}", recording=name, transcript=f"tr-{number}"))
        unit.scores.count(name, SHANGHAI)


def ask(store: Store, **chosen: Any) -> tuple[Point, ...]:
    usual: dict[str, Any] = {
        "rubric": "compliance",
        "since": SUNDAY - timedelta(days=40),
        "before": SUNDAY + timedelta(days=40),
    }
    with store.read() as unit:
        return unit.trends.points(Question(**(usual | chosen)))


worlds = st.lists(
    st.tuples(
        st.integers(-20, 20),
        st.sampled_from(["a1", "a2", None]),
        st.sampled_from(["t1", "t2"]),
        st.none() | st.floats(0, 100),
        st.sampled_from(Outcome),
    ),
    max_size=8,
)


class ScoresContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(worlds, st.sampled_from([None, Grouping.AGENT, Grouping.TEAM]), st.sampled_from(Period))
    def test_sums_tell_what_the_evaluations_tell(
        self,
        fresh: Callable[[], Store],
        world: Sequence[tuple[int, str | None, str, float | None, Outcome]],
        by: Grouping | None,
        period: Period,
    ) -> None:
        store = fresh()
        expected: dict[tuple[str, date], list[float | None]] = {}
        for number, (days, agent, team, score, outcome) in enumerate(world, 1):
            facts = {"agent_id": agent} if agent else {}
            begun = (at(0) + timedelta(days=days)).isoformat()
            made = evaluation(number, card=card(score, outcome))
            publish(store, number, made, team=team, started_at=begun, **facts)
            day = SUNDAY + timedelta(days=days)
            line = {None: "", Grouping.AGENT: agent or "", Grouping.TEAM: team}[by]
            expected.setdefault((line, _start(day, period)), []).append(score)
        points = ask(store, by=by, period=period)
        assert [(point.group, point.start) for point in points] == sorted(expected)
        for point in points:
            every = expected[point.group, point.start]
            scores = [score for score in every if score is not None]
            assert (point.n, point.scored) == (len(every), len(scores))
            assert point.mean == (pytest.approx(mean(scores), abs=1e-9) if scores else None)
            spread = pytest.approx(variance(scores), abs=1e-6) if len(scores) > 1 else None
            assert point.variance == spread

    def test_a_criterion_is_told_by_its_outcomes_and_its_points(self, store: Store) -> None:
        for number, outcome in enumerate([Outcome.MET, Outcome.NOT_MET, Outcome.NOT_MET, *Outcome], 1):
            publish(store, number, evaluation(number, card=card(80.0, outcome)), team="t1")
        (whole,) = ask(store, team="t1")
        (point,) = ask(store, by=Grouping.CRITERION)
        assert (point.group, point.start, point.n, point.scored) == ("greeting", date(2026, 2, 23), 7, 5)
        assert point.outcomes == Outcomes(met=2, not_met=3, not_applicable=1, undecided=1) == whole.outcomes
        assert (point.mean, point.passed) == (pytest.approx((2 * 100 + 3 * 25) / 5), 0)
        assert (whole.n, whole.passed, whole.not_passed, whole.mean) == (7, 7, 0, 80.0)
        assert ask(store, criterion="greeting") == (replace(point, group=""),)
        assert ask(store, rubric="empathy") == ()

    def test_what_is_made_again_counts_once_and_as_it_is_now(self, store: Store) -> None:
        publish(store, 1, evaluation(1, card=card(40.0, Outcome.NOT_MET)), agent_id="a1")
        again = evaluation(2, card=card(90.0), recording="rec-0001")
        with store.begin() as unit:
            unit.evaluations.add(again)
            unit.scores.count("rec-0001", SHANGHAI)
            unit.scores.count("rec-0001", SHANGHAI)
        (point,) = ask(store, agent="a1")
        assert (point.n, point.mean, point.outcomes.not_met) == (1, pytest.approx(90.0), 0)
        assert ids(store, _found(Outcome.NOT_MET)) == []

    def test_what_is_learnt_of_a_call_moves_it(self, store: Store) -> None:
        publish(store, 1, evaluation(1, card=card(40.0)), agent_id="a1")
        known = recording(1, agent_id="a2", team="t9").metadata
        change(store, "rec-0001", lambda it: replace(it, metadata=known))
        with store.begin() as unit:
            unit.scores.count("rec-0001", SHANGHAI)
        assert ask(store, agent="a1") == ()
        assert [(point.group, point.n) for point in ask(store, by=Grouping.TEAM)] == [("t9", 1)]
        assert [(point.group, point.n) for point in ask(store, by=Grouping.AGENT)] == [("a2", 1)]

    def test_people_and_drafts_are_apart(self, store: Store) -> None:
        person = Author(AuthorKind.PERSON, "p1")
        publish(store, 1, evaluation(1, card=card(40.0)))
        with store.begin() as unit:
            unit.evaluations.add(evaluation(2, card=card(80.0), author=person))
            unit.evaluations.add(evaluation(3, card=card(10.0, rubric="other"), state=EvaluationState.DRAFT))
            unit.scores.count("rec-0001", SHANGHAI)
        assert [point.mean for point in ask(store)] == [40.0]
        assert [point.mean for point in ask(store, author=AuthorKind.PERSON)] == [80.0]
        assert ask(store, rubric="other") == ()

    def test_a_version_that_another_stands_for_is_not_counted(self, store: Store) -> None:
        publish(store, 1, evaluation(1, card=card(40.0, Outcome.NOT_MET)), source_call_id="c")
        assert ids(store, _found(Outcome.NOT_MET)) == ["rec-0001"]
        newer = replace(
            recording(2, source_call_id="c"), audio_sha256="ff" * 32, in_force=False, supersedes="rec-0001"
        )
        add(store, newer)
        with store.begin() as unit:
            unit.versions.place(newer, sound=True, now=at(9))
        assert ask(store) == ()
        assert ids(store, _found(Outcome.NOT_MET)) == []
        with store.read() as unit:
            assert unit.scores.uncounted(9) == ()

    def test_what_was_published_before_is_found(self, store: Store) -> None:
        add(store, recording(1))
        with store.begin() as unit:
            unit.transcripts.add(heard(1))
            unit.evaluations.add(evaluation(1, card=card(70.0)))
            assert unit.scores.uncounted(9) == ("rec-0001",)
            unit.scores.count("rec-0001", SHANGHAI)
            assert unit.scores.uncounted(9) == ()

    def test_recordings_are_listed_by_what_was_found(self, store: Store) -> None:
        outcomes = [Outcome.NOT_MET, Outcome.MET, Outcome.UNDECIDED, Outcome.NOT_MET, Outcome.NOT_MET]
        for number, outcome in enumerate(outcomes, 1):
            publish(
                store,
                number,
                evaluation(number, card=card(50.0, outcome)),
                queue=f"q{number % 2}",
                agent_id=f"a{number}",
            )
        chosen = _found(Outcome.NOT_MET)
        assert ids(store, chosen) == ["rec-0001", "rec-0004", "rec-0005"]
        assert ids(store, replace(chosen, queue="q1")) == ["rec-0001", "rec-0005"]
        assert ids(store, _found(Outcome.UNDECIDED)) == ["rec-0003"]
        assert ids(store, replace(chosen, agent="a4")) == ["rec-0004"]
        assert ids(store, replace(chosen, agent="a2")) == []
        for order, expected in [(Order.NEWEST, ["5", "4", "1"]), (Order.OLDEST, ["1", "4", "5"])]:
            found, cursor = [], None
            while len(found) < 3:
                with store.read() as unit:
                    page = unit.recordings.page(chosen, order=order, limit=1, cursor_at=cursor)
                found += [each.id[-1] for each in page.recordings]
                cursor = page.next
            assert (found, cursor) == (expected, None)

    def test_what_judged_is_counted_by_day_and_taken_out_again(self, store: Store) -> None:
        for number, model in enumerate(["base", "base", "large"]):
            name = f"rec-{number:04}"
            add(store, recording(number, agent_id="a1"))
            with store.begin() as unit:
                unit.transcripts.add(heard(number, of=name))
                ears = Engine("ears", "1", model, "0" * 64)
                done = (at(1), at(2), RunOutcome.DONE)
                unit.runs.add(StageRun(name, Stage.TRANSCRIBE, 1, "w", *done, (ears,)))
                unit.evaluations.add(
                    evaluation(number, id=f"ev-{number}", recording=name, transcript=f"tr-{number}")
                )
                unit.scores.count(name, SHANGHAI)
                unit.scores.count(name, SHANGHAI)
        with store.read() as unit:
            days = unit.makers.days("compliance", SUNDAY, SUNDAY + timedelta(days=1), "zh")
        assert [(each.maker, each.n, each.part) for each in days] == [
            ("ears 1 base", 2, Part.ASR),
            ("ears 1 large", 1, Part.ASR),
        ]
        with store.begin() as unit:
            unit.scores.drop("rec-0001")
            left = unit.makers.days("compliance", SUNDAY, SUNDAY + timedelta(days=1))
        assert [each.n for each in left] == [1, 1]

    def test_sums_by_agent_add_up_to_the_points_of_a_trend(self, store: Store) -> None:
        for number in range(6):
            made = evaluation(number, card=card(10.0 * number, list(Outcome)[number % 4]))
            started = at(86_400 * 9 * number)
            publish(store, number, made, agent_id=f"a{number % 2}", queue="q", started_at=started)
            change(store, f"rec-{number:04}", lambda loaded: replace(loaded, language="zh"))
        cut = (Era(SUNDAY, Makers()), Era(SUNDAY + timedelta(days=10), Makers(asr="new")))
        for period in Period:
            asked = Question(
                rubric="compliance", since=SUNDAY, before=SUNDAY + timedelta(days=90), period=period
            )
            with store.read() as unit:
                sums, whole = unit.trends.summed(asked, cut), unit.trends.points(asked)
            assert {each.start: sum(s.n for s in sums if s.start == each.start) for each in whole} == {
                each.start: each.n for each in whole
            }
            told = points(sums, cut, asked, Precision())
            assert sum(each.n for each in told) == 6
            assert [each.breaks for each in told if each.breaks] == [("asr",)]
            for each in told:
                shown = Filter(**{n: v for n, v in _of(each.calls).items() if v is not None})
                assert len(ids(store, shown)) == each.n

    def test_findings_are_listed_by_who_found_them(self, store: Store) -> None:
        publish(store, 1, evaluation(1, card=card(50.0, Outcome.NOT_MET)))
        person = Author(AuthorKind.PERSON, "lin")
        with store.begin() as unit:
            unit.evaluations.add(
                evaluation(
                    2,
                    id="ev-2",
                    recording="rec-0001",
                    transcript="tr-1",
                    digest="ef" * 32,
                    author=person,
                    card=card(90.0),
                )
            )
            unit.scores.count("rec-0001", SHANGHAI)
        chosen = _found(Outcome.NOT_MET)
        assert ids(store, replace(chosen, author=AuthorKind.MACHINE)) == ["rec-0001"]
        assert ids(store, replace(chosen, author=AuthorKind.PERSON)) == []

    def test_an_answer_that_would_be_cut_off_is_refused(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("storage.trends.MOST_POINTS", 1)
        for number in (1, 2):
            publish(store, number, evaluation(number), agent_id=f"a{number}")
        assert len(ask(store)) == 1
        with pytest.raises(AnswerTooLong, match="fewer days"):
            ask(store, by=Grouping.AGENT)


def _start(day: date, period: Period) -> date:
    if period is Period.DAY:
        return day
    return day.replace(day=1) if period is Period.MONTH else day - timedelta(days=day.weekday())


def _found(outcome: Outcome) -> Filter:
    return Filter(rubric="compliance", criterion="greeting", outcome=outcome)


def _of(calls: Mapping[str, str]) -> dict[str, Any]:
    """Read what a number says of its calls as the API does."""
    days = {name: date.fromisoformat(calls[name]) for name in ("day_from", "day_before")}
    return {**calls, "author": AuthorKind(calls["author"])} | days
