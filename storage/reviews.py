"""The reviews, and the plans that drew them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, true

from qa.access import EVERY_CALL, Scope
from qa.bare_programme import bare_review
from qa.evaluation import AuthorKind
from qa.flag import FlagKind
from qa.review import OPEN, Review, ReviewState
from qa.review_plan import PlannedCall, Progress, ReviewPlan
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import NotFound
from storage.programme_tables import review_plans, reviews
from storage.review_lists import ReviewFilter, ReviewPage, after, conditions, place_after
from storage.scopes import recording_within
from storage.tables import evaluations, flags, recordings
from storage.worded import Worded

MOST = 500
"""Reviews that one list holds."""

_LOCK = 0x45564352
"""Any number that no other program takes an advisory lock on."""

_c, _r, _e = reviews.c, recordings.c, evaluations.c


def _columns(review: Review) -> dict[str, Any]:
    return {
        "id": review.id,
        "recording_id": review.recording,
        "evaluation_id": review.evaluation,
        "result_id": review.result,
        "state": review.state,
        "reviewer": review.reviewer,
        "due_at": review.due_at,
        "release_at": review.release_at,
        "plan_id": review.plan,
        "skipped": bool(review.skipped),
    }


kept = Worded("review", reviews, Codec(Review), bare_review, _columns)


class Reviews:
    """All reviews, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        scope: of which calls they can be seen; an agent sees a review once it is released.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._keys = keys
        self._within = _seen(scope)

    def add(self, review: Review) -> None:
        """Keep a new review."""
        kept.add(self._connection, self._keys, review)

    def add_all(self, made: Sequence[Review]) -> None:
        """Keep many new reviews in one go."""
        kept.add_all(self._connection, self._keys, made)

    def save(self, review: Review) -> None:
        """Write down a change in a review's life."""
        kept.save(self._connection, self._keys, review)

    def get(self, review_id: str, *, to_change: bool = False) -> Review:
        """Load a review; `to_change` it, wait for whoever else does.

        Raises:
            NotFound: there is none of that id within reach.
        """
        found = self._find(_c.id == review_id, lock=to_change)
        if not found:
            raise NotFound(f"There is no review {review_id!r}; GET /v1/worklist lists those to be done.")
        return found[0]

    def of(self, recording: str) -> tuple[Review, ...]:
        """List the reviews of a recording, the most urgent first."""
        return self._find(_c.recording_id == recording)

    def resulting(self, evaluation: str) -> Review | None:
        """Find the review that brought an evaluation."""
        return next(iter(self._find(_c.result_id == evaluation)), None)

    def assigned(self, recordings: Sequence[str], reviewer: str) -> tuple[Review, ...]:
        """List what is on somebody's list of some recordings."""
        mine = (_c.reviewer == reviewer, _c.state == ReviewState.ASSIGNED)
        return self._find(_c.recording_id.in_(recordings), *mine)

    def waiting(self) -> tuple[Review, ...]:
        """List what is on nobody's list, the most urgent first; `MOST` of it."""
        return self._find(_c.state == ReviewState.WAITING)

    def page(self, chosen: ReviewFilter, *, limit: int, cursor_at: str | None = None) -> ReviewPage:
        """List reviews, the most urgent first.

        Args:
            chosen: which.
            limit: at most this many, up to `MOST`.
            cursor_at: `ReviewPage.next` of the page before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        which = [*conditions(chosen), *(() if cursor_at is None else (after(cursor_at, chosen),))]
        found = self._find(*which, most=limit + 1)
        shown = found[:limit]
        return ReviewPage(shown, place_after(shown[-1], chosen) if len(found) > limit else None)

    def due_for_release(self, now: datetime) -> tuple[Review, ...]:
        """List reviews whose delay is over, `MOST` at once."""
        return self._find(_c.state == ReviewState.SUBMITTED, _c.release_at <= now)

    def load(self) -> Mapping[str, int]:
        """Count the open reviews on each person's list."""
        wanted = (
            select(_c.reviewer, func.count()).where(_c.state == ReviewState.ASSIGNED).group_by(_c.reviewer)
        )
        return {row[0]: row[1] for row in self._connection.execute(wanted)}

    def progress(self, plans: Sequence[str]) -> Mapping[str, Progress]:
        """Tell how far the reviews of some plans are, as far as they are within reach."""
        wanted = select(_c.plan_id, _c.state, _c.skipped, func.count().label("n"))
        wanted = wanted.where(_c.plan_id.in_(plans), self._within)
        counted: dict[str, Counter[str]] = {name: Counter() for name in plans}
        for row in self._connection.execute(wanted.group_by(_c.plan_id, _c.state, _c.skipped)):
            state = ReviewState(row.state)
            counted[row.plan_id][state if state in OPEN else "done"] += row.n
            if state is ReviewState.WAITING and row.skipped:
                counted[row.plan_id]["skipped"] += row.n
        return {name: Progress(**each) for name, each in counted.items()}

    def _find(self, *which: ColumnElement[bool], lock: bool = False, most: int = MOST) -> tuple[Review, ...]:
        wanted = select(_c.id, _c.recording_id, _c.body, _c.sealed).where(*which, self._within)
        wanted = wanted.order_by(_c.due_at, _c.id).limit(most)
        rows = self._connection.execute(wanted.with_for_update() if lock else wanted).all()
        return kept.read(self._keys, rows)


_plan = Codec(ReviewPlan)


class ReviewPlans:
    """All plans, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_turns(self) -> None:
        """Let nobody else plan before this transaction ends, or two would draw from the same days.

        SQLite has one writer at a time anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))

    def add(self, plan: ReviewPlan) -> None:
        """Keep a plan."""
        self._connection.execute(
            insert(review_plans).values(
                id=plan.id, rubric=plan.rubric, since=plan.since, before=plan.before, body=_plan.encode(plan)
            )
        )

    def of(self, rubric: str | None = None) -> tuple[ReviewPlan, ...]:
        """List plans, the latest period first; of one rubric, or all."""
        table = review_plans.c
        wanted = select(table.body).order_by(table.since.desc(), table.id).limit(MOST)
        if rubric is not None:
            wanted = wanted.where(table.rubric == rubric)
        return tuple(_plan.decode(body) for body in self._connection.execute(wanted).scalars())

    def overlapping(self, rubric: str, since: datetime, before: datetime) -> ReviewPlan | None:
        """Find a plan for the same rubric with a moment in common."""
        table = review_plans.c
        wanted = select(table.body).where(table.rubric == rubric, table.since < before, table.before > since)
        body = self._connection.execute(wanted.limit(1)).scalar()
        return None if body is None else _plan.decode(body)

    def candidates(self, rubric: str, since: datetime, before: datetime) -> tuple[PlannedCall, ...]:
        """List the calls of a period that the machine judged by a rubric, with what rules ask about them."""
        at = func.coalesce(_r.started_at, _r.received_at)
        which = (
            _r.in_force,
            _e.in_force,
            _e.rubric == rubric,
            _e.author_kind == AuthorKind.MACHINE,
            at >= since,
            at < before,
        )
        joined = recordings.join(evaluations, _e.recording_id == _r.id)
        columns = (_e.id, _e.recording_id, _r.started_at, _r.received_at, _r.agent_id, _r.team, _r.queue)
        rows = self._connection.execute(
            select(*columns, _r.language, _e.score).select_from(joined).where(*which)
        ).all()
        raised: dict[str, set[FlagKind]] = {}
        ours = select(_e.recording_id).select_from(joined).where(*which)
        for name, kind in self._connection.execute(
            select(flags.c.recording_id, flags.c.kind).where(flags.c.recording_id.in_(ours)).distinct()
        ):
            raised.setdefault(name, set()).add(FlagKind(kind))
        return tuple(
            PlannedCall(
                evaluation=row.id,
                recording=row.recording_id,
                at=row.started_at or row.received_at,
                agent=row.agent_id,
                team=row.team,
                queue=row.queue,
                language=row.language or "",
                score=row.score,
                flags=frozenset(raised.get(row.recording_id, ())),
            )
            for row in rows
        )


def _seen(scope: Scope) -> ColumnElement[bool]:
    if scope.everything:
        return true()
    teams = recording_within(_c.recording_id, Scope(teams=scope.teams))
    own = recording_within(_c.recording_id, Scope(agent=scope.agent))
    shown = _c.state.in_([ReviewState.RELEASED, ReviewState.ACKNOWLEDGED])
    return or_(teams, and_(own, shown))
