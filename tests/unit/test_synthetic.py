"""A made-up year tells the truth about itself: what is written down of it is what was planted."""

from datetime import date

import numpy as np
import pytest

from asr.cues.cue import Cues
from scoring.call import Call
from scoring.finding import Outcome
from scoring.score import score
from synthetic.calls import Calls
from synthetic.form import LINES, RUBRIC, Form, forms, house
from synthetic.truth import Scores, answers, errors
from synthetic.year import MET, NOT_APPLICABLE, OUTCOMES, UNDECIDED, Batch, Year

FIRST = date(2025, 1, 1)


@pytest.fixture(scope="module")
def batch() -> Batch:
    (whole,) = Year(40_000, house(), FIRST).batches()
    return whole


def test_the_same_seed_makes_the_same_year_up_and_another_one_another() -> None:
    def drawn(seed: int) -> list[int]:
        (batch,) = Year(200, house(), FIRST, seed).batches()
        return [*batch.machine.ravel().tolist(), *batch.agent.tolist()]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_ids_are_of_their_year_and_each_is_once() -> None:
    (one,), (other,) = (Year(500, house(), FIRST, seed).batches() for seed in (1, 2))
    assert len({*one.ids, *other.ids}) == 1000
    assert {len(name) for name in one.ids} == {32}


def test_what_does_not_apply_is_told_so_by_everybody(batch: Batch) -> None:
    away = ~batch.applies
    assert set(batch.machine[away].tolist()) <= {NOT_APPLICABLE, UNDECIDED}
    assert set(batch.person[away].tolist()) == {NOT_APPLICABLE}


def test_findings_are_confirmed_as_often_as_their_confidence_is_planted_to_be_worth(batch: Batch) -> None:
    judged = batch.applies & (batch.machine != UNDECIDED)
    sure, confirmed = batch.confidence[judged], (batch.machine == batch.person)[judged]
    for low, high in ((0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.0)):
        there = (sure >= low) & (sure < high)
        expected = batch.year.house.confirmed(sure[there]).mean()
        assert confirmed[there].mean() == pytest.approx(expected, abs=4 * 0.5 / np.sqrt(there.sum()))


def test_answers_are_as_likely_as_the_truth_says(batch: Batch) -> None:
    chances = answers(batch.year.house, batch.agent, batch.share)
    for code in range(len(OUTCOMES)):
        seen = (batch.machine == code).mean(axis=0)
        assert seen == pytest.approx(chances[:, :, code].mean(axis=0), abs=0.01)


def test_scores_are_what_scoring_makes_of_the_answers(batch: Batch) -> None:
    calls, scores = Calls(forms()), Scores(forms())
    quick = scores.of(batch.machine)
    for row in range(0, 40_000, 397):
        card = calls.card(
            calls.form(batch, row),
            batch.machine[row].tolist(),
            batch.confidence[row].tolist(),
            calls.heard(batch, row),
        )
        assert card.score == quick[row]
        assert [OUTCOMES[code] for code in batch.machine[row]] == [f.outcome for f in card.findings]


def test_expected_scores_are_the_mean_of_those_drawn(batch: Batch) -> None:
    scores = Scores(forms())
    expected = scores.expected(batch.year.house, batch.agent, batch.share)
    off = scores.of(batch.machine) - expected
    assert abs(float(np.nanmean(off))) < 4 * float(np.nanstd(off)) / np.sqrt(off.size)


def test_a_planted_error_is_what_a_person_would_not_say(batch: Batch) -> None:
    told = errors([batch])
    wrong = (batch.machine != batch.person) & (batch.machine != UNDECIDED)
    assert told[""].share == pytest.approx(wrong.sum() / (batch.machine != UNDECIDED).sum())
    assert set(told) == {"", *(line.asked.id for line in LINES)}


@pytest.mark.parametrize("form", forms(), ids=("first", "second"))
def test_the_form_finds_in_the_made_up_words_what_is_true_of_them(form: Form) -> None:
    calls = Calls(forms())
    (batch,) = Year(60, house(), FIRST).batches()
    for row in range(60):
        heard = calls.heard(batch, row)
        call = Call(heard, Cues(()), {"source": "synthetic"})
        found = {each.criterion: each.outcome for each in score(form.rubric, call).findings}
        assert found == {
            line.asked.id: OUTCOMES[code] for line, code in zip(LINES, batch.truth[row].tolist(), strict=True)
        }


def test_the_break_costs_what_was_planted(batch: Batch) -> None:
    place = [line.asked.id for line in LINES].index("explains")
    met = batch.truth[:, place] == MET
    before, after = met[~batch.second].mean(), met[batch.second].mean()
    assert before - after == pytest.approx(0.17, abs=0.04)


def test_no_call_of_a_real_source_is_judged_by_the_form() -> None:
    for form in forms():
        assert form.rubric.id == RUBRIC
        assert not form.rubric.applies("en", {"source": "pbx"})
        assert form.rubric.applies("en", {"source": "synthetic"})
        assert form.worth[0][Outcome.UNDECIDED] == (None, None)
