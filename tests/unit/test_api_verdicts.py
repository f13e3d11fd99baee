import threading
import time
from collections.abc import Callable

import pytest

from api.verdicts import Verdicts
from scoring.errors import RubricInvalid
from scoring.examples import Report
from scoring.form import Rubric
from scoring.gate import Verdict
from scoring.mutants import Mutation
from tests.forms import form

FORM: Rubric = form("{phrase: [thank you]}")


def verdict() -> Verdict:
    return Verdict((), Report(FORM, ()), Mutation(0, ()))


def counted(told: list[str], name: str = "x") -> Callable[[], Verdict]:
    def judge() -> Verdict:
        told.append(name)
        return verdict()

    return judge


def test_what_was_judged_is_remembered_by_what_it_rests_on() -> None:
    verdicts, told = Verdicts(), list[str]()
    first = verdicts.of("a", counted(told))
    assert verdicts.of("a", counted(told)) is first
    assert verdicts.of("b", counted(told)) is not first
    assert len(told) == 2


def test_what_was_asked_for_longest_ago_is_forgotten() -> None:
    verdicts, told = Verdicts(2), list[str]()
    for name in ("a", "b", "a", "c", "a", "b"):
        verdicts.of(name, counted(told, name))
    assert told == ["a", "b", "c", "b"]


def test_a_judgement_that_fails_is_tried_again() -> None:
    verdicts, told = Verdicts(), list[str]()

    def fails() -> Verdict:
        raise RubricInvalid(("no",))

    for _ in range(2):
        with pytest.raises(RubricInvalid):
            verdicts.of("a", fails)
    verdicts.of("a", counted(told))
    assert told == ["x"]


def test_many_who_ask_at_once_have_it_judged_once() -> None:
    verdicts, told = Verdicts(), list[str]()
    begun = threading.Barrier(8)

    def judge() -> Verdict:
        time.sleep(0.05)
        return counted(told)()

    def ask() -> None:
        begun.wait()
        verdicts.of("a", judge)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["x"]
