"""What waits, what is in hand, and what was done lately: for people, what `GET /metrics` tells Prometheus."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter

from api.access import allowed
from api.deps import HouseDep
from qa.access import Action
from qa.backlog import Pace, Pile, audio_seconds, oldest_by_lane, pace
from qa.lane import LANES, Lane
from qa.recording import Stage, State
from qa.run import RunOutcome
from storage.backlog import InHand
from storage.runs import Finished

router = APIRouter(prefix="/v1/queues", tags=["Service"])

LATELY = timedelta(hours=1)
_MOST_IN_HAND = 200


@dataclass(frozen=True, slots=True)
class Queue:
    """What stands in a queue; of audio whose length is not known yet it is estimated (docs/operations.md).

    Attributes:
        lane: the machines that do its stages: `gpu` those that listen, `cpu` the others.
        waiting: recordings that workers could begin with now.
        waiting_seconds: of audio in them.
        oldest_seconds: since the oldest of them was received.
        later: recordings that wait for a later moment, or that a pause or a quota holds back.
        later_seconds: of audio in them.
        working: recordings that workers have in hand.
        working_seconds: of audio in them.
    """

    lane: Lane
    waiting: int
    waiting_seconds: float
    oldest_seconds: float
    later: int
    later_seconds: float
    working: int
    working_seconds: float


@dataclass(frozen=True, slots=True)
class StageLately:
    """What became of a stage's attempts that ended in the last hour.

    Attributes:
        stage: which.
        done: attempts that brought a result.
        failed: attempts that failed, were given back or lost their worker.
        median_seconds: an attempt that brought a result took; null without any.
        audio_seconds: of audio in those done.
    """

    stage: Stage
    done: int
    failed: int
    median_seconds: float | None
    audio_seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """How the work stands.

    Attributes:
        at: when this was counted.
        queues: what waits and is in hand, by the machines it needs.
        in_hand: what each worker has in hand; a worker that has nothing is not told of.
        lately: what ended in the last hour.
    """

    at: datetime
    queues: tuple[Queue, ...]
    in_hand: tuple[InHand, ...]
    lately: tuple[StageLately, ...]


@router.get(
    "",
    operation_id="getWork",
    summary="Get what waits and what workers do",
    dependencies=[allowed(Action.READ_SOURCES)],
)
def get_work(house: HouseDep) -> Work:
    """Tell how much audio waits, how long already, what workers have in hand and what they did in the last hour."""
    now = house.now()
    with house.store.read() as unit:
        piles = unit.backlog.piles(now)
        held = unit.holds.held(house.sources, house.today)
        known = pace(unit.backlog.listened())
        in_hand = unit.backlog.in_hand(_MOST_IN_HAND)
        finished = unit.runs.finished(now - LATELY)
    ready = [pile for pile in piles if _is_ready(pile) and (pile.source, pile.stage) not in held]
    oldest = oldest_by_lane(ready, now=now)
    return Work(
        now,
        tuple(_queue(lane, piles, ready, known, oldest[lane]) for lane in Lane),
        in_hand,
        tuple(_lately(finished)),
    )


def _is_ready(pile: Pile) -> bool:
    return pile.state is State.WAITING and pile.is_due


def _queue(lane: Lane, piles: Sequence[Pile], ready: Sequence[Pile], known: Pace, oldest: float) -> Queue:
    here = [pile for pile in piles if LANES[pile.stage] is lane]
    now = [pile for pile in here if pile in ready]
    later = [pile for pile in here if pile.state is State.WAITING and pile not in ready]
    working = [pile for pile in here if pile.state is State.WORKING]
    return Queue(lane, *_sum(now, known), oldest, *_sum(later, known), *_sum(working, known))


def _sum(piles: Sequence[Pile], known: Pace) -> tuple[int, float]:
    return sum(pile.count for pile in piles), sum(audio_seconds(pile, known) for pile in piles)


def _lately(finished: Sequence[Finished]) -> Iterator[StageLately]:
    done = defaultdict[Stage, list[Finished]](list)
    failed = Counter[Stage]()
    for each in finished:
        if each.outcome in {RunOutcome.DONE, RunOutcome.NOT_SCORABLE}:
            done[each.stage].append(each)
        else:
            failed[each.stage] += 1
    for stage in Stage:
        took = sorted(each.seconds for each in done[stage])
        audio = sum(each.audio or 0.0 for each in done[stage])
        middle = took[len(took) // 2] if took else None
        yield StageLately(stage, len(took), failed[stage], middle, audio)
