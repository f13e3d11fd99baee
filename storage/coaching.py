"""The coaching plans; what is written beside a moment of a call is sealed with that call."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    false,
    insert,
    or_,
    select,
    true,
    update,
)

from qa.access import EVERY_CALL, Scope
from qa.bare_programme import bare_plan
from qa.coaching import Clip, CoachingPlan, CoachingState
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import NotFound
from storage.programme_tables import coaching_clips, coaching_plans
from storage.scopes import calls_within
from storage.tables import recordings
from storage.worded import Worded

MOST = 500
"""Plans that one list holds."""

_p, _c, _r = coaching_plans.c, coaching_clips.c, recordings.c
_plan = Codec(CoachingPlan)


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A clip as it is kept: of which plan, and where among its clips."""

    plan: str
    place: int
    clip: Clip


def _bare(placed: PlacedClip) -> PlacedClip:
    return replace(placed, clip=replace(placed.clip, note=""))


def _clip_columns(placed: PlacedClip) -> dict[str, Any]:
    return {
        "id": placed.clip.id,
        "plan_id": placed.plan,
        "place": placed.place,
        "recording_id": placed.clip.recording,
    }


kept_clips = Worded("clip", coaching_clips, Codec(PlacedClip), _bare, _clip_columns)


class Coaching:
    """All plans, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        scope: of which agents they can be seen; an agent sees no drafts.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._keys = keys
        self._scope = scope

    def add(self, plan: CoachingPlan) -> None:
        """Keep a new plan."""
        self._connection.execute(insert(coaching_plans).values(_row(plan)))
        self._keep_clips(plan)

    def save(self, plan: CoachingPlan) -> None:
        """Write down a change of a plan."""
        self._connection.execute(update(coaching_plans).where(_p.id == plan.id).values(_row(plan)))
        self._keep_clips(plan)

    def get(self, plan_id: str, *, to_change: bool = False) -> CoachingPlan:
        """Load a plan; `to_change` it, wait for whoever else does.

        Raises:
            NotFound: there is none of that id within reach.
        """
        found = self._find(_p.id == plan_id, lock=to_change)
        if not found:
            raise NotFound(f"There is no coaching plan {plan_id!r}; GET /v1/coaching lists those there are.")
        return found[0]

    def all(
        self, states: Collection[CoachingState] = (), agent: str | None = None, team: str | None = None
    ) -> tuple[CoachingPlan, ...]:
        """List plans, those due first; in some states, of an agent, or of a team. `MOST` of them."""
        which: list[ColumnElement[bool]] = [_p.state.in_(states)] if states else []
        which += [] if agent is None else [_p.agent == agent]
        which += [] if team is None else [_p.team == team]
        return self._find(*which)

    def coached(self, rubric: str, since: datetime, before: datetime) -> tuple[CoachingPlan, ...]:
        """List plans on a rubric that were shared in [since, before), whatever became of them."""
        return self._find(_p.rubric == rubric, _p.shared_at >= since, _p.shared_at < before)

    def team_of(self, agent: str) -> str | None:
        """Tell an agent's team by the last call within reach.

        Raises:
            NotFound: there is no call of that agent within reach.
        """
        wanted = (
            select(_r.team)
            .where(_r.agent_id == agent, _r.in_force, calls_within(self._scope))
            .order_by(_r.received_at.desc(), _r.id.desc())
            .limit(1)
        )
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"There is no call of agent {agent!r}; name an agent as calls do.")
        return row.team if row.team is None else str(row.team)

    def _find(self, *which: ColumnElement[bool], lock: bool = False) -> tuple[CoachingPlan, ...]:
        wanted = select(_p.id, _p.body).where(*which, self._within())
        wanted = wanted.order_by(_p.due, _p.id).limit(MOST)
        rows = self._connection.execute(wanted.with_for_update() if lock else wanted).all()
        clips = self._clips([row.id for row in rows])
        return tuple(replace(_plan.decode(row.body), clips=tuple(clips[row.id])) for row in rows)

    def _within(self) -> ColumnElement[bool]:
        scope = self._scope
        if scope.everything:
            return true()
        ways: list[ColumnElement[bool]] = [_p.team.in_(scope.teams)] if scope.teams else []
        if scope.agent is not None:
            ways.append(and_(_p.agent == scope.agent, _p.shared_at.is_not(None)))
        return or_(*ways) if ways else false()

    def _clips(self, plans: Sequence[str]) -> dict[str, list[Clip]]:
        wanted = select(_c.id, _c.recording_id, _c.body, _c.sealed).where(_c.plan_id.in_(plans))
        rows = self._connection.execute(wanted.order_by(_c.plan_id, _c.place)).all()
        found: dict[str, list[Clip]] = defaultdict(list)
        for placed in kept_clips.read(self._keys, rows):
            found[placed.plan].append(placed.clip)
        return found

    def _keep_clips(self, plan: CoachingPlan) -> None:
        """Keep those that are new, drop those that are gone, each in its place; what a clip says never changes."""
        rows = self._connection.execute(select(_c.id, _c.place).where(_c.plan_id == plan.id))
        known: dict[str, int] = {row.id: row.place for row in rows}
        gone = known.keys() - {each.id for each in plan.clips}
        if gone:
            self._connection.execute(delete(coaching_clips).where(_c.id.in_(gone)))
        for place, each in enumerate(plan.clips):
            if each.id not in known:
                kept_clips.add(self._connection, self._keys, PlacedClip(plan.id, place, each))
            elif known[each.id] != place:
                self._connection.execute(update(coaching_clips).where(_c.id == each.id).values(place=place))


def forget(connection: Connection, recording: str) -> None:
    """Take the words of a call out of the plans with a moment of it: the clips' notes, and what was written of the plan.

    What coach and agent wrote is on no one call, and may repeat the words of each that the plan shows.
    """
    of_call = select(_c.plan_id).where(_c.recording_id == recording)
    wanted = select(_p.id, _p.body).where(_p.id.in_(of_call)).order_by(_p.id)
    for name, body in connection.execute(wanted.with_for_update()).all():
        bare = _plan.encode(bare_plan(_plan.decode(body)))
        connection.execute(update(coaching_plans).where(_p.id == name).values(body=bare))
    kept_clips.forget(connection, recording)


def _row(plan: CoachingPlan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "agent": plan.agent,
        "team": plan.team,
        "rubric": plan.rubric,
        "state": plan.state,
        "due": plan.due.isoformat(),
        "shared_at": plan.shared_at,
        "body": _plan.encode(replace(plan, clips=())),
    }
