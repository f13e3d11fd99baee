"""What a check saw in a call."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.finding import Evidence, Outcome, Search

Position = tuple[int, int]
"""(turn, character of its text): the order in which things are said."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where what was looked for is there.

    Attributes:
        evidence: one per turn it runs over, in order.
        begin: where it begins.
        finish: where it ends.
        clock: seconds at which it begins; told from the characters where the turn's words have no times.
        similarity: 1.0 word for word, less by sound or by meaning.
        doubted: the recogniser doubted the words that decide.
    """

    evidence: tuple[Evidence, ...]
    begin: Position
    finish: Position
    clock: float
    similarity: float = 1.0
    doubted: bool = False

    def __hash__(self) -> int:
        """Tell hits apart by where they are; the rest is looked at only where two are in the same place."""
        return hash((self.begin, self.finish))

    @property
    def start(self) -> float:
        """Seconds."""
        return self.evidence[0].start

    @property
    def end(self) -> float:
        """Seconds."""
        return self.evidence[-1].end

    @property
    def confidence(self) -> float:
        """Of the words and of the match, 0 to 1."""
        return min(e.confidence for e in self.evidence) * self.similarity


@dataclass(frozen=True, slots=True)
class Look:
    """A check's answer.

    Attributes:
        outcome: met where what the check describes is so.
        reason: one plain sentence in the rubric's language.
        hits: where it is so, in the order of the call; where a count is missed, what there was.
        search: what was looked through.
        confidence: 0 to 1.
        moody: whether it rests on how a voice sounds alone (tension): nobody fails by that.
        occasions: what made the question arise: the anchor it was asked beside.
    """

    outcome: Outcome
    reason: str
    hits: tuple[Hit, ...] = ()
    search: Search | None = None
    confidence: float = 1.0
    moody: bool = False
    occasions: tuple[Hit, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is quoted: the occasions and the places, each once, in the order of the call."""
        quoted = dict.fromkeys(e for hit in (*self.occasions, *self.hits) for e in hit.evidence)
        return tuple(sorted(quoted, key=lambda e: (e.start, e.end, e.turn or 0, e.quote)))


def in_order(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Sort hits as they come in the call, each once."""
    return tuple(sorted(dict.fromkeys(hits), key=lambda h: (h.begin, h.start, h.finish)))


def merged(hits: Sequence[Hit]) -> Hit:
    """Take several hits as one: it begins with the first and ends with the last."""
    ordered = in_order(hits)
    evidence = sorted({e: None for h in ordered for e in h.evidence}, key=lambda e: (e.start, e.end))
    return Hit(
        evidence=tuple(evidence),
        begin=ordered[0].begin,
        finish=max(h.finish for h in ordered),
        clock=min(h.clock for h in ordered),
        similarity=min(h.similarity for h in ordered),
        doubted=any(h.doubted for h in ordered),
    )
