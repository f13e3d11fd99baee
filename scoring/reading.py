"""A call made ready to be looked through: folded once, its words placed in their turns."""

from bisect import bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from asr.transcript import Basis, Party, Turn, Word
from scoring.call import Call
from scoring.finding import Evidence
from scoring.look import Hit, Position
from scoring.stream import Place, Stream, stream

SURE_WORDS = 0.35
"""Mean word confidence under which a quote cannot decide: the recogniser itself doubted it."""

CROWDED = 0.5
"""Share of a turn on a shared channel spoken over by another party, from which its words are in doubt."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A call and its streams.

    Attributes:
        call: as it came.
        streams: party → all it said.
    """

    call: Call
    streams: dict[Party, Stream]
    _quoted: dict[tuple[Party, Place, str], Hit] = field(default_factory=dict, compare=False)
    _sounds: dict[int, frozenset[str]] = field(default_factory=dict, compare=False)
    _words: dict[int, tuple[tuple[int, int, Word], ...]] = field(default_factory=dict, compare=False)
    _measured: dict[Hashable, float] = field(default_factory=dict, compare=False)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The call's turns; `turns[i].index == i`."""
        return self.call.transcript.turns

    @property
    def one_channel(self) -> bool:
        """Whether the parties share a channel, so that speech over speech garbles words."""
        return self.call.transcript.attribution.basis is Basis.DIARIZATION

    def positions(self, party: Party, place: Place) -> tuple[Position, Position]:
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

    def once(self, asked: Hashable, measure: Callable[[], float]) -> float:
        """Measure something of the call, unless the same was asked before."""
        if asked not in self._measured:
            self._measured[asked] = measure()
        return self._measured[asked]

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
        return Hit(
            evidence=tuple(self._quote(turn, *span, note) for turn, span in spans.items()),
            begin=(first, spans[first][0]),
            finish=(last, spans[last][1]),
            clock=self._clock(first, *spans[first]),
            similarity=similarity,
            doubted=any(self._doubtful(turn, *span) for turn, span in spans.items()),
        )

    def _quote(self, index: int, low: int, high: int, note: str) -> Evidence:
        """Quote part of a turn with its words' times and confidence; the turn's own where it has no words."""
        turn = self.turns[index]
        start, end, confidence = self._heard(turn, low, high)
        return Evidence(
            start=start,
            end=end,
            party=turn.party,
            quote=turn.text[low:high],
            confidence=round(confidence, 4),
            turn=index,
            note=note,
        )

    def _clock(self, index: int, low: int, high: int) -> float:
        """Say when some characters of a turn are said, from their share of the text without word times."""
        turn = self.turns[index]
        if turn.words:
            return self._heard(turn, low, high)[0]
        return turn.start + (turn.end - turn.start) * low / max(len(turn.text), 1)

    def _heard(self, turn: Turn, low: int, high: int) -> tuple[float, float, float]:
        """Find (start, end, confidence) of some characters of a turn, by its words where it has them."""
        if turn.index not in self._words:
            self._words[turn.index] = _placed(turn)
        words = self._words[turn.index]
        start, end, weight, total = turn.end, turn.start, 0.0, 0.0
        for begin, at, word in words[bisect_right(words, low, key=_after) :]:
            if begin >= high:
                break
            start, end = min(start, word.start), max(end, word.end)
            weight += at - begin
            total += (at - begin) * word.confidence
        return (start, end, total / weight) if weight else (turn.start, turn.end, turn.confidence)

    def _doubtful(self, index: int, low: int, high: int) -> bool:
        turn = self.turns[index]
        return (
            bool(turn.doubts)
            or (self.one_channel and turn.overlap > CROWDED)
            or self._heard(turn, low, high)[2] < SURE_WORDS
        )


def read(call: Call) -> Reading:
    """Make a call ready."""
    return Reading(
        call, {party: stream([t for t in call.transcript.turns if t.party is party]) for party in Party}
    )


def _after(placed: tuple[int, int, Word]) -> int:
    return placed[1]


def _placed(turn: Turn) -> tuple[tuple[int, int, Word], ...]:
    """Place a turn's words in its text: (first character, after the last, word), in order."""
    placed: list[tuple[int, int, Word]] = []
    at = 0
    for word in turn.words:
        text = word.text.strip()
        begin = turn.text.find(text, at) if text else -1
        if begin >= 0:
            at = begin + len(text)
            placed.append((begin, at, word))
    return tuple(placed)
