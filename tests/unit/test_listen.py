"""The listening stage on fakes that read words off the samples: nothing lost, doubled, invented or out of place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr.attribute import AttributionOptions
from asr.audio import Sound
from asr.errors import UnknownLanguage
from asr.health.ailment import HealthKind, Severity
from asr.listen import ListenOptions, listen
from asr.transcript import Basis, Doubt, Party, Segment, SpeakerTurn, Transcript, Word
from tests.ears import LENGTH, WORDS, Diarizer, Recogniser, ears, sentence, sound, spoken

OPTIONS = ListenOptions(language="en", attribution=AttributionOptions(agent_channel=0))


def _words(transcript: Transcript | None, channel: int = 0) -> list[tuple[float, str]]:
    assert transcript is not None
    said = [(w.start, w.text) for t in transcript.turns if t.channel == channel for w in t.words]
    return sorted((round(start, 2), text) for start, text in said)


def _call(
    *left: tuple[float, str], right: tuple[tuple[float, str], ...] = (), duration: float = 60.0
) -> Sound:
    return sound(spoken(duration, *left), spoken(duration, *right))


def test_every_word_comes_back_at_its_time_on_its_channel() -> None:
    left, right = sentence(1.0, 20) + sentence(30.0, 30), sentence(15.0, 20) + sentence(50.0, 12)
    heard = listen(_call(*left, right=right), ears(), OPTIONS)
    assert heard.transcript is not None
    assert _words(heard.transcript, 0) == [(round(a, 2), t) for a, t in left]
    assert _words(heard.transcript, 1) == [(round(a, 2), t) for a, t in right]
    assert [h.share for h in heard.transcript.hearing] == [1.0, 1.0]
    assert heard.transcript.attribution.basis is Basis.CHANNELS
    assert {t.channel: t.party for t in heard.transcript.turns} == {0: Party.AGENT, 1: Party.CUSTOMER}
    assert not any(f.kind is HealthKind.SPEECH_WITHOUT_WORDS for f in heard.health.findings)
    assert heard.cues is not None


@settings(max_examples=15)
@given(st.lists(st.tuples(st.booleans(), st.integers(6, 60), st.integers(1, 30)), min_size=2, max_size=8))
def test_no_word_is_lost_or_doubled_whoever_speaks_when(plan: list[tuple[bool, int, int]]) -> None:
    said: tuple[list[tuple[float, str]], list[tuple[float, str]]] = ([], [])
    at = 0.0
    for right, gap, count in plan:
        said[right].extend(sentence(at + gap / 10, count))
        at = said[right][-1][0] + LENGTH
    heard = listen(sound(spoken(at + 1, *said[0]), spoken(at + 1, *said[1])), ears(), OPTIONS)
    if heard.transcript is None:
        assert heard.health.blocking
        return
    for channel in (0, 1):
        assert _words(heard.transcript, channel) == [(round(a, 2), t) for a, t in said[channel]]


def test_the_same_call_gives_the_same_bytes() -> None:
    call = _call(*sentence(1.0, 40), right=sentence(30.0, 20))
    first, second = (listen(call, ears(Recogniser(misses=frozenset(WORDS[6:9]))), OPTIONS) for _ in range(2))
    assert repr(replace(first, timings=())) == repr(replace(second, timings=()))


def test_hours_are_heard_in_windows_and_batches_of_bounded_size() -> None:
    recogniser = Recogniser()
    batches: list[int] = []
    listened = recogniser.transcribe
    recogniser.transcribe = lambda windows, language, **how: (  # type: ignore[method-assign]
        batches.append(len(windows)) or listened(windows, language, **how)
    )
    listen(_call(*sentence(1.0, 260), right=sentence(150.0, 260), duration=300.0), ears(recogniser), OPTIONS)
    assert max(batches) == OPTIONS.recognise.batch
    assert sum(batches) == len(recogniser.asked)
    assert all(seconds <= 29.01 for _, _, seconds in recogniser.asked)


def test_what_was_missed_is_listened_to_again_and_kept_in_its_place() -> None:
    said = sentence(1.0, 12) + sentence(9.5, 12)
    lost = frozenset(WORDS[6:10])
    recogniser = Recogniser(misses=lost)
    heard = listen(_call(*said, right=sentence(30.0, 12)), ears(recogniser), OPTIONS)
    assert _words(heard.transcript) == [(round(a, 2), t) for a, t in said]
    assert any(verbatim for _, verbatim, _ in recogniser.asked)


def test_what_stays_without_words_is_a_hole_with_its_time_and_a_finding() -> None:
    said = sentence(1.0, 18)
    recogniser = Recogniser(deaf_to=frozenset(WORDS[6:12]))
    heard = listen(_call(*said, right=sentence(30.0, 6)), ears(recogniser), OPTIONS)
    assert heard.transcript is not None
    (hole,) = heard.transcript.hearing[0].holes
    # Words 6 to 11 are spoken from 4.3 s on; half a second beside a word belongs to it.
    assert hole.start == pytest.approx(4.3 - 0.13 + 0.5, abs=0.02)
    assert hole.end == pytest.approx(4.3 + 6 * 0.55 - 0.5, abs=0.02)
    (finding,) = [f for f in heard.health.findings if f.kind is HealthKind.SPEECH_WITHOUT_WORDS]
    assert (finding.channel, finding.severity, finding.spans) == (0, Severity.WARNING, (hole,))


def test_a_channel_nobody_could_write_down_cannot_be_judged() -> None:
    heard = listen(
        _call(*sentence(1.0, 18), right=sentence(30.0, 12)),
        ears(Recogniser(deaf_to=frozenset(WORDS))),
        OPTIONS,
    )
    assert heard.transcript is not None
    assert heard.transcript.turns == ()
    assert not heard.health.scorable


def test_silence_has_no_words_and_is_not_written_down() -> None:
    recogniser = Recogniser()
    heard = listen(_call(), ears(recogniser), OPTIONS)
    assert (heard.transcript, heard.cues) == (None, None)
    assert heard.health.blocking
    assert recogniser.asked == []


def test_channels_that_are_the_same_are_told_apart_by_voice() -> None:
    said = sentence(1.0, 10) + sentence(10.0, 10)
    samples = spoken(20.0, *said)
    turns = (SpeakerTurn(0.9, 7.0, "voice-1"), SpeakerTurn(9.9, 16.0, "voice-2"))
    for recording in (sound(samples), sound(samples, samples.copy())):
        diarizer = Diarizer(turns)
        heard = listen(recording, ears(diarizer=diarizer), OPTIONS)
        assert heard.transcript is not None
        assert diarizer.asked == 1
        assert heard.transcript.attribution.basis is Basis.DIARIZATION
        assert [(t.voice, t.start) for t in heard.transcript.turns] == [("voice-1", 1.0), ("voice-2", 10.0)]
        assert _words(heard.transcript) == [(round(a, 2), t) for a, t in said]
        assert len(heard.transcript.hearing) == 1
        assert len(heard.transcript.engines) == 4


def test_speech_the_diarizer_gives_to_nobody_is_written_down_too() -> None:
    said = sentence(1.0, 10) + sentence(10.0, 10) + sentence(17.0, 4)
    turns = (SpeakerTurn(0.9, 7.0, "voice-1"), SpeakerTurn(9.9, 13.0, "voice-2"))
    heard = listen(sound(spoken(25.0, *said)), ears(diarizer=Diarizer(turns)), OPTIONS)
    assert [t for _, t in _words(heard.transcript)] == [t for _, t in said]


def test_without_a_voice_everything_is_one_track() -> None:
    heard = listen(sound(spoken(25.0, *sentence(1.0, 30))), ears(), OPTIONS)
    assert len(_words(heard.transcript)) == 30


def test_the_language_is_the_one_most_is_spoken_in() -> None:
    chinese = Recogniser(chinese=frozenset(WORDS))
    heard = listen(
        _call(*sentence(1.0, 20), right=sentence(30.0, 9)), ears(chinese), replace(OPTIONS, language="auto")
    )
    assert heard.transcript is not None
    assert heard.transcript.language == "zh"
    assert {language for language, _, _ in chinese.asked} == {"zh"}


def test_a_party_that_speaks_the_other_language_is_written_in_it() -> None:
    mixed = Recogniser(chinese=frozenset(WORDS[:6]))
    left = tuple((a, WORDS[6 + i % 10]) for i, (a, _) in enumerate(sentence(1.0, 40)))
    right = tuple((a, WORDS[i % 6]) for i, (a, _) in enumerate(sentence(30.0, 12)))
    heard = listen(_call(*left, right=right), ears(mixed), replace(OPTIONS, language="auto"))
    assert heard.transcript is not None
    assert heard.transcript.language == "en"
    assert {(t.channel, t.language) for t in heard.transcript.turns} == {(0, "en"), (1, "zh")}


def test_a_window_in_the_other_language_is_written_in_it() -> None:
    mixed = Recogniser(chinese=frozenset(WORDS[:6]))
    english = tuple((a, WORDS[6 + i % 10]) for i, (a, _) in enumerate(sentence(1.0, 90)))
    late = tuple((a, WORDS[i % 6]) for i, (a, _) in enumerate(sentence(80.0, 40)))
    call = _call(*english, *late, right=english[:4], duration=105.0)
    heard = listen(call, ears(mixed), replace(OPTIONS, language="auto"))
    assert heard.transcript is not None
    assert [t.language for t in heard.transcript.turns if t.start >= 80] == ["zh"]
    assert {t.language for t in heard.transcript.turns if t.start < 50} == {"en"}


def test_a_given_language_is_believed() -> None:
    chinese = Recogniser(chinese=frozenset(WORDS))
    heard = listen(_call(*sentence(1.0, 20), right=sentence(30.0, 9)), ears(chinese), OPTIONS)
    assert heard.transcript is not None
    assert heard.transcript.language == "en"
    assert {language for language, _, _ in chinese.asked} == {"en"}


def test_another_language_is_refused_before_any_work() -> None:
    recogniser = Recogniser()
    with pytest.raises(UnknownLanguage, match="'de' is not known"):
        listen(_call(*sentence(1.0, 20)), ears(recogniser), replace(OPTIONS, language="de"))
    assert recogniser.asked == []


def _circles(text: str = "说明" * 12) -> Segment:
    words = tuple(Word(i * 0.1, i * 0.1 + 0.1, c, 0.9) for i, c in enumerate(text))
    return Segment(0.0, 2.4, text, "en", -0.2, 0.1, 5.0, words)


def test_a_window_written_in_circles_is_written_again_in_halves() -> None:
    recogniser = Recogniser(invents=lambda number, _: _circles() if number == 1 else None)
    said = sentence(1.0, 4) + sentence(8.0, 4)
    heard = listen(_call(*said, right=sentence(30.0, 12)), ears(recogniser), OPTIONS)
    assert heard.transcript is not None
    every = {t for c in (0, 1) for _, t in _words(heard.transcript, c)}
    assert not any("说" in t for t in every)
    assert _words(heard.transcript, 0) == [(round(a, 2), t) for a, t in said]


def test_invented_text_is_kept_and_doubted() -> None:
    def sign_off(_number: int, language: str) -> Segment:
        words = (
            Word(0.4, 0.8, " Thanks", 0.9),
            Word(0.8, 1.0, " for", 0.9),
            Word(1.0, 1.4, " watching!", 0.9),
        )
        return Segment(0.4, 1.4, "Thanks for watching!", language, -0.2, 0.1, 1.0, words)

    call = _call(*sentence(1.0, 9), right=sentence(30.0, 9))
    heard = listen(call, ears(Recogniser(invents=sign_off)), OPTIONS)
    assert heard.transcript is not None
    assert heard.transcript.turns
    assert all(Doubt.SIGN_OFF in t.doubts for t in heard.transcript.turns)


def test_words_stay_inside_the_speech_that_was_heard() -> None:
    def early(_number: int, language: str) -> Segment:
        return Segment(0.0, 29.0, "x", language, -0.2, 0.1, 1.0, (Word(0.0, 29.0, " stretched", 0.9),))

    heard = listen(
        _call(*sentence(5.0, 4), right=sentence(30.0, 9)), ears(Recogniser(invents=early)), OPTIONS
    )
    assert heard.transcript is not None
    first = next(t for t in heard.transcript.turns if t.channel == 0)
    assert (first.start, first.end) == (5.0, pytest.approx(5.0 + 3 * 0.55 + LENGTH))


def test_progress_rises_to_the_end_and_may_stop_the_work() -> None:
    told: list[tuple[str, float]] = []
    call = _call(*sentence(1.0, 50), right=sentence(30.0, 50))
    heard = listen(call, ears(), OPTIONS, lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    assert [name for name, _ in heard.timings] == [
        "detect",
        "examine",
        "diarize",
        "recognise",
        "attribute",
        "cues",
    ]

    class Stopped(Exception):
        pass

    def stop(step: str, _share: float) -> None:
        if step == "recognise":
            raise Stopped

    with pytest.raises(Stopped):
        listen(call, ears(), OPTIONS, stop)


def test_timings_are_the_clocks() -> None:
    clock = iter(range(100))
    heard = listen(
        _call(*sentence(1.0, 20), right=sentence(30.0, 9)), ears(), OPTIONS, clock=lambda: float(next(clock))
    )
    assert {seconds for _, seconds in heard.timings} == {1.0}


def test_what_shaped_the_words_is_told() -> None:
    heard = listen(_call(*sentence(1.0, 20), right=sentence(30.0, 9)), ears(), OPTIONS)
    assert heard.transcript is not None
    ours = heard.transcript.engines[-1]
    assert ours.name == "everycall"
    assert dict(ours.settings)["recognise.pack.longest"] == "29.0"
    assert list(ours.settings) == sorted(ours.settings)
