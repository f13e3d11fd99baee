"""`llm`: a question put to a judge, whose answer counts only with words that were really said."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from asr.transcript import Turn
from scoring.answer import quote, said, sure_of_parties
from scoring.checks.check import Check
from scoring.finding import Outcome
from scoring.fold import fold
from scoring.look import Hit, Look, in_order
from scoring.ports import Question
from scoring.reasons import run_on, say
from scoring.scope import Scope

_LEAST_TOKENS = 2
"""Words a quote must have, unless it is all that a turn says: a single one is found anywhere."""

_LONGEST_REASON = 300


class Llm(Check, kind="llm"):
    """A judge says yes to a question about the call, and quotes what was said.

    What was said is data to the judge, never an instruction. With a `party`, one quote at least must be of that
    party: nobody can talk the judge into an answer about somebody else.

    Attributes:
        llm: the question; yes is met.
    """

    llm: Annotated[str, Field(min_length=1, max_length=2000)]

    def look(self, scope: Scope) -> Look:
        """Ask, and believe nothing that is not quoted from the range."""
        judge, language = scope.aids.judge, scope.names.language
        if judge is None:
            return _undecided(scope, say(language, "no_judge"))
        if not scope.turns:
            return _undecided(scope, say(language, "no_turns"))
        lines = tuple((turn.index, turn.party, turn.text) for turn in scope.turns)
        verdict = judge.ask(Question(self.llm, scope.guidance, language, lines))
        why = " ".join(verdict.reason.split())[:_LONGEST_REASON]
        if verdict.met is None:
            return _undecided(
                scope, say(language, "judge_unsure" if verdict.final else "judge_silent", why=why)
            )
        hits = []
        for text in verdict.quotes:
            hit = next(self._found(text, scope), None)
            if hit is None:
                return _undecided(scope, say(language, "judge_misquoted", quote=text[:_LONGEST_REASON]))
            hits.append(hit)
        if not any(scope.party in (None, hit.evidence[0].party) for hit in hits):
            return _undecided(scope, say(language, "judge_unquoted", party=scope.party))
        return _judged(scope, verdict.met, why, in_order(hits))

    def _found(self, text: str, scope: Scope) -> Iterator[Hit]:
        """Find a quote in the range: with the party asked about first, then with anyone."""
        for turn in dict.fromkeys((*scope.spoken, *scope.turns)):
            span = _place(text, turn)
            if span is not None:
                hit = scope.reading.quoted({turn.index: span}, note=self.llm)
                if scope.holds(hit):
                    yield hit


def _judged(scope: Scope, met: bool, why: str, hits: Sequence[Hit]) -> Look:
    """Answer as the judge does, as far as the words it rests on could be heard."""
    language, search = scope.names.language, scope.search()
    told = say(language, "judged", why=why)
    confidence = sure_of_parties(scope, max(hit.confidence for hit in hits))
    sure = tuple(hit for hit in hits if not hit.doubted)
    if not sure:
        reason = say(language, "said_doubted", quote=quote(hits[0]), at=hits[0].start)
        return Look(Outcome.UNDECIDED, run_on([told, reason]), tuple(hits), search, confidence)
    if not met and search.blind > scope.names.max_blind:
        reason = say(language, "blind", blind=search.blind, start=search.start, end=search.end)
        return Look(Outcome.UNDECIDED, run_on([told, reason]), sure, search, round(1 - search.blind, 4))
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Look(outcome, run_on([told, said(scope, sure)]), sure, search, confidence)


def _place(text: str, turn: Turn) -> tuple[int, int] | None:
    """Find the characters of a turn that a quote folds to."""
    wanted, heard = fold(text).tokens, fold(turn.text)
    if not wanted or (len(wanted) < _LEAST_TOKENS and wanted != heard.tokens):
        return None
    for low in range(len(heard.tokens) - len(wanted) + 1):
        if heard.tokens[low : low + len(wanted)] == wanted:
            return heard.spans[low][0], heard.spans[low + len(wanted) - 1][1]
    return None


def _undecided(scope: Scope, reason: str) -> Look:
    return Look(Outcome.UNDECIDED, reason, search=scope.search(), confidence=0.0)
