"""Whose turn it is: urgent recordings before others, but none waits for ever.

Each recording has a turn, a moment fixed when it is received, and the earliest turn comes first. A step of priority
moves the turn by `HEAD_START`, so an urgent recording overtakes those received up to so much earlier, and no others:
age wins in the end, however many urgent ones come.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from qa.metadata import CallMetadata

LAST, NORMAL, FIRST = 0, 5, 9
"""Priorities run from 0 to 9; 5 where nobody says otherwise."""

HEAD_START = timedelta(hours=1)
"""What one step of priority is worth. The most urgent is ahead of the least urgent by nine hours at most."""


def turn_at(received_at: datetime, priority: int) -> datetime:
    """Say when it is a recording's turn; compare with others' turns only.

    For two recordings received at a and b with priorities p and q, the first goes before the second exactly where
    a - b < (p - q) x `HEAD_START`. So a recording of priority p is overtaken only by what is received within
    (9 - p) hours after it.
    """
    return received_at - (priority - NORMAL) * HEAD_START


def priority_of(metadata: CallMetadata, *, otherwise: int = NORMAL, first: Collection[str] = ()) -> int:
    """Say how urgent a recording is.

    Args:
        metadata: its own `priority` counts before all else.
        otherwise: priority of its source.
        first: queues of its source whose calls come first.
    """
    if metadata.priority is not None:
        return metadata.priority
    return FIRST if metadata.queue in first else otherwise
