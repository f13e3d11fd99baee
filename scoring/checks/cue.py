"""What every check on sound and timing shares: the cues of one kind, compared with a bound.

Cues are taken one by one, all together (`every`), on average or in total.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from asr.cues.cue import Cue, CueKind
from asr.transcript import Basis, Party
from scoring.bound import Bound
from scoring.checks.check import Check
from scoring.finding import Evidence, Outcome, Search
from scoring.look import Hit, Look, Position
from scoring.reasons import say
from scoring.scope import Scope


class Taken(StrEnum):
    """How the cues of a range are taken together."""

    ANY = "any"
    EVERY = "every"
    AVERAGE = "average"
    TOTAL = "total"


class CueCheck(Check):
    """A measure of the sound is within a bound.

    Attributes:
        taken: `any` of the cues (the default), `every` one, their `average`, or their `total`.
        times: with `any`: how many at least.
    """

    taken: Taken = Taken.ANY
    times: Annotated[int, Field(ge=1, strict=True)] = 1

    words: ClassVar[tuple[str, str]] = ("", "")
    """What is measured, in English and in Chinese."""
    unit: ClassVar[str] = ""
    events: ClassVar[bool] = False
    """Whether finding none is an answer (no silence); else none means that it was not measured."""
    needs_channels: ClassVar[bool] = False
    """Whether it can be told only where each party has its own channel."""

    @property
    def bound(self) -> Bound:
        """What is compared with: the field named after the kind."""
        bound: Bound = getattr(self, self.kind)
        return bound

    @property
    def source(self) -> CueKind:
        """Which cues are looked at."""
        return CueKind(self.kind)

    def measured(self, cues: Sequence[Cue]) -> Sequence[Cue]:
        """Turn the cues of a party into what is compared; a kind may compare something derived."""
        return cues

    def look(self, scope: Scope) -> Look:
        """Compare the cues in range."""
        call, language = scope.reading.call, scope.names.language
        search = replace(scope.search(), blind=0.0)
        if call.cues is None:
            return Look(Outcome.UNDECIDED, say(language, "no_cues"), search=search, confidence=0.0)
        if self.needs_channels and call.transcript.attribution.basis is not Basis.CHANNELS:
            return Look(Outcome.UNDECIDED, say(language, "one_channel"), search=search, confidence=0.0)
        cues = self._in_range(scope, call.cues.of(self.source, scope.party))
        if not cues and not self.events:
            notes = f" ({'; '.join(call.cues.notes)})" if call.cues.notes else ""
            reason = say(language, "not_measured", what=self._what(language), party=scope.party, notes=notes)
            return Look(Outcome.UNDECIDED, reason, search=search, confidence=0.0)
        if self.taken in (Taken.AVERAGE, Taken.TOTAL):
            cues = [self._summed(scope, search, cues)]
        return self._compared(scope, search, cues)

    def _in_range(self, scope: Scope, given: Sequence[Cue]) -> list[Cue]:
        """List what is compared; the figure of the whole call only where there is nothing finer, or it is asked."""
        whole = [cue for cue in given if cue.whole_call]
        fine = self.measured([cue for cue in given if not cue.whole_call])
        if not fine or (
            whole and scope.whole and self.taken is Taken.AVERAGE and self.measured(whole) == whole
        ):
            return whole
        return [cue for cue in fine if scope.start <= cue.start < scope.end]

    def _summed(self, scope: Scope, search: Search, cues: Sequence[Cue]) -> Cue:
        """Sum up, or average by length."""
        value = sum(cue.value for cue in cues)
        if self.taken is Taken.AVERAGE and cues:
            weights = [max(cue.end - cue.start, 0.001) for cue in cues]
            value = sum(c.value * w for c, w in zip(cues, weights, strict=True)) / sum(weights)
        return Cue(
            kind=self.source,
            value=round(value, 4),
            start=search.start,
            end=search.end,
            party=scope.party or Party.UNKNOWN,
            whole_call=scope.whole,
            reasons=(f"{self.taken.value} of {len(cues)}",),
        )

    def _compared(self, scope: Scope, search: Search, cues: Sequence[Cue]) -> Look:
        inside = [cue for cue in cues if self.bound.admits(cue.value)]
        outside = sorted(
            (cue for cue in cues if cue not in inside), key=lambda c: (self.bound.distance(c.value), c.start)
        )
        language = scope.names.language
        if self.taken is Taken.EVERY and outside:
            worst = sorted(outside, key=lambda c: c.start)
            return Look(Outcome.NOT_MET, self._told(language, worst), self._hits(worst, scope), search)
        if len(inside) >= self.times or (self.taken is not Taken.ANY and inside):
            return Look(Outcome.MET, self._told(language, inside), self._hits(inside, scope), search)
        if outside:
            alike = max(0.0, 1 - self.bound.distance(outside[0].value) / self.bound.scale)
            near = self._hits(outside[:1], scope)[0].evidence[0]
            search = replace(search, nearest=near, similarity=round(alike, 4))
        return Look(Outcome.NOT_MET, self._untold(language, outside), self._hits(inside, scope), search)

    def _hits(self, cues: Sequence[Cue], scope: Scope) -> tuple[Hit, ...]:
        return tuple(self._hit(cue, scope) for cue in cues)

    def _hit(self, cue: Cue, scope: Scope) -> Hit:
        evidence = Evidence(
            start=cue.start,
            end=cue.end,
            party=cue.party,
            turn=cue.turn,
            cue=cue,
            note=f"{self.kind} {self.bound}",
        )
        return Hit((evidence,), *_positions(cue, scope), clock=cue.start)

    def _what(self, language: str) -> str:
        return self.words[language == "zh"]

    def _shown(self, cue: Cue) -> str:
        return f"{cue.value:.4g}{self.unit}"

    def _told(self, language: str, cues: Sequence[Cue]) -> str:
        more = say(language, "more", count=len(cues) - 1) if len(cues) > 1 else ""
        key = "cue_figure" if cues[0].whole_call or self.taken in (Taken.AVERAGE, Taken.TOTAL) else "cue_met"
        first = cues[0]
        return say(
            language, key, what=self._what(language), value=self._shown(first), at=first.start, more=more
        )

    def _untold(self, language: str, outside: Sequence[Cue]) -> str:
        tail = (
            say(language, "cue_nearest", value=self._shown(outside[0]), at=outside[0].start)
            if outside
            else ""
        )
        return say(language, "cue_not", what=self._what(language), bound=str(self.bound), nearest=tail)


def _positions(cue: Cue, scope: Scope) -> tuple[Position, Position]:
    """Place a cue among the words: with its turn, else after the last turn begun before it."""
    turns = scope.reading.turns
    if cue.turn is not None and cue.turn < len(turns):
        return (cue.turn, 0), (cue.turn, len(turns[cue.turn].text))
    begun = [turn for turn in turns if turn.start <= cue.start]
    place = (begun[-1].index, len(begun[-1].text)) if begun else (-1, 0)
    return place, place
