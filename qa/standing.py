"""How a recording system stands: what waits of it, what is in hand, and what holds it back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from qa.backlog import Pace, Pile, audio_seconds
from qa.hold import Held, Pause
from qa.ingest.sources import Sources
from qa.recording import Stage, State


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """A recording system and how its recordings stand.

    Attributes:
        name: as recordings carry it.
        pause: who paused it and why; null where it goes on.
        held: stages of which nothing is begun now, by a pause or a quota.
        priority: of its calls that say nothing themselves; null where the file of the sources does not name it.
        first: queues whose calls come first.
        at_once: most of its recordings in hand at the same time; null for any number.
        hours_a_day: most hours of its audio listened to in a day; null for any number.
        waiting: recordings that wait.
        waiting_seconds: of audio in them, estimated where the length is not known yet.
        working: recordings that workers have in hand.
    """

    name: str
    pause: Pause | None
    held: tuple[Stage, ...]
    priority: int | None
    first: tuple[str, ...]
    at_once: int | None
    hours_a_day: float | None
    waiting: int
    waiting_seconds: float
    working: int


def standings(
    sources: Sources,
    pauses: Sequence[Pause],
    held: Collection[Held],
    piles: Sequence[Pile],
    pace: Pace,
) -> Iterator[SourceStanding]:
    """Tell of every source that the house names, that is paused, or of which something is not settled; by name.

    Args:
        sources: of the house.
        pauses: all there are.
        held: what may not be begun.
        piles: the recordings that are not settled.
        pace: by which unknown lengths are estimated.
    """
    paused = {pause.source: pause for pause in pauses}
    heaps = defaultdict[str, list[Pile]](list)
    for pile in piles:
        heaps[pile.source].append(pile)
    for name in sorted({*(source.name for source in sources.all), *paused, *heaps}):
        source = sources.named(name)
        waiting = [pile for pile in heaps[name] if pile.state is State.WAITING]
        working = [pile for pile in heaps[name] if pile.state is State.WORKING]
        yield SourceStanding(
            name=name,
            pause=paused.get(name),
            held=tuple(stage for stage in Stage if (name, stage) in held),
            priority=source.priority if source else None,
            first=source.first if source else (),
            at_once=source.at_once if source else None,
            hours_a_day=source.hours_a_day if source else None,
            waiting=sum(pile.count for pile in waiting),
            waiting_seconds=sum(audio_seconds(pile, pace) for pile in waiting),
            working=sum(pile.count for pile in working),
        )
