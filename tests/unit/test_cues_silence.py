import pytest

from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.silence import pauses, silences
from asr.transcript import Party, Span
from tests.dialogue import AGENT, CUSTOMER, IVR, Dialogue, dialogue, only, say, summary


def _silences(call: Dialogue, *, sounding: bool = False) -> list[Cue]:
    return list(
        silences(call.activity, call.transcript.duration, CueOptions(), lambda _: (0,) if sounding else ())
    )


def test_a_silence_is_found_between_words_not_before_or_after_the_call() -> None:
    call = dialogue(say(AGENT, 10, 12), say(CUSTOMER, 16, 18), duration=60)
    (cue,) = only(_silences(call), CueKind.SILENCE)
    assert (cue.start, cue.end, cue.value) == (12, 16, 4)


def test_a_short_gap_is_no_silence() -> None:
    call = dialogue(say(AGENT, 0, 2), say(CUSTOMER, 4.9, 6))
    assert only(_silences(call), CueKind.SILENCE) == []


def test_speech_of_either_side_breaks_a_silence() -> None:
    call = dialogue(say(AGENT, 0, 2), say(CUSTOMER, 4, 4.3), say(AGENT, 6, 8))
    assert only(_silences(call), CueKind.SILENCE) == []


@pytest.mark.parametrize(
    ("before", "after", "owing", "why"),
    [
        ((AGENT, "Your order is here."), (CUSTOMER, "Good to know then."), CUSTOMER, "came in late"),
        ((AGENT, "Your order is here."), (AGENT, "It came in today."), AGENT, "broke off"),
        ((AGENT, "Let me check that."), (CUSTOMER, "It was May."), AGENT, "asked to wait"),
        ((AGENT, "请您稍等。"), (AGENT, "查到了。"), AGENT, "asked to wait"),
        ((CUSTOMER, "Where is it?"), (CUSTOMER, "I said where."), AGENT, "asked a question"),
        ((CUSTOMER, "钱什么时候到账？"), (AGENT, "三天。"), AGENT, "asked a question"),
        ((CUSTOMER, "It is late."), (CUSTOMER, "Hello? Are you there?"), AGENT, "anyone was there"),
        ((AGENT, "It is late."), (CUSTOMER, "喂，在吗？"), AGENT, "anyone was there"),
        ((IVR, "For sales press one."), (CUSTOMER, "One."), CUSTOMER, "came in late"),
    ],
)
def test_who_fell_silent_is_who_should_have_spoken(
    before: tuple[Party, str], after: tuple[Party, str], owing: Party, why: str
) -> None:
    call = dialogue(
        say(AGENT, 0, 1),
        say(CUSTOMER, 1.5, 2),
        say(before[0], 3, 5, before[1]),
        say(after[0], 10, 12, after[1]),
    )
    (cue,) = only(_silences(call), CueKind.SILENCE)
    assert cue.party is owing
    assert why in cue.reasons[-1]


@pytest.mark.parametrize(
    ("end", "after", "owing"),
    [
        (16, "为您还在停吗？", AGENT),
        (16, "Hallow, are you steel there?", AGENT),
        (12, "为您还在停吗？", CUSTOMER),
        (16, "那我想再问一下，这个月的账单到底什么时候能出来呢？", CUSTOMER),
        (16, "我找到了。", CUSTOMER),
    ],
)
def test_a_short_question_ends_dead_air_of_the_other(end: float, after: str, owing: Party) -> None:
    call = dialogue(
        say(AGENT, 0, 1), say(CUSTOMER, 2, 5, "和平路二十七号。"), say(CUSTOMER, end, end + 2, after)
    )
    (cue,) = only(_silences(call), CueKind.SILENCE)
    assert cue.party is owing


def test_a_silence_inside_a_turn_points_at_it() -> None:
    call = dialogue(say(CUSTOMER, 0, 1), say(AGENT, 2, 12), silent=[Span(5, 9)])
    (cue,) = only(_silences(call), CueKind.SILENCE)
    assert (cue.party, cue.turn) == (AGENT, 1)


def test_a_silence_between_turns_points_at_none() -> None:
    (cue,) = only(_silences(dialogue(say(AGENT, 0, 1), say(CUSTOMER, 9, 10))), CueKind.SILENCE)
    assert cue.turn is None


def test_dead_air_is_named() -> None:
    (short,) = only(_silences(dialogue(say(AGENT, 0, 1), say(CUSTOMER, 10.9, 12))), CueKind.SILENCE)
    (long,) = only(_silences(dialogue(say(AGENT, 0, 1), say(CUSTOMER, 11, 12))), CueKind.SILENCE)
    assert "dead air" not in short.reasons
    assert long.reasons[0] == "dead air"


def test_music_on_the_line_is_hold_not_silence() -> None:
    call = dialogue(say(AGENT, 0, 2, "Please hold the line."), say(AGENT, 40, 42))
    found = _silences(call, sounding=True)
    assert only(found, CueKind.SILENCE) == []
    (hold,) = only(found, CueKind.HOLD)
    assert (hold.party, hold.value) == (AGENT, 38)


@pytest.mark.parametrize(("channel", "party"), [(0, AGENT), (1, CUSTOMER)])
def test_a_hold_belongs_to_the_side_that_plays_music(channel: int, party: Party) -> None:
    call = dialogue(say(AGENT, 0, 2, "Your order is here."), say(CUSTOMER, 3, 5, "Fine."), say(AGENT, 40, 42))
    found = silences(call.activity, call.transcript.duration, CueOptions(), lambda _: (channel,))
    assert [cue.party for cue in only(list(found), CueKind.HOLD)] == [party]


def test_each_side_has_its_silences_in_all_also_none() -> None:
    found = _silences(dialogue(say(AGENT, 0, 1), say(AGENT, 5, 6), say(AGENT, 12, 13), say(CUSTOMER, 13, 15)))
    agent, customer = (summary(found, CueKind.SILENCE, p) for p in (AGENT, CUSTOMER))
    assert agent is not None
    assert (agent.value, agent.reasons) == (10, ("2 in all, the longest 6.0 s",))
    assert customer is not None
    assert (customer.value, customer.reasons) == (0, ("none",))


def test_speech_that_is_nobodys_leaves_the_blame_open() -> None:
    call = dialogue(say(AGENT, 0, 1), say(CUSTOMER, 2, 3), mono=True)
    heard = (*call.speech[0].spans, Span(8, 9), Span(14, 15))
    open_call = Dialogue(call.transcript, (type(call.speech[0])(heard),))
    *_, last = only(_silences(open_call), CueKind.SILENCE)
    assert last.party is Party.UNKNOWN


def _pauses(call: Dialogue) -> list[Cue]:
    return list(pauses(call.activity, call.transcript.duration, CueOptions()))


def test_pauses_are_breaks_inside_a_turn() -> None:
    call = dialogue(say(AGENT, 0, 20), silent=[Span(2, 2.4), Span(5, 6.5), Span(10, 14)])
    (cue,) = only(_pauses(call), CueKind.PAUSE)
    assert (cue.start, cue.end, cue.party, cue.turn) == (5, 6.5, AGENT, 0)


def test_no_pause_while_the_other_speaks() -> None:
    call = dialogue(say(AGENT, 0, 10), say(CUSTOMER, 4.2, 4.6), silent=[Span(4, 5)])
    assert only(_pauses(call), CueKind.PAUSE) == []


def test_pauses_add_up_for_the_call() -> None:
    whole = summary(
        _pauses(dialogue(say(AGENT, 0, 10), silent=[Span(2, 3), Span(5, 7)])), CueKind.PAUSE, AGENT
    )
    assert whole is not None
    assert (whole.value, whole.reasons) == (3, ("2 in all, the longest 2.0 s",))
