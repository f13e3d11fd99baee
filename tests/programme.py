"""A form of three criteria, a call it was put to, and what is needed to review it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asr.transcript import Transcript
from qa.evaluation import MACHINE, Evaluation, EvaluationState
from qa.flag import FlagKind
from qa.rating import Rating
from qa.review import Review, ReviewAnswer
from qa.review_plan import PlannedCall
from scoring.dialogue import Dialogue
from scoring.finding import Outcome, Scorecard
from scoring.form import Rubric
from scoring.score import score
from scoring.source import Source

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
FORM = """
id: manners
version: "1"
status: active
language: en
title: Manners
owner: nobody
sections:
  - id: only
    title: Only
    criteria:
      - {id: greets, title: Greets, weight: 3, check: {phrase: [good morning], party: agent}}
      - {id: thanks, title: Thanks, weight: 1, check: {phrase: [thank you], party: agent}}
      - {id: discloses, title: Discloses, weight: 4, auto_fail: true, check: {phrase: [call is recorded], party: agent}}
"""
SOURCE = Source(FORM, name="en/manners.yaml")
TURNS = """
agent: Good morning, how can I help?
customer: My bill is wrong.
agent: The call gets recorded, let me look.
"""
CRITERIA = ("greets", "thanks", "discloses")


def rubric() -> Rubric:
    return SOURCE.rubric()


@cache
def transcript() -> Transcript:
    return Dialogue.model_validate({"language": "en", "turns": TURNS}).call().transcript


@cache  # many tests judge hundreds of calls, and all are this one
def card() -> Scorecard:
    """Greets; neither thanks nor discloses."""
    return score(rubric(), Dialogue.model_validate({"language": "en", "turns": TURNS, "cues": []}).call())


def machine(name: str = "e-1", recording: str = "r", **changes: Any) -> Evaluation:
    fields: dict[str, Any] = {
        "id": name,
        "recording": recording,
        "transcript": f"t-{recording}",
        "digest": "d" * 64,
        "scorecard": card(),
        "author": MACHINE,
        "state": EvaluationState.PUBLISHED,
        "created_at": NOON,
    }
    return Evaluation(**(fields | changes))


def review(name: str = "v-1", recording: str = "r", **changes: Any) -> Review:
    fields: dict[str, Any] = {
        "id": name,
        "evaluation": f"e-{recording}",
        "recording": recording,
        "rubric": "manners",
        "agent": "a1",
        "team": "Loans",
        "queue": "loans",
        "language": "en",
        "why": ("random",),
        "plan": "p-1",
        "chance": 0.1,
        "blind": False,
        "created_at": NOON,
        "due_at": NOON + WEEK,
    }
    return Review(**(fields | changes))


def answers(*outcomes: Outcome, reason: str = "I heard it.") -> tuple[ReviewAnswer, ...]:
    return tuple(
        ReviewAnswer(name, outcome, reason) for name, outcome in zip(CRITERIA, outcomes, strict=True)
    )


def planned(number: int, agent: str = "a1", **changes: Any) -> PlannedCall:
    fields: dict[str, Any] = {
        "evaluation": f"e-{number:04}",
        "recording": f"r-{number:04}",
        "at": NOON + timedelta(hours=number),
        "agent": agent,
        "team": "Loans",
        "queue": "loans",
        "language": "en",
        "score": 80.0,
        "flags": frozenset[FlagKind](),
    }
    return PlannedCall(**(fields | changes))


def rating(
    number: int,
    rater: str = "lin",
    said: Outcome = Outcome.MET,
    machine: Outcome = Outcome.MET,
    **changes: object,
) -> Rating:
    """Say how one person answered "greets" of call `number`, and how the machine had."""
    made = Rating(
        source=f"{rater}-{number}",
        rater=rater,
        evaluation=f"e-{number}",
        recording=f"r-{number}",
        rubric="manners",
        version="1",
        language="en",
        queue="loans",
        criterion="greets",
        machine=machine,
        withheld=False,
        confidence=0.9,
        outcome=said,
        chance=0.5,
        blind=True,
        at=NOON + timedelta(minutes=number),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name
