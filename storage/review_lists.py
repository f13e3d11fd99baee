"""Which reviews a list shows, and how that is asked of the database."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_

from qa.flag import FlagKind
from qa.review import OPEN, Review, ReviewState
from storage import cursor
from storage.programme_tables import reviews
from storage.tables import flags, recordings

_c, _r = reviews.c, recordings.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """What a list of reviews shows; None does not narrow it.

    Attributes:
        states: any of these; all if there are none.
        reviewer: whose they are.
        recording: of this call.
        agent: whose call it is.
        queue: that the call came through.
        team: of the agent.
        language: of the call.
        flag: raised on the call.
        plan: id of the plan that drew them.
        skipped: whether somebody would not do them.
        due_from: to be done at this moment or later.
        due_before: to be done before.
        besides: ids of calls that are left out: those whose findings who asks may not know yet.
    """

    states: tuple[ReviewState, ...] = OPEN
    reviewer: str | None = None
    recording: str | None = None
    agent: str | None = None
    queue: str | None = None
    team: str | None = None
    language: str | None = None
    flag: FlagKind | None = None
    plan: str | None = None
    skipped: bool | None = None
    due_from: datetime | None = None
    due_before: datetime | None = None
    besides: tuple[str, ...] = ()

    def key(self) -> str:
        """Describe the list, so that a cursor fits no other one."""
        asked = (getattr(self, field.name) for field in fields(self) if field.name != "besides")
        return repr(("reviews", *asked))


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A stretch of a list; `next` is the cursor of the following one, None at the end."""

    reviews: tuple[Review, ...]
    next: str | None


def conditions(chosen: ReviewFilter) -> Iterator[ColumnElement[bool]]:
    """Say the filter in SQL."""
    if chosen.states:
        yield _c.state.in_(chosen.states)
    if chosen.besides:
        yield _c.recording_id.not_in(chosen.besides)
    told = {
        _c.reviewer: chosen.reviewer,
        _c.recording_id: chosen.recording,
        _c.plan_id: chosen.plan,
        _c.skipped: chosen.skipped,
    }
    yield from (column == value for column, value in told.items() if value is not None)
    if chosen.due_from is not None:
        yield _c.due_at >= chosen.due_from
    if chosen.due_before is not None:
        yield _c.due_at < chosen.due_before
    asked = {
        "agent_id": chosen.agent,
        "queue": chosen.queue,
        "team": chosen.team,
        "language": chosen.language,
    }
    of_call = [_r[name] == value for name, value in asked.items() if value is not None]
    if of_call:
        yield exists().where(_r.id == _c.recording_id, *of_call)
    if chosen.flag is not None:
        yield exists().where(flags.c.recording_id == _c.recording_id, flags.c.kind == chosen.flag)


def after(cursor_at: str, chosen: ReviewFilter) -> ColumnElement[bool]:
    """Say in SQL what comes after a cursor.

    Raises:
        CursorInvalid: it was altered, or belongs to another list.
    """
    due_at, name = cursor.read(cursor_at, list_key=chosen.key())
    return or_(_c.due_at > due_at, and_(_c.due_at == due_at, _c.id > name))


def place_after(last: Review, chosen: ReviewFilter) -> str:
    """Write down the place after a review."""
    return cursor.write(last.due_at, last.id, list_key=chosen.key())
