"""Raise flags on a call, and say so where there is a reason that was not known before."""

from collections.abc import Sequence
from datetime import datetime

from qa.delivery_events import FlagRaised
from qa.flag import Flag, FlagKind
from storage.uow import Unit


def raise_flags(unit: Unit, recording: str, flags: Sequence[Flag], *, now: datetime) -> None:
    """Put flags in the place of those a recording had.

    Args:
        unit: an open transaction.
        recording: its id.
        flags: all that the call has from now on, besides those that were drawn by lot.
        now: the time.
    """
    known = unit.flags.of([recording])[recording]
    former = {flag.kind for flag in known}
    drawn = [flag for flag in known if flag.kind is FlagKind.RANDOM]  # by lot, whatever is found of the call
    unit.flags.replace(recording, [*flags, *drawn])
    news = sorted({flag.kind.value for flag in flags if flag.kind not in former})
    if news:
        unit.record(FlagRaised(recording=recording, at=now, kinds=", ".join(news)))
