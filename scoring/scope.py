"""The part of a call a check looks through, and how much of it could be heard."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from asr.transcript import CERTAIN, Party, Span, Turn
from scoring.finding import Search
from scoring.look import Hit, Look, Position
from scoring.ports import Aids
from scoring.range import Counted, Range, Reach
from scoring.reading import Reading

_FIRST: Position = (-1, 0)
_LAST: Position = (1 << 31, 0)


@dataclass(frozen=True, slots=True)
class Names:
    """What a rubric's checks may refer to.

    Attributes:
        language: of the rubric; reasons are written in it.
        max_blind: share of a range that may be unheard before a miss is undecided.
        phrases: the named word lists.
        checks: the named checks, each as that which looks through a range.
    """

    language: str
    max_blind: float
    phrases: Mapping[str, tuple[str, ...]]
    checks: Mapping[str, Callable[["Scope"], Look]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a check looks.

    Words are in range by their order (`low`, `high`) and their clock; cues by `start` and `end`.

    Attributes:
        reading: the call.
        names: what the check may refer to.
        aids: the models at hand.
        turns: the turns in range, whoever speaks.
        start: seconds, where the range begins.
        end: seconds, where it ends.
        clock: seconds within which words must begin, where the range is one of time.
        low: nothing said before this counts.
        high: nothing said after this counts.
        party: whose words or sound; None for anyone's.
        prohibits: whether what is looked for must not be there: then only what was surely said counts.
        guidance: how a person would tell, for a check that asks somebody.
        brief: whether only the outcome matters so far: what came nearest to a miss is not looked for.
    """

    reading: Reading
    names: Names
    aids: Aids
    turns: tuple[Turn, ...]
    start: float
    end: float
    clock: tuple[float, float] = (-math.inf, math.inf)
    low: Position = _FIRST
    high: Position = _LAST
    party: Party | None = None
    prohibits: bool = False
    guidance: str = ""
    brief: bool = False

    @property
    def spoken(self) -> tuple[Turn, ...]:
        """The turns in range of the party looked at."""
        return self.turns if self.party is None else tuple(t for t in self.turns if t.party is self.party)

    @property
    def whole(self) -> bool:
        """Whether this is the whole call."""
        transcript = self.reading.call.transcript
        return (
            self.start <= 0 and self.end >= transcript.duration and len(self.turns) == len(transcript.turns)
        )

    @property
    def certain(self) -> bool:
        """Whether it is known who speaks, as far as this range asks."""
        return self.party is None or self.reading.call.transcript.attribution.confidence >= CERTAIN

    def spans(self, begin: Position, finish: Position) -> bool:
        """Tell whether words from one position to another are in range, their time apart."""
        if begin < self.low or finish > self.high or not self.turns:
            return False
        return self.turns[0].index <= begin[0] and finish[0] <= self.turns[-1].index

    def holds(self, hit: Hit) -> bool:
        """Tell whether words are in range."""
        return self.spans(hit.begin, hit.finish) and self.clock[0] <= hit.clock < self.clock[1]

    def narrow(self, limits: Range) -> "Scope":
        """Narrow to a check's own party and part of this range."""
        scope = self if limits.party is None else replace(self, party=limits.party)
        if limits.turns is not None:
            last = limits.turns.last
            scope = scope.between(scope.counted(limits)[limits.turns.first - 1 : last])
        if limits.first is not None:
            scope = scope.opening(limits, limits.first)
        if limits.last is not None:
            scope = scope.closing(limits, limits.last)
        return scope

    def after(self, hit: Hit, reach: Reach | None) -> "Scope":
        """Narrow to what follows a hit."""
        scope = replace(self.following(hit.finish), start=max(self.start, hit.end))
        if reach is None:
            return scope
        if reach.seconds is not None:
            return scope.until(hit.end + reach.seconds)
        return scope.up_to([t for t in scope.spoken if t.index > hit.finish[0]], reach.turns)

    def before(self, hit: Hit, reach: Reach | None) -> "Scope":
        """Narrow to what comes before a hit."""
        turns = tuple(t for t in self.turns if (t.index, 0) <= hit.begin)
        scope = replace(self, turns=turns, high=min(self.high, hit.begin), end=min(self.end, hit.start))
        if reach is None:
            return scope
        if reach.seconds is not None:
            return scope.since(hit.start - reach.seconds)
        earlier = [t for t in scope.spoken if t.index < hit.begin[0]]
        return scope.from_first(earlier[-(reach.turns or 1) :])

    def around(self, hit: Hit, reach: Reach | None) -> "Scope":
        """Narrow to a hit's turns and its neighbourhood on both sides."""
        before, after = self.before(hit, reach), self.after(hit, reach)
        inside = self.within(hit)
        near = {t.index: t for scope in (before, inside, after) for t in scope.turns}
        return replace(
            self,
            turns=tuple(near[index] for index in sorted(near)),
            start=before.start,
            end=after.end,
            clock=(before.clock[0], after.clock[1]),
        )

    def within(self, hit: Hit) -> "Scope":
        """Narrow to the turns of a hit: the same breath."""
        turns = tuple(t for t in self.turns if hit.begin[0] <= t.index <= hit.finish[0])
        return replace(self, turns=turns, start=max(self.start, hit.start), end=min(self.end, hit.end))

    def turn(self, turn: Turn) -> "Scope":
        """Narrow to one turn."""
        return replace(self, turns=(turn,), start=turn.start, end=turn.end)

    def search(self) -> Search:
        """Say what is looked through here, before anything is known to be near."""
        return Search(
            start=round(self.start, 3),
            end=round(max(self.start, self.end), 3),
            party=self.party,
            turns=len(self.spoken),
            blind=round(self.blind(), 4),
        )

    def blind(self) -> float:
        """Measure the share of the speech in range that could not be made out, 0 to 1.

        It counts turns the recogniser doubted, speech without words, and on a shared channel what was spoken
        over. Where one party is looked at, what nobody could be named for counts by the party's share of the call.
        """
        asked = (self.party, self.start, self.end, tuple(turn.index for turn in self.turns))
        return self.reading.once(asked, self._unheard)

    def _unheard(self) -> float:
        heard = unheard = 0.0
        mine = self.reading.share(self.party)
        for turn in self.turns:
            length = turn.end - turn.start
            if self.party not in (None, turn.party):
                lost = length * mine if turn.party is Party.UNKNOWN else 0.0
                heard, unheard = heard + lost, unheard + lost
                continue
            heard += length
            if turn.doubts:
                unheard += length
            elif self.reading.one_channel:
                unheard += length * turn.overlap
        holes = self._holes(mine)
        return min(1.0, (unheard + holes) / (heard + holes)) if heard + holes else 0.0

    def _holes(self, mine: float) -> float:
        """Add up the speech without words in range: the party's own, and of no one's its share."""
        attribution = self.reading.call.transcript.attribution
        owners = dict(attribution.parties) if attribution.apart else {}
        lost = 0.0
        for hearing in self.reading.call.transcript.hearing:
            owner = owners.get(f"channel-{hearing.channel}")
            part = 1.0 if self.party in (None, owner) else mine if owner is None else 0.0
            lost += part * sum(_shared(hole, self.start, self.end) for hole in hearing.holes)
        return lost

    def counted(self, limits: Range) -> tuple[Turn, ...]:
        """List the turns that a range counts."""
        return self.turns if limits.counted is Counted.CALL else self.spoken

    def opening(self, limits: Range, reach: Reach) -> "Scope":
        """Narrow to the first seconds or turns."""
        if reach.turns is not None:
            # What comes before the first turn belongs to the beginning, too: it may hold unheard speech.
            return replace(self.between(self.counted(limits)[: reach.turns]), start=self.start)
        begin = self.start
        if limits.counted is Counted.PARTY and self.spoken:
            begin = max(begin, self.spoken[0].start)
        return self.until(begin + (reach.seconds or 0.0))

    def closing(self, limits: Range, reach: Reach) -> "Scope":
        """Narrow to the last seconds or turns."""
        if reach.turns is not None:
            return replace(self.between(self.counted(limits)[-reach.turns :]), end=self.end)
        finish = self.end
        if limits.counted is Counted.PARTY and self.spoken:
            finish = min(finish, max(t.end for t in self.spoken))
        return self.since(finish - (reach.seconds or 0.0))

    def between(self, chosen: tuple[Turn, ...]) -> "Scope":
        """Narrow to the turns from the first to the last of those chosen."""
        if not chosen:
            return replace(self, turns=(), end=self.start)
        turns = tuple(t for t in self.turns if chosen[0].index <= t.index <= chosen[-1].index)
        start = max(self.start, chosen[0].start)
        return replace(self, turns=turns, start=start, end=min(self.end, max(t.end for t in turns)))

    def following(self, position: Position) -> "Scope":
        """Narrow to what is said after a position."""
        turns = tuple(t for t in self.turns if (t.index, len(t.text)) > position)
        return replace(self, turns=turns, low=max(self.low, position))

    def up_to(self, chosen: list[Turn], count: int | None) -> "Scope":
        """Keep up to the N-th of the turns chosen; all there is where there are fewer."""
        if count is None or len(chosen) <= count:
            return self
        last = chosen[count - 1]
        turns = tuple(t for t in self.turns if t.index <= last.index)
        return replace(self, turns=turns, end=min(self.end, last.end))

    def from_first(self, chosen: list[Turn]) -> "Scope":
        """Narrow to what begins with the first of the turns chosen."""
        if not chosen:
            return self
        turns = tuple(t for t in self.turns if t.index >= chosen[0].index)
        return replace(self, turns=turns, start=max(self.start, chosen[0].start))

    def until(self, end: float) -> "Scope":
        """Narrow to what begins before a time."""
        turns = tuple(t for t in self.turns if t.start < end)
        clock = (self.clock[0], min(self.clock[1], end))
        return replace(self, turns=turns, end=min(self.end, end), clock=clock)

    def since(self, start: float) -> "Scope":
        """Narrow to what begins at a time or later."""
        turns = tuple(t for t in self.turns if t.end > start)
        clock = (max(self.clock[0], start), self.clock[1])
        return replace(self, turns=turns, start=max(self.start, start), clock=clock)


def _shared(hole: Span, start: float, end: float) -> float:
    return max(0.0, min(hole.end, end) - max(hole.start, start))
