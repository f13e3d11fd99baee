"""Values of every stored type: one made-up example of each, and ways to vary it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from asr.transcript import (
    Attribution,
    Basis,
    Doubt,
    Engine,
    Hearing,
    Party,
    Span,
    Transcript,
    Turn,
    Word,
)
from qa.evaluation import Author, AuthorKind, Evaluation, EvaluationState
from qa.metadata import check
from qa.recording import Recording, receive
from qa.rubric_version import RubricVersion, draft
from scoring.finding import Evidence, Finding, Outcome, Scorecard, Search, SectionScore
from scoring.source import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """A moment after noon."""
    return NOON + timedelta(seconds=seconds)


def recording(number: int = 1, *, source: str = "pbx", **metadata: Any) -> Recording:
    """A recording received `number` seconds after noon."""
    return receive(
        recording_id=f"rec-{number:04}",
        source=source,
        key=f"calls/{number}.wav",
        metadata=check(metadata),
        now=at(number),
    )


_RUBRIC = """
id: form
version: "{version}"
language: {language}
title: Form
owner: nobody
sections:
  - id: only
    title: Only
    criteria: [{{id: greets, title: Greets, check: {{phrase: [{phrase}]}}}}]
"""


def rubric_version(
    phrase: str = "good morning", version: str = "1", *, language: str = "en", revision: int = 1
) -> RubricVersion:
    """A draft of a rubric with one wording."""
    source = Source(
        _RUBRIC.format(phrase=phrase, version=version, language=language), {"common": "phrases: {}"}
    )
    made = draft(source, former=(), author="Lin", reason="a start", now=at(0))
    return replace(made, revision=revision)


def transcript(text: str = "您好，这里是客服。") -> Transcript:
    """One turn, one word with its time."""
    word = Word(0.5, 0.9, text, 0.93)
    turn = Turn(0, 0.5, 2.0, Party.AGENT, 0, text, "zh", 0.93, words=(word,), doubts=(Doubt.LONE_WORD,))
    engine = Engine("fake", "1", "base", "ab" * 32, (("beam", "5"),))
    attribution = Attribution(Basis.CHANNELS, (("channel-0", Party.AGENT),), 0.9, ("greets",))
    hearing = Hearing(0, 1.5, 1.4, 1.4 / 1.5, (Span(1.9, 2.0),))
    return Transcript("zh", 10.1, attribution, (turn,), (hearing,), (engine,))


def scorecard(
    rubric: str = "compliance", *, score: float | None = 80.0, auto_failed: tuple[str, ...] = ()
) -> Scorecard:
    """One section, a criterion met and one undecided."""
    quote = Evidence(0.5, 2.0, Party.AGENT, "您好", 0.93, turn=0, note="greeting")
    met = Finding("greeting", Outcome.MET, 0.9, "坐席问候了客户。", (quote,), earned=5.0, possible=5.0)
    unclear = Finding("closing", Outcome.UNDECIDED, 0.2, "听不清。", search=Search(0.0, 10.0, None, 1))
    section = SectionScore("opening", score, (met, unclear))
    return Scorecard(
        rubric,
        "1",
        "cd" * 32,
        "zh",
        score,
        score,
        None,
        None if score is None else score >= 75,
        auto_failed,
        (section,),
    )


def evaluation(number: int = 1, *, card: Scorecard | None = None, **changes: Any) -> Evaluation:
    """The machine's evaluation of transcript `tr-1` of `rec-0001`."""
    fields: dict[str, Any] = {
        "id": f"ev-{number}",
        "recording": "rec-0001",
        "transcript": "tr-1",
        "digest": f"{number:064}",
        "scorecard": card or scorecard(),
        "author": Author(AuthorKind.MACHINE, "everycall"),
        "state": EvaluationState.PUBLISHED,
        "created_at": at(number),
    }
    return Evaluation(**(fields | changes))
