"""Plan a purge: of what is due, or of one customer's data; approve it, or cancel it. Nothing is erased here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa import purge as pure
from qa.content import Layer
from qa.house_events import PurgeApproved, PurgeCancelled, PurgePlanned
from qa.legal_hold import on
from qa.purge import Demand, Item, ItemState, Purge, PurgeState, digest_of
from qa.recording import Recording
from storage.errors import Conflict, NotFound
from storage.keeping import Keeping
from storage.uow import Unit

MOST = 20_000
"""Recordings that one purge lists; the next one lists more."""

_PAGE = 500

_Page = Callable[[Unit, str], tuple[Recording, ...]]


def plan_due(keeping: Keeping, actor: str, *, most: int = MOST) -> Purge | None:
    """Plan to erase what is due and on no legal hold, and not in another open plan; None where nothing is."""
    if not keeping.retention.classes:
        return None
    now, today = keeping.now(), keeping.today

    def page(unit: Unit, after: str) -> tuple[Recording, ...]:
        return unit.purges.candidates(before=now, after=after, limit=_PAGE)

    def items(unit: Unit, found: Sequence[Recording]) -> Iterator[Item]:
        kept, holds, listed = keeping.kept(unit, found), unit.legal_holds.all(), unit.purges.listed()
        for recording in found:
            if recording.id in listed or on(holds, recording, keeping.called(recording)):
                continue
            gone = recording.erased.layers if recording.erased else frozenset()
            due = {layer: k for layer, k in kept[recording.id].items() if layer not in gone and k.due(today)}
            if due:
                why = "; ".join(f"{layer} {k.why}" for layer, k in due.items())
                yield _item(recording, tuple(due), why)

    return _plan(keeping, actor, _gather(keeping, page, items, most), None)


def plan_demand(keeping: Keeping, actor: str, demand: Demand, *, most: int = MOST) -> Purge:
    """Plan to erase one customer's data: sound and words of all their calls; scores remain, and tell nobody's name.

    What is on legal hold is listed, and skipped when the purge is executed, so that whoever asked can be told.

    Raises:
        NotFound: no call has that value.
    """

    def page(unit: Unit, after: str) -> tuple[Recording, ...]:
        return unit.purges.of_demand(demand, after=after, limit=_PAGE)

    def items(_: Unit, found: Sequence[Recording]) -> Iterator[Item]:
        for recording in found:
            if str(recording.metadata.facts().get(demand.field, "")) == demand.value:
                yield _item(recording, (Layer.AUDIO, Layer.TRANSCRIPT), f"on request: {demand.reason}")

    made = _plan(keeping, actor, _gather(keeping, page, items, most), demand)
    if made is None:
        raise NotFound(
            f"No recording has this {demand.field}; look at how the recording system writes it (GET /v1/recordings/…)."
        )
    return made


def approve(keeping: Keeping, purge_id: str, *, actor: str, seen: str) -> Purge:
    """Let workers execute a purge.

    Raises:
        NotFound: there is none of that id.
        OwnPlan: its planner may not approve it.
        PlanChanged: another plan was looked at.
        TransitionRefused: it is planned no longer.
    """
    with keeping.store.begin() as unit:
        planned = unit.purges.get(purge_id)
        approved = pure.approve(planned, actor=actor, seen=seen, now=keeping.now())
        unit.purges.save(approved, loaded=planned)
        unit.record(PurgeApproved(at=keeping.now(), actor=actor, purge=purge_id, digest=approved.digest))
    return approved


def cancel(keeping: Keeping, purge_id: str, *, actor: str, reason: str) -> Purge:
    """End a purge before its end; what it erased stays erased.

    Raises:
        NotFound: there is none of that id.
        Conflict: a recording of it is being erased at this moment.
        TransitionRefused: it has ended.
    """
    with keeping.store.begin() as unit:
        unit.legal_holds.take_turns()
        former = unit.purges.get(purge_id)
        if ItemState.BEGUN in unit.purges.tally(purge_id):
            raise Conflict(
                f"A recording of purge {purge_id} is being erased at this moment; cancel it again shortly."
            )
        ended = pure.cancel(former, reason=reason, now=keeping.now())
        unit.purges.save(ended, loaded=former)
        event = PurgeCancelled(
            at=keeping.now(), actor=actor, purge=purge_id, digest=ended.digest, reason=reason
        )
        unit.record(event)
    return ended


def plan_nightly(keeping: Keeping, *, unasked: bool) -> Purge | None:
    """Plan what is due once more; a plan of the night before that nobody approved gives way to it.

    Args:
        keeping: the house's.
        unasked: whether it is approved by the house's setting, without a person.
    """
    with keeping.store.read() as unit:
        waiting = unit.purges.all(PurgeState.PLANNED)
    for former in waiting:
        if former.planned_by == pure.AUTOMATIC and former.demand is None:
            cancel(keeping, former.id, actor=pure.AUTOMATIC, reason="a newer plan takes its place")
    made = plan_due(keeping, pure.AUTOMATIC)
    if made is None or not unasked:
        return made
    return approve(keeping, made.id, actor="EVERYCALL_PURGE_UNASKED", seen=made.digest)


def _gather(
    keeping: Keeping,
    page: _Page,
    items: Callable[[Unit, Sequence[Recording]], Iterator[Item]],
    most: int,
) -> tuple[Item, ...]:
    gathered: list[Item] = []
    after = ""
    while len(gathered) < most:
        with keeping.store.read() as unit:
            found = page(unit, after)
            gathered += items(unit, found)
        if len(found) < _PAGE:
            break
        after = found[-1].id
    return tuple(replace(item, place=place) for place, item in enumerate(gathered[:most], start=1))


def _item(recording: Recording, layers: tuple[Layer, ...], why: str) -> Item:
    size = (recording.size or 0) if Layer.AUDIO in layers else 0
    return Item(0, recording.id, layers, why, size)


def _plan(keeping: Keeping, actor: str, items: tuple[Item, ...], demand: Demand | None) -> Purge | None:
    if not items:
        return None
    now = keeping.now()
    made = pure.plan(items, purge_id=keeping.new_id(), actor=actor, now=now, demand=demand)
    with keeping.store.begin() as unit:
        unit.purges.add(made, items)
        event = PurgePlanned(
            at=now,
            actor=actor,
            purge=made.id,
            digest=digest_of(items),
            recordings=made.recordings,
            size=made.size,
        )
        unit.record(event)
    return made
