"""A worker's shift: ask the database what is due, perform it, until the house closes."""

import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path

from qa.recording import Stage
from storage.errors import StorageError
from storage.patience import LONGEST_WAIT
from workers.desk import Desk
from workers.memory import resident_mb
from workers.perform import Ended, take_back
from workers.presence import the_dead
from workers.tasks import run

_log = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
"""How long a worker that found nothing waits before it asks again."""

_LOOK = 16
"""How many due recordings are looked at in one go: others may be quicker with the first ones."""


def work(
    desk: Desk, rest: Callable[[float], object] = time.sleep, memory_mb: Callable[[], float] = resident_mb
) -> None:
    """Work until `desk.stopping`, or until a stage leaves too much memory behind; never leave in the middle of one.

    A database that is away is waited for.

    Args:
        desk: a worker's.
        rest: waits.
        memory_mb: tells how much memory this process holds.
    """
    wait = IDLE_SECONDS
    while not desk.stopping():
        try:
            busy = step(desk)
        except StorageError as error:
            wait = min(LONGEST_WAIT, wait * 2)
            _log.warning("%s Trying again in %.1f s.", error, wait)
            rest(wait)
            continue
        wait = IDLE_SECONDS
        if not busy:
            rest(wait)
        elif desk.rules.memory_mb and (held := memory_mb()) > desk.rules.memory_mb:
            _log.info(
                "This worker holds %.0f MiB, more than %.0f; another takes its place.",
                held,
                desk.rules.memory_mb,
            )
            return


def step(desk: Desk, stages: Collection[Stage] | None = None) -> bool:
    """Perform the stage whose turn it is and that nobody else takes first; says whether there was one.

    Args:
        desk: a worker's.
        stages: only these; left out, all that the worker does.

    Raises:
        StorageError: the database is away.
    """
    with desk.store.read() as unit:
        held = unit.holds.held(desk.sources, desk.today)
        due = unit.turns.due(
            desk.now(),
            limit=_LOOK,
            stages=desk.stages if stages is None else stages,
            held=held,
            alike=desk.habit.alike,
        )
    for each in due:
        if run(desk, each.recording, each.stage) is not Ended.IDLE:
            desk.habit.did(each)
            return True
    return False


def bury(desk: Desk, presences: Path) -> int:
    """Take back at once what the dead workers of this host held; says how many recordings that were.

    Raises:
        StorageError: the database is away.
    """
    with the_dead(presences) as dead:
        if not dead:
            return 0
        with desk.store.begin() as unit:
            orphans = unit.recordings.held_by(dead)
            for recording in orphans:
                take_back(desk, recording, unit, dead=True)
    if orphans:
        _log.warning("%d recordings of %d dead workers are due again.", len(orphans), len(dead))
    return len(orphans)
