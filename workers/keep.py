"""Keeping and forgetting: at night what is due is planned, and what was approved is executed soon."""

import logging
from zoneinfo import ZoneInfo

from qa.purge import PurgeState
from storage.erasures import write_down
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
        write_erasures(desk)
    return count


def write_erasures(desk: Desk) -> None:
    """Write down all that was erased, where the house wants it; a disk that is full stops nothing else.

    Raises:
        StorageError: the database is away.
    """
    file = desk.rules.erasures
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_down(desk.store, file)
    except OSError as error:
        _log.error(
            "What was erased could not be written to %s (%s): a backup that is brought back now would bring it back, too."
            " Make room or mend the folder, then: everycall retention erasures %s",
            file,
            error.strerror or error,
            file,
        )


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
