import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.formats import CAPTION_COLUMNS, CAPTION_SECONDS, captions, clock, srt, text, vtt
from asr.transcript import Attribution, Basis, Doubt, Party, Transcript, Turn, Word


def transcript(*turns: Turn, language: str = "en") -> Transcript:
    return Transcript(
        language=language,
        duration=60.0,
        attribution=Attribution(Basis.CHANNELS, (("channel-0", Party.AGENT),), 1.0),
        turns=turns,
        hearing=(),
        engines=(),
    )


def turn(said: str, start: float = 0.0, end: float = 2.0, party: Party = Party.AGENT, **more: object) -> Turn:
    return Turn(0, start, end, party, 0, said, "en", 0.9, **more)  # type: ignore[arg-type]


def timed(words: str, each: float = 0.4) -> tuple[Word, ...]:
    found = re.findall(r"\s*\S+", words)
    return tuple(Word(i * each, (i + 1) * each, w, 0.9) for i, w in enumerate(found))


def test_srt_numbers_its_captions_and_names_the_party() -> None:
    made = srt(transcript(turn("Hello.", 1.25, 2.5), turn("Hi.", 3.0, 3661.002, Party.CUSTOMER)))
    assert made == (
        "1\n00:00:01,250 --> 00:00:02,500\nAgent: Hello.\n\n2\n00:00:03,000 --> 01:01:01,002\nCustomer: Hi.\n"
    )


def test_vtt_gives_the_party_as_voice_and_escapes_the_text() -> None:
    made = vtt(transcript(turn("a < b & c --> d")))
    assert made == "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Agent>a &lt; b &amp; c --&gt; d</v>\n"


def test_text_has_a_line_a_turn() -> None:
    made = text(transcript(turn("您好"), turn("嗯", 2.0, 2.5, Party.CUSTOMER), language="zh"))
    assert made == "[00:00:00.000] 坐席: 您好\n[00:00:02.000] 客户: 嗯\n"


def test_an_empty_transcript_is_an_empty_document() -> None:
    assert (srt(transcript()), vtt(transcript()), text(transcript())) == ("", "WEBVTT\n", "")


def test_a_doubted_turn_says_so() -> None:
    doubted = turn("Thanks for watching", doubts=(Doubt.SIGN_OFF,))
    for written in (srt, vtt, text):
        assert "[uncertain]" in written(transcript(doubted))
    assert "[存疑]" in text(transcript(doubted, language="zh"))


def test_no_line_break_in_the_words_ends_a_caption() -> None:
    made = srt(transcript(turn("one\n\n2\r\n00:00:01,000 --> 00:00:02,000\u2028three")))
    assert len(made.strip().splitlines()) == 3
    assert made.count("-->") == 1


def test_captions_come_by_start_where_parties_overlap() -> None:
    long = turn(
        "one two three four five six seven", 0.0, 12.0, words=timed("one two three four five six seven", 1.7)
    )
    made = list(captions(transcript(long, turn("no", 2.0, 3.0, Party.CUSTOMER))))
    assert [c.start for c in made] == sorted(c.start for c in made)
    assert [c.party for c in made] == [Party.AGENT, Party.CUSTOMER, Party.AGENT]


def test_a_caption_ends_with_its_sentence() -> None:
    said = "Thank you for calling the bank. How can I help you today?"
    made = [c.text for c in captions(transcript(turn(said, words=timed(said))))]
    assert made == ["Thank you for calling the bank.", "How can I help you today?"]


def test_words_that_do_not_spell_the_text_leave_it_whole() -> None:
    said = "twenty five " * 30
    made = list(captions(transcript(turn(said, 0.0, 30.0, words=timed("25 " * 30)))))
    assert [(c.start, c.end, c.text) for c in made] == [(0.0, 30.0, said.strip())]


@given(st.lists(st.from_regex(r"[a-z]{1,12}[.?]?", fullmatch=True), min_size=1, max_size=80))
def test_cutting_keeps_every_word_and_both_limits(said: list[str]) -> None:
    line = " ".join(said)
    made = list(captions(transcript(turn(line, 0.0, 99.0, words=timed(line)))))
    assert " ".join(c.text for c in made) == line
    for c in made:
        assert c.end - c.start <= CAPTION_SECONDS + 1e-9
        assert len(c.text) <= CAPTION_COLUMNS


@given(st.lists(st.from_regex(r"[一-龥]{1,2}[,。]?", fullmatch=True), min_size=1, max_size=80))
def test_chinese_is_cut_by_width_too(said: list[str]) -> None:
    line = "".join(said)
    words = tuple(Word(i * 0.1, i * 0.1 + 0.1, w, 0.9) for i, w in enumerate(said))
    made = list(captions(transcript(turn(line, words=words), language="zh")))
    assert "".join(c.text for c in made) == line
    assert all(2 * len(c.text) <= CAPTION_COLUMNS for c in made)


@given(st.text(), st.floats(0, 1e5), st.floats(0, 10))
def test_every_caption_is_one_block_with_time_going_forward(said: str, start: float, length: float) -> None:
    made = vtt(transcript(turn(said, start, start + length)))
    blocks = made.strip().split("\n\n")[1:]
    assert len(blocks) == (1 if said.strip() else 0)
    for block in blocks:
        times, _, payload = block.partition("\n")
        first, second = times.split(" --> ")
        assert first < second or len(first) < len(second)
        assert "\n" not in payload
        assert "-->" not in payload


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0.0, "00:00:00.000"),
        (59.9996, "00:01:00.000"),
        (3599.9999, "01:00:00.000"),
        (360000.5, "100:00:00.500"),
    ],
)
def test_the_clock_rounds_and_carries(seconds: float, written: str) -> None:
    assert clock(seconds, ".") == written
