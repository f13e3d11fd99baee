"""Which recordings a list shows, and how that is asked of the database."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from qa.evaluation import AuthorKind
from qa.flag import TELLING, FlagKind
from qa.recording import Stage, State
from scoring.finding import Outcome
from storage import tables
from storage.score_tables import BOTH, shortfalls


class Order(StrEnum):
    """By when a recording was received."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list shows; None does not narrow it.

    Attributes:
        source: recording system.
        states: any of these.
        stage: where the recording stands.
        problem: code of what went wrong last.
        language: `zh` or `en`.
        agent: the agent's id; empty for calls of which it is not known, and so the next two.
        queue: queue or skill.
        team: the agent's team.
        flag: raised on the recording.
        received_from: received at or after.
        received_before: received before.
        started_from: the call began at or after.
        started_before: the call began before.
        rubric: narrows the scores looked at to this rubric's.
        score_from: an evaluation in force has at least this score.
        score_to: an evaluation in force has at most this score.
        criterion: an evaluation by `rubric` found this criterion as `outcome` says.
        outcome: `not_met` or `undecided`; goes with `criterion`.
        version: an evaluation by this version of `rubric` is in force.
        author: an evaluation by a person, or by the machine, is.
        day_from: an evaluation counts on this day of the house or later (`storage.scores`).
        day_before: it counts before this day.
        text: part of the source's call id, or of our id.
        audio_sha256: digest of the audio.
        versions: whether to show versions of a call that others stand for, too.
        besides: ids of calls that are left out: those whose findings who asks may not know yet.
    """

    source: str | None = None
    states: tuple[State, ...] = ()
    stage: Stage | None = None
    problem: str | None = None
    language: str | None = None
    agent: str | None = None
    queue: str | None = None
    team: str | None = None
    flag: FlagKind | None = None
    received_from: datetime | None = None
    received_before: datetime | None = None
    started_from: datetime | None = None
    started_before: datetime | None = None
    rubric: str | None = None
    score_from: float | None = None
    score_to: float | None = None
    criterion: str | None = None
    outcome: Outcome | None = None
    version: str | None = None
    author: AuthorKind | None = None
    day_from: date | None = None
    day_before: date | None = None
    text: str | None = None
    audio_sha256: str | None = None
    versions: bool = False
    besides: tuple[str, ...] = ()

    @property
    def tells_findings(self) -> bool:
        """Whether that a call is listed tells how it was judged."""
        asked = (self.criterion, self.score_from, self.score_to)
        return self.flag in TELLING or any(each is not None for each in asked)

    @property
    def of_judged(self) -> bool:
        """Whether it asks for what trends count, and so for exactly the calls behind their numbers."""
        asked = (self.version, self.author, self.day_from, self.day_before)
        return any(each is not None for each in asked)

    def key(self, order: Order) -> str:
        """Describe the list, so that a cursor fits no other one."""
        asked = (getattr(self, field.name) for field in fields(self) if field.name != "besides")
        return repr((order.value, *asked))


EVERYTHING = Filter()

_r = tables.recordings.c
_f = shortfalls.c
_EQUAL = {
    "source": _r.source,
    "stage": _r.stage,
    "problem": _r.problem_code,
    "language": _r.language,
    "agent": _r.agent_id,
    "queue": _r.queue,
    "team": _r.team,
    "audio_sha256": _r.audio_sha256,
}
_MAY_BE_UNKNOWN = frozenset({"agent", "queue", "team"})


def conditions(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """Say the filter in SQL."""
    for name, column in _EQUAL.items():
        value = getattr(chosen, name)
        if value is not None:
            yield is_or_unknown(column, value) if name in _MAY_BE_UNKNOWN else column == value
    if not chosen.versions:
        yield _r.in_force
    if chosen.states:
        yield _r.state.in_(chosen.states)
    if chosen.besides:
        yield _r.id.not_in(chosen.besides)
    yield from _times(chosen)
    if chosen.flag is not None:
        flag = tables.flags.c
        yield exists().where(flag.recording_id == _r.id, flag.kind == chosen.flag)
    if chosen.text:
        part = chosen.text.lower()
        yield or_(_r.call_id.icontains(part, autoescape=True), _r.id.contains(part, autoescape=True))
    if chosen.criterion is not None:
        yield exists().where(_f.recording_id == _r.id, found_so(chosen))
    by_score = chosen.score_from is not None or chosen.score_to is not None
    if by_score or chosen.of_judged or (chosen.rubric is not None and chosen.criterion is None):
        yield _scored(chosen)


def is_or_unknown(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Say that a column has a name, or none where the name is empty."""
    return column == name if name else column.is_(None)


def found_so(chosen: Filter) -> ColumnElement[bool]:
    """Say of the findings which are those that are sought."""
    found = and_(_f.rubric == chosen.rubric, _f.criterion == chosen.criterion, _f.outcome == chosen.outcome)
    if chosen.author is None:
        return found
    by = (chosen.author.value, BOTH)
    return and_(found, or_(_f.found_by.is_(None), _f.found_by.in_(by)))


def _times(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    if chosen.received_from is not None:
        yield _r.received_at >= chosen.received_from
    if chosen.received_before is not None:
        yield _r.received_at < chosen.received_before
    if chosen.started_from is not None:
        yield _r.started_at >= chosen.started_from
    if chosen.started_before is not None:
        yield _r.started_at < chosen.started_before


def _scored(chosen: Filter) -> ColumnElement[bool]:
    evaluation = tables.evaluations.c
    wanted = [evaluation.recording_id == _r.id, evaluation.in_force]
    if chosen.rubric is not None:
        wanted.append(evaluation.rubric == chosen.rubric)
    if chosen.score_from is not None:
        wanted.append(evaluation.score >= chosen.score_from)
    if chosen.score_to is not None:
        wanted.append(evaluation.score <= chosen.score_to)
    if chosen.of_judged:
        wanted.append(evaluation.counted_on.is_not(None))
    if chosen.version is not None:
        wanted.append(evaluation.version == chosen.version)
    if chosen.author is not None:
        wanted.append(evaluation.author_kind == chosen.author)
    if chosen.day_from is not None:
        wanted.append(evaluation.counted_on >= chosen.day_from.toordinal())
    if chosen.day_before is not None:
        wanted.append(evaluation.counted_on < chosen.day_before.toordinal())
    return exists().where(and_(*wanted))
