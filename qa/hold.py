"""Why nothing more of a source is begun for now: a person paused it, or its quota is used up.

What is held back is work, never a recording: it is received, waits in its row, and goes on where it stood. What is in
hand when a source is paused comes to the end of its stage.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from qa.ingest.source import Source
from qa.recording import Stage

Held = tuple[str, Stage]
"""A source and a stage that no recording of it may begin now."""

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Pause:
    """A source that a person paused.

    Attributes:
        source: its name.
        at: since when.
        actor: who did it.
        reason: what for.
    """

    source: str
    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a source takes up.

    Attributes:
        working: recordings that workers have in hand.
        listened: seconds of its audio that were listened to today.
    """

    working: int = 0
    listened: float = 0.0


IDLE = Load()


def has_quota(source: Source) -> bool:
    """Whether a source may take up so much only."""
    return source.at_once is not None or source.hours_a_day is not None


def held(pauses: Collection[str], sources: Collection[Source], loads: Mapping[str, Load]) -> frozenset[Held]:
    """Say what may not be begun.

    Args:
        pauses: names of paused sources.
        sources: those that have quotas.
        loads: what these take up, by name; nothing where a name is absent.
    """
    paused = {(name, stage) for name in pauses for stage in Stage}
    return frozenset(
        paused | {each for source in sources for each in _over(source, loads.get(source.name, IDLE))}
    )


def _over(source: Source, load: Load) -> Iterator[Held]:
    if source.at_once is not None and load.working >= source.at_once:
        yield from ((source.name, stage) for stage in Stage)
    if source.hours_a_day is not None and load.listened >= source.hours_a_day * _HOUR:
        yield (source.name, Stage.TRANSCRIBE)
