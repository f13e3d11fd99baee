"""A person says who speaks where: the call is told again and scored anew, and no ear listens to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from asr.transcript import Basis, Party
from qa.parties import ToldParties
from qa.recording import Stage
from qa.review import Review, Reviewer, ReviewState, assign
from tests.desks import Plan, deliver
from tests.shifts import CALL, drive_again, look, until_idle
from workers.desk import Desk

SWAPPED = {"channel-0": Party.CUSTOMER}


def say(desk: Desk, parties: Mapping[str, Party], told_id: str = "told-1") -> None:
    """Say who speaks where, as the API does."""
    recording = look(desk, "one")
    with desk.store.begin() as unit:
        former = unit.parties.of("one")
        seen = former.transcript if former else recording.transcript or ""
        told = ToldParties(told_id, "one", seen, tuple(parties.items()), "lin", desk.now(), "I hear him.")
        unit.parties.add(told)
    drive_again(desk, "one", Stage.TRANSCRIBE)


@pytest.fixture
def desk(plan: Plan, lay: Callable[..., Desk]) -> Desk:
    laid = lay()
    deliver(plan, CALL, "one")
    until_idle(laid)
    return laid


def test_the_call_is_told_again_and_scored_anew_without_being_listened_to(plan: Plan, desk: Desk) -> None:
    heard = look(desk, "one").transcript
    say(desk, SWAPPED)
    until_idle(desk)
    recording = look(desk, "one")
    with desk.store.read() as unit:
        stored = unit.transcripts.get(recording.transcript or "")
        former, now = unit.evaluations.of("one", in_force=False)
        assert [each.id for each in unit.evaluations.of("one")] == [now.id]
        told = unit.parties.of("one")
    assert plan.noted() == ["begin one", "end one", "measure one"]
    assert recording.transcript != heard
    assert (stored.transcript.attribution.basis, stored.transcript.turns[0].party) == (
        Basis.PERSON,
        Party.CUSTOMER,
    )
    assert stored.cues.cues[0].party is Party.CUSTOMER
    assert (former.scorecard.score, now.scorecard.score) == (100, 0)  # it was no agent who greeted
    assert (former.transcript, now.transcript) == (heard, stored.id)
    assert told is not None
    assert (told.transcript, told.result, told.reason) == (heard, stored.id, "I hear him.")


def test_taken_back_what_was_there_stands_again(plan: Plan, desk: Desk) -> None:
    heard = look(desk, "one").transcript
    say(desk, SWAPPED)
    until_idle(desk)
    say(desk, {}, "told-2")
    until_idle(desk)
    assert look(desk, "one").transcript == heard
    with desk.store.read() as unit:
        (standing,) = unit.evaluations.of("one")
        assert len(unit.evaluations.of("one", in_force=False)) == 2
    assert standing.scorecard.score == 100
    assert plan.noted() == ["begin one", "end one", "measure one"]


def test_ears_that_changed_meanwhile_do_not_listen_and_carry_the_word_over_once_they_are_to(
    plan: Plan, lay: Callable[..., Desk], desk: Desk
) -> None:
    say(desk, SWAPPED)
    better = lay(replace(plan, text="Good morning to you."))
    until_idle(better)
    assert plan.noted() == ["begin one", "end one", "measure one"]
    drive_again(better, "one", Stage.TRANSCRIBE)
    until_idle(better)
    with better.store.read() as unit:
        stored = unit.transcripts.get(look(better, "one").transcript or "")
        told = unit.parties.of("one")
    assert stored.transcript.turns[0].text == "Good morning to you."
    assert stored.transcript.turns[0].party is Party.CUSTOMER
    assert told is not None
    assert told.result == stored.id
    drive_again(better, "one", Stage.TRANSCRIBE)
    until_idle(better)
    assert look(better, "one").transcript == stored.id
    assert plan.noted().count("begin one") == 2


def test_an_open_review_goes_by_the_new_evaluation_and_one_that_is_done_does_not(desk: Desk) -> None:
    with desk.store.begin() as unit:
        (machine,) = unit.evaluations.of("one")
        asked = Review(
            "open",
            machine.id,
            "one",
            "manners",
            *(None, None, None),
            "en",
            ("asked",),
            None,
            None,
            blind=False,
            created_at=desk.now(),
            due_at=desk.now() + timedelta(days=1),
        )
        unit.reviews.add(assign(asked, Reviewer("lin")))
        unit.reviews.add(replace(asked, id="done", state=ReviewState.RELEASED))
    say(desk, SWAPPED)
    until_idle(desk)
    with desk.store.read() as unit:
        (now,) = unit.evaluations.of("one")
        reviews = {each.id: each.evaluation for each in unit.reviews.of("one")}
        names = [event.name for event in unit.audit.of("one")]
    assert reviews == {"open": now.id, "done": machine.id}
    assert names.count("review.followed") == 1
