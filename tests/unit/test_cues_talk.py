from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.cues.cue import CueKind
from asr.cues.options import CueOptions
from asr.cues.talk import speech_rates, talk_ratios
from asr.transcript import Doubt, Party, Span
from tests.dialogue import AGENT, CUSTOMER, IVR, Dialogue, dialogue, only, say, summary

_PARTIES = st.sampled_from([AGENT, CUSTOMER, IVR])
_TURNS = st.lists(
    st.tuples(_PARTIES, st.integers(0, 100), st.integers(1, 20)).map(lambda t: say(t[0], t[1], t[1] + t[2])),
    min_size=1,
    max_size=12,
)


def _ratios(call: Dialogue) -> dict[Party, float]:
    return {cue.party: cue.value for cue in talk_ratios(call.activity, call.transcript.duration)}


@given(_TURNS, st.booleans())
def test_talk_ratios_sum_to_one(turns: list, mono: bool) -> None:
    ratios = _ratios(dialogue(*turns, mono=mono))
    assert sum(ratios.values()) == pytest.approx(1.0)
    assert set(ratios) == {t.party for t in turns}


def test_talk_ratios_count_heard_seconds_not_turns() -> None:
    call = dialogue(say(AGENT, 0, 10), say(CUSTOMER, 10, 14), silent=[Span(4, 8)])
    assert _ratios(call) == {AGENT: pytest.approx(0.6), CUSTOMER: pytest.approx(0.4)}


def test_talking_at_once_counts_for_both() -> None:
    assert _ratios(dialogue(say(AGENT, 0, 6), say(CUSTOMER, 3, 6))) == {
        AGENT: pytest.approx(2 / 3),
        CUSTOMER: pytest.approx(1 / 3),
    }


def test_speech_without_words_belongs_to_the_owner_of_the_channel() -> None:
    call = dialogue(say(AGENT, 0, 6), say(CUSTOMER, 6, 8))
    heard = replace(call.speech[1], spans=(Span(6, 8), Span(20, 24)))
    assert _ratios(replace(call, speech=(call.speech[0], heard))) == {AGENT: 0.5, CUSTOMER: 0.5}


def test_nobody_heard_has_no_ratio() -> None:
    assert _ratios(dialogue()) == {}


def _rates(call: Dialogue, language: str) -> list:
    return list(speech_rates(call.activity, language, call.transcript.duration, CueOptions()))


def test_chinese_rate_counts_characters_per_minute_of_speech() -> None:
    call = dialogue(say(AGENT, 0, 6, "您的账单已经寄出去了请注意查收", "zh"), silent=[Span(2, 5)])
    (turn,) = only(_rates(call, "zh"), CueKind.SPEECH_RATE)
    assert turn.value == pytest.approx(15 / 3 * 60)
    assert turn.reasons == ("15 characters in 3.0 s of speech",)


def test_english_rate_counts_words_per_minute_of_speech() -> None:
    call = dialogue(say(CUSTOMER, 0, 4, "I am calling about the bill, number 42."))
    (turn,) = only(_rates(call, "en"), CueKind.SPEECH_RATE)
    assert turn.value == pytest.approx(9 / 4 * 60)


def test_whole_call_rate_weighs_turns_by_speech() -> None:
    call = dialogue(say(AGENT, 0, 2, "one two three four five"), say(AGENT, 5, 13, "one two three four five"))
    whole = summary(_rates(call, "en"), CueKind.SPEECH_RATE, AGENT)
    assert whole is not None
    assert whole.value == pytest.approx(10 / 10 * 60)


@pytest.mark.parametrize("turn", [say(AGENT, 0, 1.9, "a b c d e f g"), say(AGENT, 0, 9, "a b c d")])
def test_too_little_speech_has_no_rate(turn: object) -> None:
    assert _rates(dialogue(turn), "en") == []


@pytest.mark.parametrize("doubt", [Doubt.REPETITION, Doubt.NO_SPEECH, Doubt.SIGN_OFF])
def test_words_that_may_not_have_been_said_have_no_rate(doubt: Doubt) -> None:
    turn = replace(say(AGENT, 0, 4, "thanks for watching thanks for watching"), doubts=(doubt,))
    assert _rates(dialogue(turn), "en") == []


def test_a_turn_in_another_language_keeps_its_unit_out_of_the_call_rate() -> None:
    call = dialogue(
        say(AGENT, 0, 4, "您的账单已经寄出", "zh"),
        say(AGENT, 6, 10, "let me say it in English then"),
        language="zh",
    )
    rates = _rates(call, "zh")
    assert len(only(rates, CueKind.SPEECH_RATE)) == 2
    whole = summary(rates, CueKind.SPEECH_RATE, AGENT)
    assert whole is not None
    assert whole.value == pytest.approx(8 / 4 * 60)
