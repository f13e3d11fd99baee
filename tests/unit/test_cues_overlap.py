from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.overlap import overlaps
from asr.transcript import Span, Turn, Word
from tests.dialogue import AGENT, CUSTOMER, IVR, Dialogue, dialogue, only, say, summary


def _overlaps(call: Dialogue, options: CueOptions | None = None) -> list[Cue]:
    return list(overlaps(call.activity, call.transcript.duration, options or CueOptions()))


def _interruptions(*turns: Turn, mono: bool = False) -> list[Cue]:
    return only(_overlaps(dialogue(*turns, mono=mono)), CueKind.INTERRUPTION)


def test_who_comes_in_later_overlaps() -> None:
    (cue,) = only(_overlaps(dialogue(say(AGENT, 0, 10), say(CUSTOMER, 8, 15))), CueKind.OVERLAP)
    assert (cue.party, cue.turn, cue.start, cue.end, cue.value) == (CUSTOMER, 1, 8, 10, 2)


def test_who_goes_on_has_cut_the_other_off() -> None:
    (cue,) = _interruptions(say(CUSTOMER, 0, 10), say(AGENT, 8, 15))
    assert cue.party is AGENT
    assert cue.reasons == (
        "the agent came in after the customer had been speaking for 8.0 s",
        "the customer stopped, the agent went on",
        "about 5 words said",
    )


def test_who_gives_up_has_not() -> None:
    (cue,) = _interruptions(say(CUSTOMER, 0, 10), say(AGENT, 6, 9))
    assert cue.reasons[1] == "the customer went on, the agent stopped"


@pytest.mark.parametrize("text", ["嗯。", "对，好的。", "Uh-huh.", "Right, right."])
def test_signals_of_listening_count_as_nothing(text: str) -> None:
    found = _overlaps(dialogue(say(CUSTOMER, 0, 10), say(AGENT, 5, 6.5, text)))
    assert only(found, CueKind.OVERLAP) == only(found, CueKind.INTERRUPTION) == []


@pytest.mark.parametrize(
    ("text", "language", "counts"),
    [
        ("不是这", "zh", False),
        ("不是这样", "zh", True),
        ("no wait", "en", False),
        ("no wait please", "en", True),
    ],
)
def test_enough_must_be_said(text: str, language: str, counts: bool) -> None:
    assert bool(_interruptions(say(CUSTOMER, 0, 10), say(AGENT, 8, 12, text, language))) is counts


@pytest.mark.parametrize(("end", "counts"), [(8.9, False), (9.0, True)])
def test_it_must_last_long_enough(end: float, counts: bool) -> None:
    assert bool(_interruptions(say(CUSTOMER, 0, end), say(AGENT, 8, 12))) is counts


def test_beginning_together_is_no_interruption() -> None:
    assert _interruptions(say(CUSTOMER, 0, 4), say(AGENT, 0.4, 5)) == []


def test_coming_in_after_a_break_of_the_other_is_none() -> None:
    call = dialogue(say(AGENT, 0, 10), say(CUSTOMER, 4.5, 7), silent=[Span(4, 6.8)])
    assert only(_overlaps(call), CueKind.INTERRUPTION) == []


def test_nobody_interrupts_an_announcement() -> None:
    call = dialogue(say(IVR, 0, 10), say(CUSTOMER, 4, 8))
    assert only(_overlaps(call), CueKind.OVERLAP) == []


def test_a_shared_channel_shows_overlap_but_blames_nobody() -> None:
    found = _overlaps(dialogue(say(AGENT, 0, 10), say(CUSTOMER, 7, 15), mono=True))
    assert [c.value for c in only(found, CueKind.OVERLAP)] == [3]
    assert only(found, CueKind.INTERRUPTION) == []
    assert summary(found, CueKind.OVERLAP, CUSTOMER) is not None
    assert summary(found, CueKind.INTERRUPTION, CUSTOMER) is None


def test_word_times_tell_what_was_said_in_the_overlap() -> None:
    words = tuple(Word(5 + i, 5.5 + i, w, 0.9) for i, w in enumerate(("right", "right"))) + tuple(
        Word(12 + i, 12.5 + i, w, 0.9) for i, w in enumerate(("but", "it", "was", "late"))
    )
    turn = replace(say(AGENT, 5, 16, "Right, right. But it was late."), words=words)
    agent_quiet = [Span(7, 12)]
    call = dialogue(say(CUSTOMER, 0, 11), turn, silent=agent_quiet)
    assert only(_overlaps(call), CueKind.OVERLAP) == []


def test_a_short_run_of_unknown_words_is_taken_for_listening() -> None:
    turn = say(AGENT, 5, 16, "Right. But it was late, I must say.")
    call = dialogue(say(CUSTOMER, 0, 11), turn, silent=[Span(5.7, 12)])
    assert only(_overlaps(call), CueKind.OVERLAP) == []


def test_overlap_without_words_is_shown_but_blames_nobody() -> None:
    call = dialogue(say(CUSTOMER, 0, 10), say(AGENT, 20, 22))
    heard = replace(call.speech[0], spans=(Span(5, 8), *call.speech[0].spans))
    found = _overlaps(replace(call, speech=(heard, call.speech[1])))
    assert [(c.party, c.turn) for c in only(found, CueKind.OVERLAP)] == [(AGENT, None)]
    assert only(found, CueKind.INTERRUPTION) == []


def test_none_is_said_as_zero() -> None:
    cue = summary(_overlaps(dialogue(say(AGENT, 0, 2), say(CUSTOMER, 3, 5))), CueKind.INTERRUPTION, AGENT)
    assert cue is not None
    assert (cue.value, cue.reasons) == (0, ("none",))


_TIMES = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), min_size=1, max_size=10)


@given(_TIMES, _TIMES, st.integers(0, 1000))
def test_overlaps_lie_in_both_and_move_with_the_call(
    left: list[tuple[int, int]], right: list[tuple[int, int]], later: int
) -> None:
    def call(shift: float) -> Dialogue:
        return dialogue(
            *(say(AGENT, a / 8 + shift, (a + n) / 8 + shift) for a, n in left),
            *(say(CUSTOMER, a / 8 + shift, (a + n) / 8 + shift) for a, n in right),
        )

    now, then = _overlaps(call(0.0)), _overlaps(call(later / 8))
    for cue in only(now, CueKind.OVERLAP):
        assert any(a / 8 < cue.end and (a + n) / 8 > cue.start for a, n in left)
        assert any(a / 8 < cue.end and (a + n) / 8 > cue.start for a, n in right)
        assert cue.value == pytest.approx(cue.end - cue.start)
    for kind in (CueKind.OVERLAP, CueKind.INTERRUPTION):
        assert [(c.party, c.turn, c.value, c.start + later / 8) for c in only(now, kind)] == [
            (c.party, c.turn, c.value, c.start) for c in only(then, kind)
        ]
