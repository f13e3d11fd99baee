"""The benchmark's arithmetic: a wrong ruler measures nothing."""

import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.audio import decode
from bench.agreement import by_criterion, verdicts
from bench.cases import HOUSE, SAMPLES, Case, Said, all_cases, hour, named
from bench.clock import cpu_seconds, peak_bytes
from bench.measures import (
    Tally,
    diarization_errors,
    errors,
    named_at_best,
    party_accuracy,
    party_errors,
)
from bench.normalise import tokens
from bench.report import row, totals
from bench.result import Answer, Result, Showing, read, write

BELOW_A_HUNDRED = (
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
    ]
    + ["seventeen", "eighteen", "nineteen"]
    + [
        f"{tens}{unit}"
        for tens in ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
        for unit in [
            "",
            *(f" {u}" for u in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]),
        ]
    ]
)


def case(
    *said: Said, language: str = "en", channels: int = 1, name: str = "a call", origin: str = "samples"
) -> Case:
    return Case(name, Path("call.wav"), language, channels, origin, said)


def result(
    *heard: Said, cpu: dict[str, float] | None = None, voices: tuple[tuple[float, float, str], ...] = ()
) -> Result:
    return Result("a call", heard, voices, 10.0, cpu or {"transcribe": 1.0})


HELLO = Said(0.0, 2.0, "agent", "Good morning, how are you?")
FINE = Said(2.5, 4.0, "customer", "I am fine.")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("thirty five dollar late fee, ninth of June, nineteen eighty four", "$35 late fee 9th of june 1984"),
        ("three three seven one", "3371"),
        ("nine thousand and twenty", "9,020"),
        ("three hundred and five and nine", "305 and 9"),
        ("two million five hundred thousand", "2500000"),
        ("two point five percent", "2.5%"),
        ("the twenty-first", "the 21st"),
        ("Don't", "don’t"),
    ],
)
def test_english_reads_alike_however_numbers_are_written(spoken: str, written: str) -> None:
    assert tokens(spoken, "en") == tokens(written, "en")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("四百六十元", "460元"),
        ("手机号是一三八，零零一三", "手機號是138 0013"),
        ("百分之三点五", "3.5%"),
        ("两万三千五百", "23500"),
        ("十二点", "12点"),
        ("幺零零八六", "10086"),
        ("信用卡OK", "信用卡 ok"),
    ],
)
def test_chinese_reads_alike_however_numbers_are_written(spoken: str, written: str) -> None:
    assert tokens(spoken, "zh") == tokens(written, "zh")


def test_words_that_look_like_numbers_stay_words() -> None:
    assert tokens("万一", "zh") == ["万", "一"]
    assert tokens("hundreds and hundreds", "en") == ["hundreds", "and", "hundreds"]
    assert tokens("one hundred and the rest", "en") == ["1", "0", "0", "and", "the", "rest"]


@given(st.integers(0, 99), st.integers(1, 9), st.integers(1, 99))
def test_every_number_in_words_is_its_digits(small: int, hundreds: int, thousands: int) -> None:
    words = f"{BELOW_A_HUNDRED[thousands]} thousand {BELOW_A_HUNDRED[hundreds]} hundred"
    words += f" and {BELOW_A_HUNDRED[small]}" if small else ""
    assert "".join(tokens(words, "en")) == str(thousands * 1000 + hundreds * 100 + small)


def test_right_words_are_no_errors_whoever_said_them() -> None:
    call = case(HELLO, FINE)
    heard = (Said(0.1, 2, "voice-1", "good morning how are you"), Said(2.5, 4, "voice-1", "i am fine"))
    assert errors(call, heard) == Tally(0, 8)


def test_a_wrong_a_missing_and_an_added_word_are_three_errors() -> None:
    heard = (Said(0, 4, None, "good evening how you I am so fine"),)
    assert errors(case(HELLO, FINE), heard) == Tally(3, 8)


def test_a_call_nobody_wrote_down_is_all_errors() -> None:
    assert errors(case(HELLO, FINE), ()) == Tally(8, 8)
    assert party_accuracy(case(HELLO, FINE), ()) == Tally(0, 0)


def test_a_word_of_the_wrong_party_is_wrong_twice() -> None:
    heard = (Said(0, 2, "agent", "good morning how are you I"), Said(2.6, 4, "customer", "am fine"))
    assert errors(case(HELLO, FINE), heard) == Tally(0, 8)
    assert party_errors(case(HELLO, FINE), heard) == Tally(2, 8)
    assert party_accuracy(case(HELLO, FINE), heard) == Tally(7, 8)


def test_words_of_nobody_count_as_added() -> None:
    assert party_errors(case(HELLO, FINE), (HELLO, FINE, Said(5, 6, "unknown", "bye bye"))) == Tally(2, 8)


def test_a_baseline_gets_the_names_that_suit_it_best() -> None:
    heard = (
        Said(0, 2, "voice-7", HELLO.text),
        Said(2.5, 4, "voice-2", FINE.text),
        Said(5, 6, "voice-9", "x"),
    )
    given_names = [h.party for h in named_at_best(case(HELLO, FINE), heard)]
    assert given_names == ["agent", "customer", None]


def test_diarization_is_counted_in_seconds_and_a_collar_forgives_edges() -> None:
    """All of it in one test: importing pyannote.metrics takes seconds, once for every process."""
    late_end = diarization_errors(case(HELLO, FINE), ((0, 2.2, "a"), (2.5, 4, "b")), 10.0)
    assert late_end is not None
    assert [(t.count, t.total) for t in late_end] == [
        (pytest.approx(0.2), pytest.approx(3.5)),
        (0.0, pytest.approx(2.5)),
    ]
    one_voice = diarization_errors(case(HELLO, FINE), ((0, 2, "a"), (2.5, 4, "a")), 10.0)
    assert one_voice is not None
    assert one_voice[0].count == pytest.approx(1.5)  # confusion of the shorter party with the longer one
    missed = diarization_errors(case(HELLO, FINE), ((0, 2, "a"),), 10.0)
    assert missed is not None
    assert missed[0].count == pytest.approx(1.5)
    times_only = case(Said(0, 1, "agent", None), Said(1, 2, "customer", None))
    nobody = diarization_errors(times_only, (), 2.0)
    assert nobody is not None
    assert (nobody[0].count, nobody[0].rate) == (pytest.approx(2.0), pytest.approx(1.0))


def test_what_the_reference_does_not_know_is_not_measured() -> None:
    read_aloud = case(Said(0, 0, None, "some text"))
    times_only = case(Said(0, 1, "agent", None), Said(1, 2, "customer", None))
    assert party_errors(read_aloud, ()) is None
    assert party_accuracy(read_aloud, ()) is None
    assert diarization_errors(read_aloud, (), 1.0) is None
    assert errors(times_only, ()) is None


def test_totals_are_sums_not_means_of_ratios() -> None:
    long = case(Said(0, 9, "agent", "a b c d"), Said(9, 10, "customer", "e f"), channels=2)
    short = case(Said(0, 1, "agent", "a"), Said(1, 2, "customer", "b"), channels=2)
    rows = [
        row(long, result(*long.said, cpu={"x": 2.0}), result(*long.said, cpu={"x": 20.0})),
        row(short, result(cpu={"x": 2.0}), result(*short.said, cpu={"x": 2.0})),
    ]
    assert [r.speed for r in rows] == [10.0, 1.0]
    by_language = {(t.kind, t.language): t for t in totals(rows)}
    whole = by_language["two-channel", "all"]
    assert whole.speed == 5.5
    assert whole.fast_enough
    assert whole.ours == Tally(2, 8)
    assert not whole.no_worse
    assert whole.stages == {"x": pytest.approx(4 / 20)}
    assert set(by_language) == {("two-channel", "en"), ("two-channel", "all")}


def test_a_case_that_one_system_did_not_hear_is_in_no_total() -> None:
    alone = row(case(HELLO, FINE), result(HELLO, FINE), None)
    assert alone.speed is None
    assert totals([alone]) == ()


def test_results_come_back_as_they_were_written(tmp_path: Path) -> None:
    answered = Result(
        "通话",
        (HELLO,),
        ((0.0, 1.5, "voice-1"),),
        10.0,
        {"decode": 0.1},
        (0.99, 1.0),
        (Answer("compliance", "closing", "met", "因为"),),
    )
    showing = Showing("ours", {"recogniser": "whisper"}, 2.5, 123, (answered,))
    write(tmp_path / "r.json", showing)
    assert read(tmp_path / "r.json") == showing
    assert showing.of("通话") == answered
    assert showing.of("another") is None


def test_scorecards_are_compared_with_the_script_of_their_call() -> None:
    answers = (
        Answer("compliance", "closing", "met", ""),
        Answer("compliance", "hold-etiquette", "not_met", "They did not ask."),
        Answer("empathy", "courtesy", "undecided", ""),
    )
    judged = {v.criterion: v for v in verdicts(Result("en-hotel-mono", (), (), 1.0, {}, answers=answers))}
    assert judged["closing"].agrees
    assert judged["hold-etiquette"].unjust
    assert not judged["courtesy"].agrees
    assert not judged["courtesy"].unjust
    assert judged["steady-pace"].given == "missing"
    counted = by_criterion(tuple(judged.values()))
    assert counted["compliance/closing"] == Tally(1, 1)
    assert counted["empathy/courtesy"] == Tally(0, 1)


def test_a_call_without_a_script_has_no_verdict() -> None:
    assert verdicts(Result("lj_a", (), (), 1.0, {})) == ()


def test_the_sample_calls_are_always_measured(tmp_path: Path) -> None:
    names = {c.name for c in all_cases(tmp_path) if c.origin == "samples"}
    spoken = {p.stem for p in (SAMPLES / "reference").glob("*.json")} - {"zh-hold-only"}
    assert names == spoken
    assert len(names) >= 12


def test_the_long_call_is_as_long_as_asked_with_the_agent_first(tmp_path: Path) -> None:
    made = hour(tmp_path, seconds=115)
    with wave.open(str(made.path)) as sound:
        assert sound.getnchannels() == 2
        assert sound.getnframes() == 115 * sound.getframerate()
        frames = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").reshape(-1, 2)
    first = decode(named(["en-bank-clean"], tmp_path)[0].path, scratch=tmp_path)
    assert (frames[: len(first.channels[0]), 0] == first.channels[0]).all()
    assert not (frames[len(first.channels[0]) :] == 0).all()


def test_an_unknown_case_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"No case is named nowhere; there are .*en-bank-clean"):
        named(["en-bank-clean", "nowhere"], tmp_path)


def test_memory_is_that_of_this_process_alone() -> None:
    ballast = bytearray(os.urandom(1) * 150_000_000)
    here = peak_bytes()
    asked = "from bench.clock import peak_bytes; print(peak_bytes())"
    child = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert here > len(ballast)
    assert int(child.stdout) < 100_000_000


def test_work_of_children_is_counted() -> None:
    before = cpu_seconds()
    subprocess.run([sys.executable, "-c", "sum(i * i for i in range(3_000_000))"], check=True)
    assert cpu_seconds() - before > 0.05
