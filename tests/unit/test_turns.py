from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Doubt, Party, Segment, Span, Turn, Word
from asr.words.chinese import PauseOptions
from asr.words.guards import GuardOptions
from asr.words.tracks import Track
from asr.words.turns import Line, TurnOptions, make_turns

LEFT = Track(0, (Span(0.0, 100.0),))
RIGHT = Track(1, (Span(0.0, 100.0),))


def _line(
    track: Track, *words: tuple[float, float, str], language: str = "en", confidence: float = 0.9
) -> Line:
    said = tuple(Word(a, b, text, confidence) for a, b, text in words)
    text = "".join(w.text for w in said).strip()
    return Line(track, Segment(said[0].start, said[-1].end, text, language, -0.2, 0.1, 1.0, said))


def _turns(*lines: Line) -> tuple[Turn, ...]:
    return make_turns(lines, TurnOptions(), GuardOptions(), PauseOptions())


def test_both_channels_are_interleaved_and_numbered() -> None:
    turns = _turns(
        _line(LEFT, (0.0, 0.5, " Good"), (0.5, 1.0, " morning.")),
        _line(RIGHT, (1.4, 2.0, " Hi.")),
        _line(LEFT, (2.4, 3.0, " Go"), (3.0, 3.4, " ahead.")),
    )
    assert [(t.index, t.channel, t.text) for t in turns] == [
        (0, 0, "Good morning."),
        (1, 1, "Hi."),
        (2, 0, "Go ahead."),
    ]
    assert all(t.party is Party.UNKNOWN for t in turns)


def test_a_turn_goes_on_over_a_breath_and_over_a_thought() -> None:
    (turn,) = _turns(
        _line(LEFT, (0.0, 0.5, " I"), (0.5, 1.0, " was")),
        _line(LEFT, (2.2, 2.6, " waiting."), (3.1, 3.5, " Long.")),
    )
    assert (turn.start, turn.end, turn.text) == (0.0, 3.5, "I was waiting. Long.")


def test_a_turn_ends_after_a_sentence_and_a_gap_and_after_a_long_gap() -> None:
    turns = _turns(
        _line(LEFT, (0.0, 0.5, " Done."), (1.4, 2.0, " Next")),
        _line(LEFT, (3.8, 4.0, " one")),
    )
    assert [t.text for t in turns] == ["Done.", "Next", "one"]


def test_the_others_turn_in_between_ends_a_turn() -> None:
    turns = _turns(
        _line(LEFT, (0.0, 0.5, " We"), (1.2, 1.6, " can")),
        _line(RIGHT, (0.6, 1.0, " Yes.")),
    )
    assert [t.text for t in turns] == ["We", "Yes.", "can"]


def test_a_monologue_is_broken_at_a_breath() -> None:
    words = [(i * 1.0, i * 1.0 + 0.6, " word") for i in range(70)]
    turns = _turns(_line(LEFT, *words))
    assert len(turns) == 3
    assert all(t.end - t.start <= 30.0 for t in turns)


def test_overlap_is_the_share_in_which_the_other_is_heard() -> None:
    other = Track(1, (Span(0.5, 1.0), Span(30.0, 40.0)))
    turns = _turns(
        _line(LEFT, (0.0, 1.0, " Yes,"), (1.0, 2.0, " please.")), _line(other, (30.0, 31.0, " Hm."))
    )
    assert turns[0].overlap == 0.25
    assert turns[1].overlap == 1.0


def test_voices_of_one_channel_are_parties_of_their_own() -> None:
    one, two = Track(0, (Span(0, 9),), "voice-1"), Track(0, (Span(0, 9),), "voice-2")
    turns = _turns(_line(one, (0.0, 1.0, " Hello.")), _line(two, (1.1, 2.0, " Hello.")))
    assert [t.voice for t in turns] == ["voice-1", "voice-2"]


def test_chinese_is_written_as_it_is_written() -> None:
    (turn,) = _turns(_line(LEFT, (0.0, 0.4, "請"), (0.4, 0.8, "講"), (1.4, 1.8, "嗎"), language="zh"))
    assert turn.text == "请讲，吗？"
    assert [w.text for w in turn.words] == ["请", "讲，", "吗？"]
    assert turn.language == "zh"


def test_every_doubt_of_its_window_stays_with_the_turn() -> None:
    doubtful = _line(
        LEFT, (0.0, 0.4, " Thanks"), (0.4, 0.8, " for"), (0.8, 1.2, " watching!"), confidence=0.2
    )
    (turn,) = _turns(doubtful)
    assert set(turn.doubts) == {Doubt.SIGN_OFF, Doubt.LOW_CONFIDENCE}
    assert turn.confidence == 0.2


def test_a_segment_without_words_is_a_turn_of_its_text() -> None:
    (turn,) = _turns(Line(LEFT, Segment(1.0, 3.0, "All of it.", "en", -0.1, 0.0, 1.0)))
    assert (turn.text, turn.start, turn.end) == ("All of it.", 1.0, 3.0)
    assert turn.confidence == 0.9048


def test_nothing_heard_is_no_turn() -> None:
    assert _turns() == ()
    assert _turns(_line(LEFT, (0.0, 0.1, " "))) == ()


@given(
    st.lists(st.tuples(st.integers(0, 1), st.floats(0, 90), st.floats(0.01, 1.0)), min_size=1, max_size=40)
)
def test_every_word_is_in_one_turn_of_its_own_channel_in_order(said: list[tuple[int, float, float]]) -> None:
    lines = [
        _line((LEFT, RIGHT)[channel], (start, start + length, f" w{i}"))
        for i, (channel, start, length) in enumerate(said)
    ]
    turns = _turns(*lines)
    assert sorted(w.text for t in turns for w in t.words) == sorted(f"w{i}" for i in range(len(said)))
    assert [t.index for t in turns] == list(range(len(turns)))
    assert all((a.start, a.channel) <= (b.start, b.channel) for a, b in pairwise(turns))
    for turn in turns:
        assert all(turn.start <= w.start and w.end <= turn.end for w in turn.words)
        assert all(
            f"w{i}" not in {w.text for w in turn.words}
            for i, (c, _, _) in enumerate(said)
            if c != turn.channel
        )
        assert turn.text.split() == [w.text for w in turn.words]
