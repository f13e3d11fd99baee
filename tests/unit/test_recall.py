"""Calls scored again by models that remember: every clause embedded once, every question put once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from asr.transcript import Engine
from qa.recording import Stage, redrive
from scoring.needs import needs_of
from scoring.ports import Aids, Question, Verdict
from scoring.rubric import Rubric
from tests import sounds
from tests.desks import Plan, deliver, make_desk
from tests.forms import form
from tests.meanings import SharedWords
from workers.desk import Desk
from workers.presence import Presence
from workers.shift import step

CALL = sounds.wav(sounds.babble(1.0, 8000), 8000)
SAID = "Good morning to you. This is the bank."

MEANING = "{semantic: good morning to you all, unlike: good evening to you, party: agent}"
ASKING = "{llm: 'Is there a greeting?', party: agent}"
BOTH = f"all: [{MEANING}, {ASKING}]"


class Clerk:
    """A judge that always says yes."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    @property
    def engine(self) -> Engine:
        return Engine("clerk", "1", "none", "1" * 64)

    def ask(self, question: Question) -> Verdict:
        self.asked.append(question)
        return Verdict(True, ("Good morning to you",), "It is a greeting.")


@pytest.fixture
def lay(data_dir: Path) -> Iterator[Callable[[Sequence[Rubric], Callable[[], Aids]], Desk]]:
    """Lays a desk with these rubrics and models, over one database."""
    plan = Plan(data_dir, text=SAID)
    presences: list[Presence] = []
    desks: list[Desk] = []

    def make(rubrics: Sequence[Rubric], aids: Callable[[], Aids]) -> Desk:
        presences.append(Presence(plan.presences, f"w{len(presences)}"))
        desks.append(make_desk(plan, presences[-1], lambda: False, rubrics=lambda: rubrics, aids=aids))
        if len(desks) == 1:
            deliver(plan, CALL, "one")
        return desks[-1]

    yield make
    for desk in desks:
        desk.store.close()
    for presence in presences:
        presence.leave()


def score(desk: Desk) -> tuple[str, ...]:
    """Work until there is nothing to do; gives the outcomes in force."""
    while step(desk):
        pass
    with desk.store.read() as unit:
        (evaluation,) = unit.evaluations.of("one")
    return tuple(finding.outcome.value for finding in evaluation.scorecard.findings)


def again(desk: Desk) -> None:
    with desk.store.begin() as unit:
        done = unit.recordings.get("one")
        unit.recordings.save(redrive(done, now=desk.now(), stage=Stage.SCORE), loaded=done)


def active(check: str) -> Rubric:
    return form(check, extra="status: active\n")


def test_a_clause_is_embedded_once_and_a_question_put_once(lay: Callable[..., Desk]) -> None:
    words, clerk = SharedWords(), Clerk()
    rubric = active(BOTH)
    desk = lay([rubric], lambda: Aids(words, clerk))
    assert score(desk) == ("met",)
    assert sorted(words.asked) == [
        "Good morning to you.",
        "This is the bank.",
        "good evening to you",
        "good morning to you all",
    ]
    assert len(clerk.asked) == 1

    fresh, deaf = SharedWords(), Clerk()
    anew = lay([rubric], lambda: Aids(fresh, deaf))
    anew = replace(anew, version="another")  # judged anew, not looked up
    again(anew)
    assert score(anew) == ("met",)
    assert (fresh.asked, deaf.asked) == ([], [])


def test_what_a_rubric_compares_with_is_kept_with_the_rubric(lay: Callable[..., Desk]) -> None:
    words = SharedWords()
    desk = lay([active(MEANING)], lambda: Aids(words))
    score(desk)
    with desk.store.read() as unit:
        transcript = unit.recordings.get("one").transcript or ""
        said = unit.vectors.of([transcript], words.engine)
        sought = unit.vectors.of([active(MEANING).digest], words.engine)
    assert (len(said), len(sought)) == (2, 2)

    changed = active(MEANING.replace("you all", "all of you"))
    other = SharedWords()
    desk = lay([changed], lambda: Aids(other))
    again(desk)
    score(desk)
    assert sorted(other.asked) == ["good evening to you", "good morning to all of you"]


def test_models_that_no_rubric_asks_are_left_alone(lay: Callable[..., Desk]) -> None:
    def unwanted() -> Aids:
        pytest.fail("no check asks a model")

    assert score(lay([active("{phrase: good morning}")], unwanted)) == ("met",)


def test_without_models_nobody_can_tell(lay: Callable[..., Desk]) -> None:
    assert score(lay([active(BOTH)], Aids)) == ("undecided",)


def test_the_models_asked_are_told(lay: Callable[..., Desk]) -> None:
    words, clerk = SharedWords(), Clerk()
    desk = lay([active(MEANING)], lambda: Aids(words, clerk))
    score(desk)
    with desk.store.read() as unit:
        last = unit.runs.of("one")[-1]
    assert last.engines == (words.engine,)


def test_needs_are_found_wherever_a_check_stands() -> None:
    extra = "checks:\n  kind: {semantic: one two three}\n  asked: {not: {llm: 'Is it so?'}}\n"
    needs = needs_of(form("{any: [$kind, {phrase: x}], after: {check: $asked}}", extra=extra))
    assert (needs.lines, needs.judge) == (("one two three",), True)
    none = needs_of(form("{phrase: x}"))
    assert (none.lines, none.judge) == ((), False)
    assert none.of(Aids(SharedWords(), Clerk())) == Aids()
