"""A purge and its way: planned by one, approved by another, executed recording by recording.

    planned ──approve──▶ approved ──finish──▶ executed
       └──────cancel────────┴────▶ cancelled

    of each recording:   planned ──▶ begun ──▶ erased
                            └──▶ skipped

What is planned may change until it is executed: a recording on legal hold, one that is due no longer and one that is
worked on are skipped, with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from qa.bare import bare_metadata
from qa.chain import digest
from qa.content import Layer, Original, erase
from qa.errors import NotSettled, OwnPlan, PlanChanged, TransitionRefused
from qa.legal_hold import LegalHold
from qa.recording import Recording
from qa.retention import Kept

AUTOMATIC = "everycall"
"""Who plans at night."""


class PurgeState(StrEnum):
    """Where a purge is on its way."""

    PLANNED = "planned"
    APPROVED = "approved"
    EXECUTED = "executed"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """What became of a recording in a purge; `begun` has no key any more, its objects are being removed."""

    PLANNED = "planned"
    BEGUN = "begun"
    ERASED = "erased"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Demand:
    """Whose data somebody asked to be erased: calls of which a field has a value.

    Attributes:
        field: `customer_ref`, or a fact of the house, as `business.phone`.
        value: its value; empty once the purge has ended.
        reason: what was asked for, and by whom.
    """

    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A recording in a purge.

    Attributes:
        place: in the plan, from 1.
        recording: its id.
        layers: what is to be erased of it.
        why: it is.
        size: bytes of sound that go with it.
        state: what became of it.
        reason: why it was skipped; what was left where it was erased.
        objects: keys of the objects that are removed with it, once it is begun.
    """

    place: int
    recording: str
    layers: tuple[Layer, ...]
    why: str
    size: int
    state: ItemState = ItemState.PLANNED
    reason: str = ""
    objects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purge:
    """A purge.

    Attributes:
        id: unique.
        demand: whose data; None where the time of what it lists is over.
        planned_by: who.
        planned_at: when.
        digest: SHA-256 of what it lists; an approval names it.
        recordings: that it lists.
        size: bytes of sound in them.
        state: where it is on its way.
        approved_by: who did.
        approved_at: when.
        ended_at: when it was executed or cancelled.
        ended_why: what it was cancelled for.
        erased: recordings of which something was erased.
        skipped: recordings that were not touched.
    """

    id: str
    demand: Demand | None
    planned_by: str
    planned_at: datetime
    digest: str
    recordings: int
    size: int
    state: PurgeState = PurgeState.PLANNED
    approved_by: str = ""
    approved_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""
    erased: int = 0
    skipped: int = 0


def plan(
    items: Sequence[Item], *, purge_id: str, actor: str, now: datetime, demand: Demand | None = None
) -> Purge:
    """Plan a purge of these recordings."""
    return Purge(purge_id, demand, actor, now, digest_of(items), len(items), sum(item.size for item in items))


def digest_of(items: Sequence[Item]) -> str:
    """Take SHA-256 of what a plan lists: which recordings, what of them, and why."""
    return digest([[item.recording, sorted(item.layers), item.why, item.size] for item in items])


def approve(purge: Purge, *, actor: str, seen: str, now: datetime) -> Purge:
    """Let a purge be executed.

    Args:
        purge: planned.
        actor: another person than the planner.
        seen: digest of the plan that was looked at.
        now: the time.

    Raises:
        TransitionRefused: it is planned no longer.
        OwnPlan: the planner may not approve.
        PlanChanged: another plan was looked at.
    """
    _check(purge, PurgeState.PLANNED, "approved")
    if actor.strip().casefold() == purge.planned_by.strip().casefold():
        raise OwnPlan(f"Purge {purge.id} was planned by {purge.planned_by}; have another person approve it.")
    if seen != purge.digest:
        raise PlanChanged(
            f"Purge {purge.id} lists what has digest {purge.digest}, not {seen}; look at it again before you approve it."
        )
    return replace(purge, state=PurgeState.APPROVED, approved_by=actor, approved_at=now)


def cancel(purge: Purge, *, reason: str, now: datetime) -> Purge:
    """End a purge that has not been executed to its end; what was erased stays erased.

    Raises:
        TransitionRefused: it has ended.
    """
    if purge.state not in {PurgeState.PLANNED, PurgeState.APPROVED}:
        raise TransitionRefused(f"Purge {purge.id} is {purge.state}; there is nothing to cancel.")
    return _ended(replace(purge, state=PurgeState.CANCELLED, ended_why=reason), now)


def finish(purge: Purge, tally: Mapping[ItemState, int], now: datetime) -> Purge:
    """End a purge of which every recording was erased or skipped; whose data it was is forgotten, too.

    Raises:
        TransitionRefused: it was not approved.
    """
    _check(purge, PurgeState.APPROVED, "finished")
    done = replace(
        purge,
        state=PurgeState.EXECUTED,
        erased=tally.get(ItemState.ERASED, 0),
        skipped=tally.get(ItemState.SKIPPED, 0),
    )
    return _ended(done, now)


def objection(
    item: Item,
    recording: Recording,
    holds: Sequence[LegalHold],
    kept: Mapping[Layer, Kept] | None,
    today: date,
) -> str:
    """Say why a recording is not to be erased as planned; nothing where it is.

    Args:
        item: in the plan.
        recording: as it is now.
        holds: on it.
        kept: how long it is kept now; None where the purge does not go by time.
        today: on the house's calendar.
    """
    if holds:
        return f"on legal hold {', '.join(hold.id for hold in holds)}"
    if not left_of(item, recording):
        return "erased before"
    if not recording.settled:
        return f"still {recording.state}; it is planned again once it has ended"
    if kept is not None:
        for layer in left_of(item, recording):
            if not kept[layer].due(today):
                return f"the {layer} is not due: {kept[layer].why}"
    return ""


def left_of(item: Item, recording: Recording) -> tuple[Layer, ...]:
    """List what of the plan is still there."""
    gone = recording.erased.layers if recording.erased else frozenset()
    return tuple(layer for layer in item.layers if layer not in gone)


def forget(
    recording: Recording,
    layers: Sequence[Layer],
    *,
    purge: str,
    now: datetime,
    identity: Sequence[str] = (),
    original: Original | None = None,
) -> Recording:
    """Write down that layers of a recording were erased; whoever loaded it before can no longer save it.

    Args:
        recording: settled.
        layers: that go.
        purge: id of the purge.
        now: the time.
        identity: the house's facts that say who a customer is.
        original: what becomes of the object it came as; None leaves it.

    Raises:
        NotSettled: it is still on its way.
    """
    if not recording.settled:
        raise NotSettled(f"Recording {recording.id} is still {recording.state}; wait until it ends.")
    facts = recording.metadata
    if Layer.TRANSCRIPT in layers:
        facts = bare_metadata(facts, identity)
    return replace(
        recording,
        attempt=recording.attempt + 1,
        metadata=facts,
        vault=None if Layer.AUDIO in layers else recording.vault,
        original=original or recording.original,
        erased=erase(recording.erased, layers, purge=purge, now=now),
    )


def _check(purge: Purge, wanted: PurgeState, what: str) -> None:
    if purge.state is not wanted:
        raise TransitionRefused(
            f"Purge {purge.id} is {purge.state}; only one that is {wanted} can be {what}. Plan a new one."
        )


def _ended(purge: Purge, now: datetime) -> Purge:
    demand = purge.demand and replace(purge.demand, value="")
    return replace(purge, ended_at=now, demand=demand)
