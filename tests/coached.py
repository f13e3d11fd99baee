"""Calls judged by the form of `tests.programme`, many at once, for what is told of agents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from asr.cues.cue import Cues
from asr.transcript import Engine
from qa.metadata import CallMetadata
from qa.recording import Stage, receive
from qa.run import Made, RunOutcome, StageRun
from scoring.finding import Outcome, Scorecard
from storage.transcripts import StoredTranscript
from storage.uow import Unit
from tests.house import NOON, TestHouse
from tests.programme import machine, transcript

EARS = Engine("ears", "1", "base", "0" * 64)


def card_of(base: Scorecard, score: float, missed: Sequence[str], version: str = "1") -> Scorecard:
    """Vary a scorecard: all criteria are met but these."""
    sections = tuple(
        replace(
            section,
            findings=tuple(
                replace(f, outcome=Outcome.NOT_MET if f.criterion in missed else Outcome.MET)
                for f in section.findings
            ),
        )
        for section in base.sections
    )
    return replace(base, sections=sections, score=score, passed=score >= 80, version=version)


def call(
    unit: Unit,
    name: str,
    *,
    missed: Sequence[str] = (),
    score: float = 90.0,
    version: str = "1",
    ears: Engine = EARS,
    cues: Cues | None = None,
) -> None:
    """Judge a recording that is there."""
    loaded = unit.recordings.get(name)
    unit.recordings.save(replace(loaded, transcript=f"t-{name}", language="en"), loaded=loaded)
    heard = StoredTranscript(f"t-{name}", name, "d" * 64, transcript(), cues or Cues(()), NOON)
    unit.transcripts.add(heard)
    ended = (NOON, NOON, RunOutcome.DONE)
    unit.runs.add(StageRun(name, Stage.TRANSCRIBE, 1, "w", *ended, (ears,)))
    made = machine(f"e-{name}", name, created_at=NOON)
    card = card_of(made.scorecard, score, missed, version)
    unit.evaluations.add(replace(made, scorecard=card))
    unit.scores.count(name, UTC, Made(engines=(Engine("judge", "2", "small", ""),)))


def judged(house: TestHouse, name: str, agent: str | None, at: datetime = NOON, **how: Any) -> str:
    """Take in a call of an agent, and judge it."""
    with house.store.begin() as unit:
        take(unit, name, agent, at, **how)
    return name


def take(unit: Unit, name: str, agent: str | None, at: datetime = NOON, **how: Any) -> None:
    facts = CallMetadata(agent_id=agent, team=how.pop("team", "Loans"), started_at=at)
    unit.recordings.add(receive(recording_id=name, source="pbx", key=f"{name}.wav", metadata=facts, now=NOON))
    call(unit, name, **how)


def crowd(
    house: TestHouse, agents: int, calls: int, missing: dict[str, int], criterion: str = "thanks"
) -> None:
    """Judge so many calls of each of several agents; `missing` says in how many an agent misses the criterion."""
    with house.store.begin() as unit:
        for number, each in product(range(agents), range(calls)):
            agent = f"a{number}"
            short = each < missing.get(agent, 0)
            take(
                unit,
                f"{agent}-{each}",
                agent,
                NOON - timedelta(days=each % 10),
                missed=(criterion,) if short else (),
                score=70.0 if short else 95.0 - each % 3,
            )
