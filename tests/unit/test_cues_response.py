import pytest

from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.response import response_times
from asr.transcript import Turn
from tests.dialogue import AGENT, CUSTOMER, IVR, dialogue, only, say, summary


def _times(*turns: Turn) -> list[Cue]:
    call = dialogue(*turns)
    return list(response_times(call.activity, call.transcript.duration, CueOptions()))


def _answers(*turns: Turn) -> list[tuple[str, float]]:
    return [(c.party.value, c.value) for c in only(_times(*turns), CueKind.RESPONSE_TIME)]


def test_an_answer_is_timed_from_the_end_of_the_question() -> None:
    (cue,) = only(_times(say(AGENT, 0, 2), say(CUSTOMER, 2.75, 5)), CueKind.RESPONSE_TIME)
    assert (cue.party, cue.turn, cue.value, cue.start, cue.end) == (CUSTOMER, 1, 0.75, 2, 2.75)


def test_going_on_after_ones_own_words_is_no_answer() -> None:
    assert _answers(say(AGENT, 0, 2), say(AGENT, 4, 6)) == []


def test_a_signal_of_listening_neither_answers_nor_asks() -> None:
    turns = say(AGENT, 0, 4), say(CUSTOMER, 4.5, 4.8, "嗯。"), say(AGENT, 5, 9), say(CUSTOMER, 10, 12)
    assert _answers(*turns) == [("customer", 1)]


def test_it_answers_a_question() -> None:
    turns = say(AGENT, 0, 4, "您是王先生吗？"), say(CUSTOMER, 4.5, 4.8, "对。")
    assert _answers(*turns) == [("customer", pytest.approx(0.5))]


def test_a_little_early_is_at_once() -> None:
    assert _answers(say(AGENT, 0, 4), say(CUSTOMER, 3.75, 6)) == [("customer", 0)]


def test_speaking_over_the_other_is_no_answer() -> None:
    assert _answers(say(AGENT, 0, 10), say(CUSTOMER, 3, 6), say(AGENT, 10.5, 12)) == []


def test_asking_whether_anyone_is_there_is_no_answer() -> None:
    turns = say(AGENT, 0, 2), say(CUSTOMER, 12, 13, "Hello? Are you there?"), say(AGENT, 14, 15)
    assert _answers(*turns) == [("agent", 1)]


def test_nobody_answers_an_announcement() -> None:
    assert _answers(say(IVR, 0, 5), say(CUSTOMER, 8, 9)) == []


def test_the_call_has_the_median() -> None:
    turns = [
        turn
        for i, wait in enumerate((0.5, 1.0, 6.0))
        for turn in (say(CUSTOMER, 20 * i, 20 * i + 2), say(AGENT, 20 * i + 2 + wait, 20 * i + 12))
    ]
    whole = summary(_times(*turns), CueKind.RESPONSE_TIME, AGENT)
    assert whole is not None
    assert whole.value == 1.0
    assert whole.reasons == ("median of 3 answers, the longest after 6.0 s",)


def test_who_never_answers_has_no_time() -> None:
    assert summary(_times(say(AGENT, 0, 2)), CueKind.RESPONSE_TIME, AGENT) is None
