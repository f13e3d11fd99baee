"""A judge with a memory and a purse: no question is put twice, and one call costs only so much."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from asr.transcript import Engine
from scoring.fold import is_chinese
from scoring.ports import Judge, Question, Verdict
from scoring.reasons import say


@dataclass(frozen=True, slots=True)
class Budget:
    """What one call may cost.

    Attributes:
        questions: put to the judge.
        tokens: asked and answered.
    """

    questions: int = 20
    tokens: int = 100_000


class Asked:
    """Puts to another judge what was not asked before, as far as the budget reaches.

    Args:
        judge: the one that is asked.
        known: its answers to former questions, by `name_of`; they cost nothing.
        budget: for all the questions put through this object: make one for each call.

    Attributes:
        learnt: answers that were not known before; what may be answered otherwise next time is not among them.
    """

    def __init__(
        self, judge: Judge, known: Mapping[str, Verdict] | None = None, budget: Budget | None = None
    ) -> None:
        self._judge = judge
        self._known = dict(known or {})
        self._budget = budget or Budget()
        self._questions = 0
        self._tokens = 0
        self.learnt: dict[str, Verdict] = {}

    @property
    def engine(self) -> Engine:
        """The other judge's."""
        return self._judge.engine

    def ask(self, question: Question) -> Verdict:
        """Answer from memory, else ask."""
        name = name_of(self.engine, question)
        if name in self._known:
            return self._known[name]
        expected = tokens_in(question)
        if self._questions >= self._budget.questions or self._tokens + expected > self._budget.tokens:
            return Verdict(None, (), say(question.language, "judge_budget"), final=False)
        verdict = self._judge.ask(question)
        self._questions += 1
        self._tokens += max(verdict.tokens, expected)
        # Within one call even a failure is remembered: the same question asked again would only wait again.
        self._known[name] = verdict
        if verdict.final:
            self.learnt[name] = verdict
        return verdict


def name_of(engine: Engine, question: Question) -> str:
    """Name a question by all that shapes its answer: model, prompt, settings, question and words."""
    content = json.dumps([astuple(engine), astuple(question)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_in(question: Question) -> int:
    """Estimate the tokens of a question: one for a Chinese character, one for four others, a few for each line."""
    texts = [question.criterion, question.guidance, *(text for _, _, text in question.lines)]
    chinese = sum(is_chinese(char) for text in texts for char in text)
    others = sum(map(len, texts)) - chinese
    return chinese + others // 4 + 8 * len(question.lines)
