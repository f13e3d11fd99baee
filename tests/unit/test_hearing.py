import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.health.ailment import HealthKind, Severity
from asr.transcript import Span, Word
from asr.words.hearing import HearingOptions, find_holes, measure

OPTIONS = HearingOptions()


def _word(start: float, end: float) -> Word:
    return Word(start, end, "word", 0.9)


def test_speech_without_a_word_is_a_hole_and_no_share() -> None:
    hearing = measure(0, (Span(1.0, 5.0),), (), OPTIONS)
    assert (hearing.speech, hearing.worded, hearing.share) == (4.0, 0.0, 0.0)
    assert hearing.holes == (Span(1.0, 5.0),)


def test_silence_has_nothing_to_miss() -> None:
    assert measure(1, (), (), OPTIONS).share == 1.0


def test_a_breath_between_words_is_no_hole_and_a_sentence_is() -> None:
    words = (_word(0.0, 0.5), _word(1.4, 2.0))
    assert measure(0, (Span(0.0, 2.0),), words, OPTIONS).holes == ()
    words = (_word(0.0, 0.5), _word(4.5, 5.0))
    assert measure(0, (Span(0.0, 5.0),), words, OPTIONS).holes == (Span(1.0, 4.0),)


def test_half_a_channel_lost_is_a_share_of_about_a_half() -> None:
    words = tuple(_word(i / 2, i / 2 + 0.4) for i in range(100))
    hearing = measure(0, (Span(0.0, 100.0),), words, OPTIONS)
    assert hearing.share == pytest.approx(0.504, abs=0.002)


def test_a_word_stretched_over_lost_speech_does_not_hide_it() -> None:
    hearing = measure(0, (Span(0.0, 10.0),), (_word(0.0, 9.5), _word(9.6, 10.0)), OPTIONS)
    assert hearing.holes == (Span(1.7, 9.1),)


def test_words_elsewhere_help_nothing() -> None:
    hearing = measure(0, (Span(0.0, 2.0), Span(50.0, 52.0)), (_word(10.0, 30.0),), OPTIONS)
    assert hearing.share == 0.0


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 5)), max_size=20),
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 5)), max_size=20),
)
def test_shares_add_up_and_more_words_never_lower_them(
    speech: list[tuple[float, float]], said: list[tuple[float, float]]
) -> None:
    spans, at = [], 0.0
    for gap, length in speech:
        spans.append(Span(at + gap + 0.01, at + gap + 0.01 + length))
        at = spans[-1].end
    words = [_word(a, a + b) for a, b in said]
    whole = measure(0, spans, words, OPTIONS)
    fewer = measure(0, spans, words[1:], OPTIONS)
    assert 0.0 <= whole.share <= 1.0
    assert fewer.share <= whole.share
    assert sum(h.length for h in whole.holes) <= whole.speech - whole.worded + 1e-2
    assert all(any(s.start <= h.start and h.end <= s.end for s in spans) for h in whole.holes)


@pytest.mark.parametrize(
    ("worded", "severity"),
    [(99.9, Severity.NOTE), (97.0, Severity.WARNING), (40.0, Severity.BLOCKING)],
)
def test_holes_become_a_finding_as_grave_as_they_are(worded: float, severity: Severity) -> None:
    words = [_word(i / 10, i / 10 + 0.1) for i in range(round((worded - 0.5) * 10))]
    hearing = measure(1, (Span(0.0, 99.0), Span(99.6, 100.6)), words, OPTIONS)
    (finding,) = find_holes((hearing,), OPTIONS) or (None,)
    if worded == 99.9:
        hearing = measure(1, (Span(0.0, 99.0), Span(101.0, 101.5)), words, OPTIONS)
        (finding,) = find_holes((hearing,), OPTIONS)
    assert finding is not None
    assert finding.kind is HealthKind.SPEECH_WITHOUT_WORDS
    assert finding.severity is severity
    assert finding.channel == 1
    assert finding.spans == hearing.holes
    assert f"{hearing.share:.1%}" in finding.detail


def test_full_hearing_finds_nothing() -> None:
    assert find_holes((measure(0, (Span(0, 1),), (_word(0, 1),), OPTIONS),), OPTIONS) == ()
