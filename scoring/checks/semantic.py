"""`semantic`: something is said that means the same as one of some examples, in whatever words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from scoring.answer import answer
from scoring.checks.check import Check
from scoring.clauses import SHORTEST, clauses, length
from scoring.finding import Outcome
from scoring.likeness import Strictness
from scoring.look import Hit, Look
from scoring.ports import Embedder
from scoring.reasons import say
from scoring.scope import Scope
from scoring.spoken import apart
from scoring.written import Lines, LinesIfAny

MOST_EXAMPLES = 100

_NEAR = 12
"""Near misses that are tried until one lies in range."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The clauses of a range, and how much each is alike to what is looked for.

    Attributes:
        spans: (turn, start, end) of each.
        nearest: place of the example it comes nearest to, shape (clauses,).
        likeness: to that example, 0 to 1, shape (clauses,).
        excused: whether a counter-example is as near, shape (clauses,).
    """

    spans: tuple[tuple[int, int, int], ...]
    nearest: NDArray[np.intp]
    likeness: NDArray[np.float32]
    excused: NDArray[np.bool_]


class Semantic(Check, kind="semantic"):
    """A clause means the same as one of the examples.

    Attributes:
        semantic: the examples, in the language of the calls and as people talk.
        unlike: counter-examples: what is nearer to one of these is no hit.
        strictness: `loose`, `normal` (the default) or `strict` (the default for what must not be said).
        times: how often at least.
    """

    semantic: Lines
    unlike: LinesIfAny = ()
    strictness: Strictness | None = None
    times: Annotated[int, Field(ge=1, strict=True)] = 1

    @field_validator("semantic", "unlike")
    @classmethod
    def _comparable(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        if len(listed) > MOST_EXAMPLES:
            raise ValueError(f"holds {len(listed)} examples; {MOST_EXAMPLES} is the most, and ten are plenty")
        for line in listed:
            if line.startswith("$") or any(mark in line for mark in "(|)（｜）"):
                raise ValueError(
                    f"“{line}” is no plain sentence; write examples out as people talk. Alternatives and word"
                    " lists are for `phrase`; to share a whole check, name it under `checks:`"
                )
            if length(line) < SHORTEST:
                raise ValueError(
                    f"“{line}” says too little to compare its meaning; look for it by `phrase`, or write a sentence"
                )
        return listed

    def look(self, scope: Scope) -> Look:
        """Compare clause by clause; without an embedder nobody can tell."""
        embedder = scope.aids.embedder
        if embedder is None:
            reason = say(scope.names.language, "no_embedder")
            return Look(Outcome.UNDECIDED, reason, search=scope.search(), confidence=0.0)
        said = self._compare(scope, embedder)
        level = self.strictness or (Strictness.STRICT if scope.prohibits else Strictness.NORMAL)
        # Half a step of the rounding below the level, so that a likeness on it counts on every machine.
        alike = said.likeness >= level.least - 5e-5
        hits = apart(self._hits(scope, said, np.flatnonzero(alike & ~said.excused)))
        return answer(
            scope,
            hits,
            surely=sum(1 for hit in hits if not hit.doubted) >= self.times,
            perhaps=len(hits) >= self.times,
            need=self.times,
            nearest=lambda: self._miss(scope, said, ~alike & ~said.excused),
        )

    def lines(self) -> tuple[str, ...]:
        """List all the sentences that it compares with."""
        return (*self.semantic, *self.unlike)

    def _compare(self, scope: Scope, embedder: Embedder) -> _Said:
        """Compare all that is said in some turns, once however often they are looked through."""
        asked = (self.semantic, self.unlike, embedder, tuple(turn.index for turn in scope.spoken))
        return scope.reading.once(asked, lambda: self._compared(scope, embedder))

    def _compared(self, scope: Scope, embedder: Embedder) -> _Said:
        turns, language = scope.reading.turns, scope.names.language
        spans = tuple((t.index, *span) for t in scope.spoken for span in clauses(t.text))
        if not spans:
            return _Said((), np.zeros(0, np.intp), np.zeros(0, np.float32), np.zeros(0, np.bool_))
        vectors = embedder.embed([turns[turn].text[low:high] for turn, low, high in spans], language)
        near = embedder.likeness(vectors, embedder.embed(self.semantic, language))
        likeness = near.max(axis=1)
        excused = np.zeros(len(spans), np.bool_)
        if self.unlike:
            excused = (
                embedder.likeness(vectors, embedder.embed(self.unlike, language)).max(axis=1) >= likeness
            )
        return _Said(spans, near.argmax(axis=1), likeness, excused)

    def _hits(self, scope: Scope, said: _Said, places: NDArray[np.intp]) -> Iterator[Hit]:
        """Quote the clauses at some places, where they are in range."""
        for place in places:
            turn, low, high = said.spans[place]
            hit = scope.reading.quoted(
                {turn: (low, high)},
                note=self.semantic[said.nearest[place]],
                similarity=round(float(said.likeness[place]), 4),
            )
            if scope.holds(hit):
                yield hit

    def _miss(self, scope: Scope, said: _Said, missed: NDArray[np.bool_]) -> Hit | None:
        """Find what came nearest without being near enough."""
        ranked = np.argsort(-said.likeness, kind="stable")
        places = ranked[missed[ranked] & (said.likeness[ranked] > 0)][:_NEAR]
        return next(self._hits(scope, said, places), None)
