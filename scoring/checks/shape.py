"""Checks on the shape of a call: `first_speaker`, `turn_count`, `duration`, `answer_delay`, `hang_up`."""

from dataclasses import replace

from asr.transcript import CERTAIN, Party, Turn
from scoring.bound import Bound
from scoring.checks.check import Check
from scoring.finding import Evidence, Outcome
from scoring.look import Hit, Look
from scoring.reasons import say
from scoring.scope import Scope


class Figure(Check):
    """A figure of the call is within a bound: the field named after the kind."""

    def figured(self, scope: Scope, what: str, value: float, hit: Hit | None) -> Look:
        """Compare a figure; it is evidence whichever way it goes."""
        bound: Bound = getattr(self, self.kind)
        outcome = Outcome.MET if bound.admits(value) else Outcome.NOT_MET
        shown = f"{value:.4g}" if isinstance(value, int) else f"{value:.1f} s"
        reason = say(scope.names.language, "cue_figure", what=say(scope.names.language, what), value=shown)
        return Look(outcome, reason, (hit,) if hit else (), replace(scope.search(), blind=0.0))


class FirstSpeaker(Check, kind="first_speaker"):
    """This party speaks first in the range; an announcement does not count unless it is asked for.

    Attributes:
        first_speaker: the party.
    """

    compound = True
    first_speaker: Party

    def look(self, scope: Scope) -> Look:
        """See who speaks first, where it is known who is who."""
        people = [t for t in scope.turns if t.party is not Party.IVR or self.first_speaker is Party.IVR]
        unsure = _unsure(scope)
        if unsure is not None or not people:
            return unsure or _silent(scope)
        first = people[0]
        outcome = Outcome.MET if first.party is self.first_speaker else Outcome.NOT_MET
        if first.party is Party.UNKNOWN:
            outcome = Outcome.UNDECIDED
        reason = say(scope.names.language, "speaks_first", party=first.party, at=first.start)
        return Look(outcome, reason, (_quoted(first, scope, self.kind),), replace(scope.search(), blind=0.0))


class TurnCount(Figure, kind="turn_count"):
    """So many turns are in the range.

    Attributes:
        turn_count: the bound.
    """

    turn_count: Bound

    def look(self, scope: Scope) -> Look:
        """Count the turns of the party."""
        turns = scope.spoken
        hit = _quoted(turns[-1], scope, f"{self.kind} {self.turn_count}") if turns else None
        return self.figured(scope, "turn_count", len(turns), hit)


class Duration(Figure, kind="duration"):
    """The range is so many seconds long; without a range, the recording.

    Attributes:
        duration: the bound.
    """

    duration: Bound

    def look(self, scope: Scope) -> Look:
        """Measure the range."""
        hit = _spanning(scope, scope.start, scope.end, f"{self.kind} {self.duration}")
        return self.figured(scope, "duration", round(scope.end - scope.start, 3), hit)


class AnswerDelay(Figure, kind="answer_delay"):
    """So many seconds pass before the party's first word, announcements apart.

    Attributes:
        answer_delay: the bound.
    """

    answer_delay: Bound

    def look(self, scope: Scope) -> Look:
        """Measure from the end of the announcement before it, else from the beginning."""
        people = [turn for turn in scope.spoken if turn.party is not Party.IVR or scope.party is Party.IVR]
        if not people:
            return _silent(scope)
        first = people[0]
        announced = [t.end for t in scope.turns if t.party is Party.IVR and t.start < first.start]
        begin = max([scope.start, *announced])
        delay = round(max(0.0, first.start - begin), 3)
        return self.figured(
            scope, "answer_delay", delay, _quoted(first, scope, f"{self.kind} {self.answer_delay}")
        )


class HangUp(Figure, kind="hang_up"):
    """So many seconds pass between the last word and the end of the recording.

    Attributes:
        hang_up: the bound.
        last_speaker: who has the last word, where that matters.
    """

    compound = True
    hang_up: Bound
    last_speaker: Party | None = None

    def look(self, scope: Scope) -> Look:
        """Measure from the last word, and see whose it was."""
        unsure = _unsure(scope) if self.last_speaker is not None else None
        if unsure is not None or not scope.turns:
            return unsure or _silent(scope)
        last = max(scope.turns, key=lambda turn: (turn.end, turn.index))
        hit = _quoted(last, scope, f"{self.kind} {self.hang_up}")
        if self.last_speaker not in (None, last.party):
            reason = say(scope.names.language, "speaks_last", party=last.party, at=last.end)
            return Look(Outcome.NOT_MET, reason, (hit,), replace(scope.search(), blind=0.0))
        duration = scope.reading.call.transcript.duration
        return self.figured(scope, "hang_up", round(max(0.0, duration - last.end), 3), hit)


def _quoted(turn: Turn, scope: Scope, note: str) -> Hit:
    return scope.reading.quoted({turn.index: (0, len(turn.text))}, note=note)


def _spanning(scope: Scope, start: float, end: float, note: str) -> Hit:
    """Point at a stretch of the call as a whole."""
    first, last = (scope.turns[0].index, scope.turns[-1].index) if scope.turns else (0, 0)
    evidence = Evidence(start=start, end=max(start, end), party=scope.party or Party.UNKNOWN, note=note)
    return Hit((evidence,), (first, 0), (last, 0), clock=start)


def _silent(scope: Scope) -> Look:
    return Look(
        Outcome.UNDECIDED, say(scope.names.language, "no_turns"), search=scope.search(), confidence=0.0
    )


def _unsure(scope: Scope) -> Look | None:
    sure = scope.reading.call.transcript.attribution.confidence
    if sure >= CERTAIN:
        return None
    reason = say(scope.names.language, "party_uncertain", sure=sure)
    return Look(Outcome.UNDECIDED, reason, search=scope.search(), confidence=round(sure, 4))
