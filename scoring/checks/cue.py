"""What every check on sound and timing shares: the cues of one kind, compared with a bound.

Cues are taken one by one, all together (`every`), on average or in total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from asr.cues.cue import Cue, CueKind, Cues
from asr.transcript import Party
from scoring.bound import Bound
from scoring.checks.check import Anchor, Check, see
from scoring.finding import Evidence, Outcome, Search
from scoring.look import Hit, Look, Position
from scoring.reasons import say
from scoring.scope import Scope

_SOON = 5.0
"""Seconds after what excuses a cue within which the cue begins, where the author gives none."""

_EDGE = 0.5
"""Seconds by which a turn's end and the silence after it may overlap."""

_CAUSES = {"has automatic gain control": "gain_controlled", "cannot be ruled out": "gain_untold"}
"""What a note of the cues says, and how a reason says it."""


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
        unless: cues that begin soon after what this finds do not count; `reach` says how soon, 5 s by default.
    """

    taken: Taken = Taken.ANY
    times: Annotated[int, Field(ge=1, strict=True)] = 1
    unless: Anchor | None = None

    words: ClassVar[tuple[str, str]] = ("", "")
    """What is measured, in English and in Chinese."""
    unit: ClassVar[str] = ""
    noted: ClassVar[str] = ""
    """What the notes of who measured it call it, where that is not its kind."""
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
        if self.needs_channels and not call.transcript.attribution.apart:
            return Look(Outcome.UNDECIDED, say(language, "one_channel"), search=search, confidence=0.0)
        cues = self._in_range(scope, call.cues.of(self.source, scope.party))
        if self.unless is not None and cues:
            excuse = see(self.unless.check, replace(scope, party=None, prohibits=False))
            if excuse.outcome is Outcome.UNDECIDED:
                return replace(excuse, search=search)
            cues = [cue for cue in cues if not self._excused(cue, excuse)]
        if not cues and not (self.events and self.taken is not Taken.AVERAGE):
            why = self._why_not(call.cues, scope)
            reason = say(language, "not_measured", what=self._what(language), party=scope.party, why=why)
            return Look(Outcome.UNDECIDED, reason, search=search, confidence=0.0)
        if self.taken in (Taken.AVERAGE, Taken.TOTAL):
            return self._figured(scope, search, self._summed(scope, search, cues))
        return self._compared(scope, search, cues)

    def _why_not(self, cues: Cues, scope: Scope) -> str:
        """Say why the sound did not give what is asked for, where it says so itself."""
        about = f"{self.noted or self.kind.replace('_', ' ')} of the {scope.party}"
        for note in cues.notes:
            for said, cause in _CAUSES.items():
                if note.startswith(about) and said in note:
                    return say(scope.names.language, cause)
        return ""

    def _in_range(self, scope: Scope, given: Sequence[Cue]) -> list[Cue]:
        """List what is compared: cues one by one, or the call's own figure where that is what is asked for."""
        whole = [cue for cue in given if cue.whole_call]
        fine = self.measured([cue for cue in given if not cue.whole_call])
        if self.taken is Taken.AVERAGE and scope.whole and whole and self.measured(whole) == whole:
            return whole
        if not fine and not self.events:
            return whole
        return [cue for cue in fine if scope.start - _EDGE <= cue.start < scope.end]

    def _excused(self, cue: Cue, excuse: Look) -> bool:
        """Tell whether a cue begins soon after a hit that excuses it."""
        reach = self.unless.reach.seconds if self.unless and self.unless.reach else None
        soon = _SOON if reach is None else reach
        return any(hit.clock <= cue.start <= hit.end + soon for hit in excuse.hits)

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield what excuses, then the anchors."""
        if self.unless is not None:
            yield "unless", self.unless.check
        yield from super().parts()

    def _summed(self, scope: Scope, search: Search, cues: Sequence[Cue]) -> Cue:
        """Sum up, or average by length; a single cue is its own average."""
        if self.taken is Taken.AVERAGE and len(cues) == 1:
            return cues[0]
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

    def _figured(self, scope: Scope, search: Search, cue: Cue) -> Look:
        """Compare one figure, which is the evidence whichever way it goes."""
        outcome = Outcome.MET if self.bound.admits(cue.value) else Outcome.NOT_MET
        language = scope.names.language
        reason = say(language, "cue_figure", what=self._what(language), value=self._shown(cue))
        return Look(outcome, reason, self._hits([cue], scope), search)

    def _compared(self, scope: Scope, search: Search, cues: Sequence[Cue]) -> Look:
        inside = [cue for cue in cues if self.bound.admits(cue.value)]
        outside = sorted(
            (cue for cue in cues if cue not in inside), key=lambda c: (self.bound.distance(c.value), c.start)
        )
        language = scope.names.language
        if self.taken is Taken.EVERY and outside:
            worst = sorted(outside, key=lambda c: c.start)
            return Look(Outcome.NOT_MET, self._told(language, worst), self._hits(worst, scope), search)
        if len(inside) >= self.times or self.taken is Taken.EVERY:
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
        key = "cue_figure" if cues[0].whole_call else "cue_met"
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
        bound = f"{self.bound}{self.unit}"
        return say(language, "cue_not", what=self._what(language), bound=bound, nearest=tail)


def _positions(cue: Cue, scope: Scope) -> tuple[Position, Position]:
    """Place a cue among the words: with its turn, else after the last turn begun before it."""
    turns = scope.reading.turns
    if cue.turn is not None and cue.turn < len(turns):
        return (cue.turn, 0), (cue.turn, len(turns[cue.turn].text))
    begun = [turn for turn in turns if turn.start <= cue.start]
    place = (begun[-1].index, len(begun[-1].text)) if begun else (-1, 0)
    return place, place
