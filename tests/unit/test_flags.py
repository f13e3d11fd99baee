"""What puts a call on a person's list."""

from dataclasses import replace

import pytest

from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.transcript import Attribution, Basis, Party, Span, Transcript
from qa.flag import Flag, FlagKind, FlagOptions, flags_of_scores, flags_of_sound
from scoring.finding import Evidence, Finding, Outcome, Scorecard, SectionScore
from tests.contracts.values import scorecard, transcript


def kinds(flags: tuple[Flag, ...]) -> list[FlagKind]:
    return [flag.kind for flag in flags]


def clean() -> Transcript:
    return transcript()


def card(*findings: Finding, **changes: object) -> Scorecard:
    section = SectionScore("s", 90.0, findings)
    return replace(scorecard(score=90.0), **{"sections": (section,), "passed": True} | changes)  # type: ignore[arg-type]


def test_a_clean_call_has_no_flags() -> None:
    met = Finding("greeting", Outcome.MET, 0.9, "yes", (Evidence(0.0, 1.0, Party.AGENT, "hi"),))
    assert flags_of_sound(Health(), clean(), Cues(())) == ()
    assert flags_of_scores([card(met)]) == ()


def test_warnings_about_the_sound_are_shown_and_notes_are_not() -> None:
    findings = (
        HealthFinding(HealthKind.CLIPPING, Severity.NOTE, "A little clipped."),
        HealthFinding(HealthKind.DEAD_CHANNEL, Severity.WARNING, "Channel 1 is silent."),
        HealthFinding(HealthKind.SWAPPED_CHANNELS, Severity.WARNING, "Maybe swapped."),
        HealthFinding(HealthKind.SPEECH_WITHOUT_WORDS, Severity.WARNING, "Holes.", channel=1),
        HealthFinding(HealthKind.HOLD_MUSIC, Severity.BLOCKING, "Only music.", spans=(Span(3.0, 9.0),)),
    )
    flags = flags_of_sound(Health(findings), None, None)
    assert kinds(flags) == [
        FlagKind.HEALTH,
        FlagKind.SWAPPED_CHANNELS,
        FlagKind.SPEECH_WITHOUT_WORDS,
        FlagKind.HEALTH,
    ]
    assert (flags[3].why, flags[3].start, flags[3].end) == ("Only music.", 3.0, 9.0)


def test_doubtful_words_are_weighed_by_their_length() -> None:
    turn = clean().turns[0]
    long, short = replace(turn, text="x" * 90, confidence=0.3), replace(turn, text="x" * 10, confidence=1.0)
    assert kinds(flags_of_sound(Health(), replace(clean(), turns=(long, short)), None)) == [
        FlagKind.LOW_CONFIDENCE
    ]
    assert (
        flags_of_sound(Health(), replace(clean(), turns=(long, short)), None, FlagOptions(confidence=0.3))
        == ()
    )
    assert flags_of_sound(Health(), replace(clean(), turns=()), None) == ()


def test_uncertain_parties_are_shown() -> None:
    unsure = Attribution(Basis.DIARIZATION, (), 0.4)
    assert kinds(flags_of_sound(Health(), replace(clean(), attribution=unsure), None)) == [
        FlagKind.UNCERTAIN_PARTIES
    ]


@pytest.mark.parametrize(
    ("party", "value", "shown"), [("customer", 3.0, 1), ("customer", 2.9, 0), ("agent", 9.0, 0)]
)
def test_a_tense_customer_is_shown(party: str, value: float, shown: int) -> None:
    peak = Cue(
        CueKind.TENSION_PEAK, value, 40.0, 44.0, Party(party), whole_call=True, reasons=("louder", "higher")
    )
    flags = flags_of_sound(Health(), clean(), Cues((peak,)))
    assert kinds(flags) == [FlagKind.TENSION_PEAK] * shown
    for flag in flags:
        assert (flag.start, flag.end) == (40.0, 44.0)
        assert "louder; higher" in flag.why


def test_an_auto_fail_is_shown_with_its_place_and_not_as_under_the_pass_mark_too() -> None:
    hit = Finding(
        "promise", Outcome.NOT_MET, 0.9, "Promised a return.", (Evidence(7.0, 9.0, Party.AGENT, "safe"),)
    )
    flags = flags_of_scores([card(hit, auto_failed=("promise",), score=0.0, passed=False)])
    assert flags == (
        Flag(FlagKind.AUTO_FAIL, "promise: Promised a return.", 7.0, 9.0, "compliance", "promise"),
    )


def test_undecided_criteria_and_low_scores_are_shown() -> None:
    unclear = Finding("closing", Outcome.UNDECIDED, 0.2, "Cannot be told.")
    flags = flags_of_scores([card(unclear, score=61.0, passed=False), card(score=None, passed=None)])
    assert kinds(flags) == [FlagKind.UNDECIDED, FlagKind.UNDER_PASS_MARK]
    assert (flags[0].criterion, flags[0].start) == ("closing", None)
    assert flags[0].why == "closing: Cannot be told."
    assert "61 of 100" in flags[1].why
