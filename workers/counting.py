"""Count what was published before it was counted with its publication: by a version of EveryCall without trends."""

import logging
from zoneinfo import ZoneInfo

from workers.desk import Desk

_log = logging.getLogger(__name__)

BATCH = 200
"""Recordings counted in one transaction: sums of days are not held for long."""


def count_uncounted(desk: Desk) -> int:
    """Count every evaluation that stands for its recording and was not counted; says of how many recordings.

    Raises:
        StorageError: the database is away.
    """
    zone = ZoneInfo(desk.rules.zone)
    done = 0
    while True:
        with desk.store.begin() as unit:
            names = unit.scores.uncounted(BATCH)
            for name in sorted(names):
                unit.scores.count(name, zone)
        done += len(names)
        if len(names) < BATCH:
            break
    if done:
        _log.info("The evaluations of %d recordings were counted after the event.", done)
    return done


def mend_months(desk: Desk) -> int:
    """Sum up anew the months to which a process of an older version did not add what it published; says how many.

    Raises:
        StorageError: the database is away.
    """
    with desk.store.begin() as unit:
        mended = unit.scores.mend_months()
    if mended:
        _log.info("The sums of %d months were made anew from those of their days.", mended)
    return mended
