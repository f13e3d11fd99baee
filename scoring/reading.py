"""A call made ready to be looked through: folded once, its words placed in their turns."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from asr.transcript import Party, Turn, Word
from scoring.call import Call
from scoring.finding import Evidence
from scoring.look import Hit, Position
from scoring.stream import Place, Stream, stream

T = TypeVar("T")

SURE_WORDS = 0.35
"""Mean word confidence under which a quote cannot decide: the recogniser itself doubted it."""

CROWDED = 0.5
"""Share of a turn on a shared channel spoken over by another party, from which its words are in doubt."""


class _Heard(NamedTuple):
    """When some characters of a turn were said, and how surely they were heard."""

    start: float
    end: float
    confidence: float


class _Placed(NamedTuple):
    """The words of a turn that stand in its text, and the characters they stand for, from low to high."""

    lows: list[int]
    highs: list[int]
    words: list[Word]


class Said(NamedTuple):
    """A line that is said somewhere in a call."""

    line: str
    party: Party
    place: Place
    begin: Position
    finish: Position


@dataclass(frozen=True, slots=True)
class Reading:
    """A call and its streams.

    Attributes:
        call: as it came.
        streams: party → all it said.
    """

    call: Call
    streams: dict[Party, Stream]
    _said: dict[tuple[tuple[str, ...], Party | None, bool], tuple[Said, ...]] = field(
        default_factory=dict, compare=False
    )
    _quoted: dict[tuple[Party, Place, str], Hit] = field(default_factory=dict, compare=False)
    _sounds: dict[int, frozenset[str]] = field(default_factory=dict, compare=False)
    _words: dict[int, _Placed] = field(default_factory=dict, compare=False)
    _measured: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The call's turns; `turns[i].index == i`."""
        return self.call.transcript.turns

    @property
    def one_channel(self) -> bool:
        """Whether the parties share a channel, so that speech over speech garbles words."""
        return not self.call.transcript.attribution.apart

    def said(self, lines: tuple[str, ...], party: Party | None, *, by_sound: bool) -> tuple[Said, ...]:
        """Find lines in the whole call, whoever says them where no party is given; line by line."""
        asked = (lines, party, by_sound)
        found = self._said.get(asked)
        if found is None:
            parties = tuple(Party) if party is None else (party,)
            found = self._said[asked] = tuple(
                Said(line, who, place, *self._positions(who, place))
                for line in lines
                for who in parties
                for place in self.streams[who].find(line, by_sound=by_sound)
            )
        return found

    def _positions(self, party: Party, place: Place) -> tuple[Position, Position]:
        """Say where a place begins and ends."""
        origins = self.streams[party].origins
        first, last = origins[place.low], origins[place.high - 1]
        return first[:2], (last[0], last[2])

    def hit(self, party: Party, place: Place, line: str) -> Hit:
        """Quote a place, turn by turn."""
        key = (party, place, line)
        if key in self._quoted:
            return self._quoted[key]
        quoted: dict[int, tuple[int, int]] = {}
        for turn, start, end in self.streams[party].origins[place.low : place.high]:
            low, high = quoted.get(turn, (start, end))
            quoted[turn] = (min(low, start), max(high, end))
        made = self.quoted(quoted, note=line, similarity=place.similarity)
        self._quoted[key] = made
        return made

    def share(self, party: Party | None) -> float:
        """Give a party's share of all speech of the call that somebody could be named for."""
        return self.once(party, lambda: self._share(party))

    def _share(self, party: Party | None) -> float:
        named = [turn for turn in self.turns if turn.party is not Party.UNKNOWN]
        total = sum(turn.end - turn.start for turn in named)
        mine = sum(turn.end - turn.start for turn in named if turn.party is party)
        return mine / total if total else 0.0

    def once(self, asked: Hashable, measure: Callable[[], T]) -> T:
        """Measure something of the call, unless the same was asked before."""
        if asked not in self._measured:
            self._measured[asked] = measure()
        measured: T = self._measured[asked]
        return measured

    def vocabulary(self, index: int) -> frozenset[str]:
        """List the sounds of a turn, blurred."""
        if index not in self._sounds:
            party = self.turns[index].party
            low, high = self.streams[party].turns[index]
            self._sounds[index] = frozenset(s.blurred for s in self.streams[party].heard[low:high] if s)
        return self._sounds[index]

    def quoted(self, spans: dict[int, tuple[int, int]], *, note: str, similarity: float = 1.0) -> Hit:
        """Make a hit of the characters quoted from each turn (turn → start, end), in order."""
        first, last = next(iter(spans)), next(reversed(spans))
        heard = {turn: self._heard(self.turns[turn], *span) for turn, span in spans.items()}
        return Hit(
            evidence=tuple(self._quote(turn, *span, heard[turn], note) for turn, span in spans.items()),
            begin=(first, spans[first][0]),
            finish=(last, spans[last][1]),
            clock=self._clock(first, spans[first][0], heard[first]),
            similarity=similarity,
            doubted=any(self._doubtful(turn, heard[turn]) for turn in spans),
        )

    def _quote(self, index: int, low: int, high: int, heard: _Heard, note: str) -> Evidence:
        """Quote part of a turn."""
        turn = self.turns[index]
        return Evidence(
            start=heard.start,
            end=heard.end,
            party=turn.party,
            quote=turn.text[low:high],
            confidence=round(heard.confidence, 4),
            turn=index,
            note=note,
        )

    def _clock(self, index: int, low: int, heard: _Heard) -> float:
        """Say when a quote is said, from its share of the text without word times."""
        turn = self.turns[index]
        if turn.words:
            return heard.start
        return turn.start + (turn.end - turn.start) * low / max(len(turn.text), 1)

    def _heard(self, turn: Turn, low: int, high: int) -> _Heard:
        """Find when and how surely some characters of a turn were heard: by its words, else as all of it."""
        if turn.index not in self._words:
            self._words[turn.index] = _placed(turn)
        lows, highs, words = self._words[turn.index]
        first, last = bisect_right(highs, low), bisect_left(lows, high)
        if first >= last:
            return _Heard(turn.start, turn.end, turn.confidence)
        weight, total = 0, 0.0
        for place in range(first, last):
            length = highs[place] - lows[place]
            weight += length
            total += length * words[place].confidence
        said = words[first:last]
        return _Heard(min(w.start for w in said), max(w.end for w in said), total / weight)

    def _doubtful(self, index: int, heard: _Heard) -> bool:
        turn = self.turns[index]
        return (
            bool(turn.doubts)
            or (self.one_channel and turn.overlap > CROWDED)
            or heard.confidence < SURE_WORDS
        )


def read(call: Call) -> Reading:
    """Make a call ready."""
    return Reading(
        call, {party: stream([t for t in call.transcript.turns if t.party is party]) for party in Party}
    )


def _placed(turn: Turn) -> _Placed:
    """Place a turn's words in its text, in order."""
    text, at = turn.text, 0
    lows: list[int] = []
    highs: list[int] = []
    words: list[Word] = []
    for word in turn.words:
        written = word.text.strip()
        low = text.find(written, at) if written else -1
        if low >= 0:
            at = low + len(written)
            lows.append(low)
            highs.append(at)
            words.append(word)
    return _Placed(lows, highs, words)
