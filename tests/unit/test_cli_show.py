"""What `everycall score` prints, in English and in Chinese."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.transcript import Party, Transcript
from cli.score import show
from cli.show import clock, flags_view, transcript_view
from qa.flag import Flag, FlagKind, flags_of_scores, flags_of_sound
from qa.pipeline import Inspection
from scoring.call import Call
from scoring.dialogue import Dialogue
from scoring.rubric import library
from scoring.score import score_all
from tests.contracts.values import transcript

RUBRICS = library(Path(__file__).resolve().parents[2] / "rubrics")
CLIPPED = HealthFinding(HealthKind.CLIPPING, Severity.WARNING, "Channel 0 is clipped.")
ENGLISH = """
agent: Good morning, this is Priya from Meridian Water on a recorded line.
customer: I was charged twice [this month].
agent: Thank you for calling, goodbye.
"""
CHINESE = """
agent: 您好，我是客服小周，本次通话会被录音。
customer: 我要投诉。
"""


def terminal() -> Console:
    return Console(width=200, file=StringIO(), highlight=False)


def written(out: Console) -> str:
    """Give what was printed, without the blanks that fill its tables."""
    assert isinstance(out.file, StringIO)
    return re.sub(r" +$", "", out.file.getvalue(), flags=re.MULTILINE)


def printed(view: object) -> str:
    out = terminal()
    out.print(view)
    return written(out)


def page(language: str, turns: str, *, certainty: float = 1.0, cues: Cues | None = None) -> str:
    """Print a typed call that was scored by every rubric of its language."""
    typed = Dialogue.model_validate({"language": language, "turns": turns, "certainty": certainty})
    call: Call = replace(typed.call(), cues=cues)
    cards = score_all([rubric for rubric in RUBRICS if rubric.language == language], call)
    health = Health((CLIPPED,))
    flags = (*flags_of_sound(health, call.transcript, cues), *flags_of_scores(cards))
    out = terminal()
    show(out, Inspection(9.0, health, call.transcript, cues, cards, flags, ()))
    return written(out)


def test_the_highest_tension_of_a_turn_is_shown() -> None:
    heard: Transcript = transcript()
    values = (1.6, 4.2, 2.0, 0.3)
    cues = Cues(
        tuple(Cue(CueKind.TENSION, v, n, n + 1.0, Party.CUSTOMER, turn=0) for n, v in enumerate(values))
    )
    text = printed(transcript_view(heard, cues))
    assert "tension +4.2" in text
    assert text.count("tension") == 1


def test_a_turn_that_is_not_tense_shows_no_tension() -> None:
    calm = Cues((Cue(CueKind.TENSION, 1.4, 0.0, 1.0, Party.CUSTOMER, turn=0),))
    assert "tension" not in printed(transcript_view(transcript(), calm))


def test_what_is_undecided_stands_in_one_line() -> None:
    flags = [
        Flag(FlagKind.UNDECIDED, "closing: Why.", rubric="compliance", criterion="closing"),
        Flag(FlagKind.AUTO_FAIL, "promise: Said.", rubric="compliance", criterion="promise"),
        Flag(FlagKind.UNDECIDED, "courtesy: Why.", rubric="empathy", criterion="courtesy"),
    ]
    assert printed(flags_view(flags)).splitlines() == [
        "flag: auto fail: promise: Said.",
        "flag: undecided: closing, courtesy",
    ]


@pytest.mark.parametrize(
    ("seconds", "written"), [(0.9, "0:00"), (75.0, "1:15"), (3599.9, "59:59"), (3725.0, "1:02:05")]
)
def test_times_are_written_as_people_do(seconds: float, written: str) -> None:
    assert clock(seconds) == written


def test_an_english_call_reads_well() -> None:
    text = page("en", ENGLISH)
    assert text.startswith("warning: Channel 0 is clipped.\nen · ")
    assert "parties from channels (100% sure)" in text
    assert "I was charged twice [this month]." in text
    assert "“Good morning” agent 0:00" in text
    assert text.count("Channel 0 is clipped") == 1
    assert "\n\n\n" not in text


def test_a_chinese_call_reads_well() -> None:
    text = page("zh", CHINESE, certainty=0.4)
    assert "0:00 坐席 您好，我是客服小周" in text
    assert "无法确定谁是坐席、谁是客户（把握 40%）。因此无法判断是否涉及本项。" in text
    assert "。 " not in text
    assert text.count("flag: undecided:") == 1


def test_a_cue_is_quoted_with_a_short_unit() -> None:
    cues = Cues(
        (
            Cue(CueKind.SPEECH_RATE, 310.4, 0.0, 9.0, Party.AGENT, whole_call=True),
            Cue(CueKind.SILENCE, 14.0, 3.0, 17.0, Party.AGENT),
            Cue(CueKind.LOUDNESS, 11.0, 3.0, 7.0, Party.AGENT, turn=2),
        )
    )
    text = page("en", ENGLISH, cues=cues)
    assert "speech rate 310/min agent 0:00" in text
    assert "silence 14.0 s agent 0:03–0:17" in text
    assert "loudness 11.0 dB agent 0:03–0:07" in text


def test_nobody_is_judged_by_a_sound_that_cannot_be() -> None:
    out = terminal()
    show(out, Inspection(0.1, Health((CLIPPED,)), None, None, (), (), ()))
    assert (
        written(out)
        == "warning: Channel 0 is clipped.\nNot scorable: nobody is judged by a sound like this.\n"
    )
