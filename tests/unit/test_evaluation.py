"""Evaluations, stage runs and events: small state changes."""

from dataclasses import replace

import pytest

from asr.transcript import Engine
from qa.errors import AlreadySettled, TransitionRefused
from qa.evaluation import MACHINE, EvaluationState, draft, publish
from qa.events import StageCompleted
from qa.problem import Fault, Problem
from qa.recording import Stage
from qa.run import Made, RunOutcome, begin, end
from tests.contracts.values import at, recording, scorecard


def test_a_draft_counts_once_it_is_published() -> None:
    drafted = draft(
        scorecard(), evaluation_id="e", recording="r", transcript="t", digest="d", author=MACHINE, now=at(1)
    )
    assert (drafted.state, drafted.counts) == (EvaluationState.DRAFT, False)
    published = publish(drafted)
    assert (published.state, published.counts) == (EvaluationState.PUBLISHED, True)
    with pytest.raises(TransitionRefused, match="only a draft"):
        publish(published)


def test_a_run_ends_once() -> None:
    run = begin(replace(recording(), attempt=3), now=at(1))
    problem = Problem("x", "y", Fault.CHANCE)
    made = Made(settings=(("b", "2"), ("a", "1")), timings=(("z", 1.0), ("a", 2.0)))
    ended = end(run, RunOutcome.FAILED, now=at(2), made=made, problem=problem)
    assert (ended.attempt, ended.started_at, ended.finished_at, ended.problem) == (3, at(1), at(2), problem)
    assert ended.settings == (("a", "1"), ("b", "2"))
    assert ended.timings == (("z", 1.0), ("a", 2.0))
    with pytest.raises(AlreadySettled, match="already ended failed"):
        end(ended, RunOutcome.DONE, now=at(3))


def test_a_digest_is_of_what_shapes_the_result_alone() -> None:
    one, two = Engine("a", "1", "m", "d"), Engine("b", "1", "m", "d", (("beam", "5"),))
    made = Made(engines=(one, two), settings=(("x", "1"), ("y", "2")), timings=(("t", 1.0),))
    same = Made(engines=(two, one), settings=(("y", "2"), ("x", "1")), timings=(("t", 9.0),))
    assert made.digest == same.digest
    others = [
        Made(engines=(one,), settings=made.settings),
        Made(engines=(one, replace(two, settings=())), settings=made.settings),
        Made(engines=made.engines, settings=(("x", "1"), ("y", "3"))),
    ]
    assert len({made.digest, *(other.digest for other in others)}) == 4


def test_an_event_tells_its_own_fields() -> None:
    event = StageCompleted(recording="r", at=at(1), stage=Stage.SCORE, attempt=2)
    assert event.details() == {"stage": "score", "attempt": "2"}
