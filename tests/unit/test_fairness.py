"""The flip test: what is varied, what must stay, and what a rubric is held to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Party
from qa.fairness import Tried, fairness, held, typed
from qa.statistics.errors import OptionsInvalid
from qa.statistics.flips import FlipVerdict
from scoring.call import Call
from scoring.counterfactual import Kind, Variant, variants, variations
from scoring.dialogue import Dialogue
from scoring.finding import Outcome
from scoring.fold import fold
from scoring.form import Language
from scoring.gate import Gate
from scoring.source import Source
from tests.programme import SOURCE

RUBRIC = """
id: manners
version: "1"
language: en
title: Manners
owner: nobody
sections:
  - id: only
    title: Only
    criteria:
      - {id: greets, title: Greets, check: {phrase: [good morning], party: agent}}
      - {id: knows-dan, title: Knows Dan, check: {phrase: [dan], party: agent}}
      - {id: asks-nicely, title: Asked nicely, check: {phrase: [could you], party: customer}}
"""


def call(turns: str, language: str = "en", **facts: str) -> Call:
    typed_ = {"language": language, "turns": turns, "cues": [], "metadata": facts}
    return Dialogue.model_validate(typed_).call()


def said(variant: Variant) -> list[str]:
    return [turn.text for turn in variant.call.transcript.turns]


def of(kind: Kind, given_: Call) -> list[Variant]:
    by = variations(Language(given_.transcript.language))
    return [each for each in variants(given_, by) if each.kind is kind]


@pytest.mark.parametrize("language", Language)
def test_every_list_says_where_it_comes_from_and_fits_its_form(language: Language) -> None:
    by = variations(language)
    assert by.language is language
    assert len(by.provenance) > 20
    assert len(by.names.given) > 3
    assert all(left != right for left, right in (*by.regional, *by.politeness))


def test_names_are_given_in_the_place_of_names_and_of_nothing_else() -> None:
    variants_ = of(Kind.NAMES, call("agent: Dan, your dancing class.\ncustomer: It's daniel Smith."))
    texts = [said(each) for each in variants_]
    assert len(texts) == 12
    assert ["Raj, your dancing class.", "It's arjun Patel."] not in texts
    assert all(first.endswith(", your dancing class.") for first, _ in texts)
    assert any(not first.startswith("Dan,") for first, _ in texts)
    chinese = of(Kind.NAMES, call("坐席: 王先生，三王山的订单到了。", "zh"))
    assert {said(each)[0] for each in chinese} >= {"欧阳先生，三王山的订单到了。"}
    assert all("三王山" in said(each)[0] for each in chinese)


def test_only_the_customers_politeness_is_varied() -> None:
    (curt,) = of(Kind.POLITENESS, call("agent: Could you hold?\ncustomer: Could you please hurry?"))
    assert said(curt) == ["Could you hold?", "Can you hurry?"]
    assert curt.lines == (1,)
    (blunt,) = of(Kind.POLITENESS, call("坐席: 您好。\n客户: 麻烦您查一下。", "zh"))
    assert said(blunt) == ["您好。", "你查一下。"]


def test_what_is_known_of_an_agent_is_shown_and_hidden() -> None:
    shown, hidden = of(Kind.HISTORY, call("agent: Hello.", agent_id="a1", queue="loans"))
    assert shown.call.metadata["agent.last_score"] == 58
    assert dict(hidden.call.metadata) == {"queue": "loans"}
    assert [each.label for each in of(Kind.HISTORY, call("agent: Hello."))] == ["shown"]


@given(st.text(max_size=40), st.sampled_from(Language))
def test_times_and_parties_stay_whatever_is_said(text: str, language: Language) -> None:
    plain = call("agent: Hello.\ncustomer: Yes.", language.value)
    first, second = plain.transcript.turns
    turns = (replace(first, text=text or "x"), second)
    plain = replace(plain, transcript=replace(plain.transcript, turns=turns))
    for variant in variants(plain, variations(language)):
        varied = variant.call.transcript.turns
        assert [(t.start, t.end, t.party) for t in varied] == [(t.start, t.end, t.party) for t in turns]
        changed = {t.index for t, other in zip(turns, varied, strict=True) if t.text != other.text}
        assert changed == set(variant.lines)
        assert variant.lines or variant.call.metadata != plain.metadata
        if variant.kind is Kind.POLITENESS:
            assert all(turns[line].party is Party.CUSTOMER for line in variant.lines)


def tried(number: int) -> list[Tried]:
    text = "agent: Good morning, Dan.\ncustomer: Could you please help?"
    return [Tried(str(each), call(text)) for each in range(number)]


def test_a_rubric_that_looks_at_names_is_held_at_the_gate() -> None:
    rubric = Source(RUBRIC, name="en/manners.yaml").rubric()
    found = fairness(rubric, tried(40))
    cells = {(each.criterion, each.kind): each for each in found.flips}
    assert cells["knows-dan", "names"].verdict is FlipVerdict.OVER
    assert (cells["knows-dan", "names"].flipped, cells["knows-dan", "names"].harsher) == (40, 40)
    assert cells["asks-nicely", "politeness"].verdict is FlipVerdict.OVER
    assert cells["greets", "names"].verdict is FlipVerdict.PASSES
    assert {problem.split(":")[0] for problem in found.problems} == {"knows-dan", "asks-nicely"}
    assert (found.shown[0].plain, found.shown[0].varied) == (Outcome.MET, Outcome.NOT_MET)
    assert found.shown[0].before[0] == "Good morning, Dan."
    verdict = Source(RUBRIC, name="en/manners.yaml").judge(())
    assert held(verdict, found).reasons[-1].gate is Gate.FAIRNESS
    assert held(verdict, replace(found, flips=())) is verdict


def test_few_calls_shut_nothing_unless_something_flips() -> None:
    rubric = Source(RUBRIC, name="en/manners.yaml").rubric()
    fair = fairness(rubric, [Tried("one", call("agent: Good morning, Emily."))])
    greets = [each for each in fair.flips if each.criterion == "greets"]
    assert {each.verdict for each in greets} == {FlipVerdict.TOO_LITTLE}
    assert all(each.needed for each in greets)
    assert fair.problems == ()
    assert fairness(rubric, tried(1)).problems != ()


def test_a_customers_words_are_not_shown_and_other_languages_left_out() -> None:
    rubric = Source(RUBRIC, name="en/manners.yaml").rubric()
    stored = [replace(each, quotable=False) for each in tried(2)]
    found = fairness(rubric, [*stored, Tried("zh", call("坐席: 您好。", "zh"))])
    assert found.calls == 2
    assert found.shown
    assert {each.before + each.after for each in found.shown} == {()}
    with pytest.raises(OptionsInvalid):
        fairness(rubric, stored, limit=1.0)


def test_examples_of_one_title_are_calls_of_their_own() -> None:
    text = "examples:\n" + 2 * "  - {call: same, turns: 'agent: Hello.', expect: {greets: not_met}}\n"
    source = replace(SOURCE, examples=text)
    rubric = source.rubric()
    assert len({each.name for each in typed(source.given(rubric), ())}) == 2


def test_a_dialects_i_is_read_as_i() -> None:
    assert fold("俺是小周").tokens == fold("我是小周").tokens
