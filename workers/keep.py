"""Keeping and forgetting: at night what is due is planned, and what was approved is executed soon."""

import logging
from zoneinfo import ZoneInfo

from qa.purge import PurgeState
from storage.keeping import Keeping
from storage.planning import plan_nightly
from storage.purging import execute_all
from workers.desk import Desk

_log = logging.getLogger(__name__)


def purge(desk: Desk) -> int:
    """Execute the purges that were approved; says how many recordings were erased.

    Raises:
        StorageError: the database or the object store is away; what is left goes on later.
    """
    count = execute_all(keeping_of(desk), desk.stopping)
    if count:
        _log.info("%d recordings were erased by approved purges.", count)
    return count


def plan_night(desk: Desk) -> None:
    """Plan to erase what is due; it waits for a person's approval, unless the house wants none.

    Raises:
        StorageError: the database is away.
    """
    made = plan_nightly(keeping_of(desk), unasked=desk.rules.purge_unasked)
    if made is not None and made.state is PurgeState.PLANNED:
        _log.warning(
            "The time of %d recordings is over; look at what would be erased with: everycall retention show %s",
            made.recordings,
            made.id,
        )


def keeping_of(desk: Desk) -> Keeping:
    """Say what this house's keeping goes by."""
    return Keeping(
        store=desk.store,
        objects=desk.objects,
        sources=desk.sources,
        retention=desk.retention,
        zone=ZoneInfo(desk.rules.zone),
        now=desk.now,
        new_id=desk.new_id,
    )
