"""Scored or heard again, on purpose."""

from collections.abc import Callable
from dataclasses import replace

from qa.recording import Stage
from tests.desks import Plan, deliver
from tests.shifts import CALL, drive_again, look, until_idle
from workers.desk import Desk


def test_scoring_again_makes_new_evaluations_on_the_stored_words(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    drive_again(desk, "one", Stage.SCORE)
    until_idle(desk)
    with desk.store.read() as unit:
        assert (
            len(unit.evaluations.of("one", in_force=False)) == 1
        )  # nothing has changed: nothing is judged twice
    changed = lay(replace(plan, rubrics=(("good evening", "active"),)))
    drive_again(desk, "one", Stage.SCORE)
    until_idle(changed)
    with desk.store.read() as unit:
        old, new = unit.evaluations.of("one", in_force=False)
        assert [each.id for each in unit.evaluations.of("one")] == [new.id]
        assert [flag.kind for flag in unit.flags.of(["one"])["one"]] == ["under_pass_mark", "health"]
    assert (old.scorecard.score, new.scorecard.score) == (100, 0)
    assert plan.noted() == ["begin one", "end one"]


def test_listening_again_with_other_ears_makes_a_new_transcript(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    drive_again(desk, "one", Stage.TRANSCRIBE)
    until_idle(desk)
    assert plan.noted() == ["begin one", "end one"]  # the same ears would hear the same
    better = lay(replace(plan, text="Good evening."))
    drive_again(desk, "one", Stage.TRANSCRIBE)
    until_idle(better)
    with desk.store.read() as unit:
        old, new = unit.transcripts.of("one")
    assert look(desk, "one").transcript == new.id
    assert (old.transcript.turns[0].text, new.transcript.turns[0].text) == ("Good morning.", "Good evening.")


def test_what_was_heard_before_peaks_were_measured_gets_them_without_being_heard_again(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    with desk.store.begin() as unit:
        measured = unit.peaks.get("one")
        unit.peaks.erase("one")
    assert measured is not None
    assert measured.values.shape == (1, 50, 2)
    drive_again(desk, "one", Stage.TRANSCRIBE)
    until_idle(desk)
    with desk.store.read() as unit:
        again = unit.peaks.get("one")
    assert again is not None
    assert again.packed() == measured.packed()
    assert plan.noted() == ["begin one", "end one"]


def test_a_rubric_on_trial_scores_in_the_shadow(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay(replace(plan, rubrics=(("good evening", "trial"), ("nothing", "draft"))))
    deliver(plan, CALL, "one")
    until_idle(desk)
    with desk.store.read() as unit:
        (shadow,) = unit.evaluations.of("one", in_force=False)
        assert unit.evaluations.of("one") == ()
        assert [flag.kind for flag in unit.flags.of(["one"])["one"]] == ["health"]
        assert "evaluation.published" not in [event.name for event in unit.audit.of("one")]
    assert (shadow.state, shadow.scorecard.score) == ("draft", 0)


def test_what_was_on_trial_counts_once_it_is_active(plan: Plan, lay: Callable[..., Desk]) -> None:
    trial = lay(replace(plan, rubrics=(("good evening", "trial"),)))
    deliver(plan, CALL, "one")
    until_idle(trial)
    active = lay(replace(plan, rubrics=(("good evening", "active"),)))
    drive_again(active, "one", Stage.SCORE)
    until_idle(active)
    with active.store.read() as unit:
        (counted,) = unit.evaluations.of("one")
        assert len(unit.evaluations.of("one", in_force=False)) == 2
        assert "under_pass_mark" in [flag.kind for flag in unit.flags.of(["one"])["one"]]
    assert counted.state == "published"
    drive_again(active, "one", Stage.SCORE)
    back = lay(replace(plan, rubrics=(("good evening", "trial"),)))
    until_idle(back)
    with back.store.read() as unit:
        assert unit.evaluations.of("one") == ()
