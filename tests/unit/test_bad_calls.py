"""Recordings that are sound and yet no fair basis for a score, through the whole listening stage."""

from dataclasses import replace

from asr.attribute import AttributionOptions
from asr.health.ailment import HealthKind, Severity
from asr.listen import ListenOptions, listen
from asr.ports import RATE_HZ, Samples, Speech
from asr.transcript import CERTAIN, Segment, Word
from tests.ears import Detector, Recogniser, ears, sentence, sound, spoken
from tests.sounds import music

OPTIONS = ListenOptions(language="en", attribution=AttributionOptions(agent_channel=0))
ASKS = "I was charged twice on my bill and I want a refund."
SERVES = "Thank you for calling Meridian Water, this is Priya speaking, how may I help you today?"


class Deaf:
    """Hears no speech in anything."""

    engine = Detector.engine

    def detect(self, samples: Samples) -> Speech:
        return Speech(())


def test_hold_music_alone_is_not_written_down_and_cannot_be_judged() -> None:
    recogniser = Recogniser()
    tune, other = (music(60, RATE_HZ, seed)[0] for seed in (0, 1))
    for recording in (sound(tune), sound(tune, tune), sound(tune, other)):
        heard = listen(recording, replace(ears(recogniser), detector=Deaf()), OPTIONS)
        assert (heard.transcript, heard.cues) == (None, None)
        assert {finding.kind for finding in heard.health.blocking} == {HealthKind.HOLD_MUSIC}
        assert not heard.health.scorable
    assert recogniser.asked == []


def test_fifty_milliseconds_are_not_written_down_and_cannot_be_judged() -> None:
    recogniser = Recogniser()
    heard = listen(sound(spoken(0.05), spoken(0.05)), ears(recogniser), OPTIONS)
    assert (heard.transcript, heard.health.scorable) == (None, False)
    assert recogniser.asked == []


def test_a_call_in_another_language_is_not_written_down_unless_its_language_is_stated() -> None:
    call = sound(spoken(60.0, *sentence(1.0, 10)), spoken(60.0, *sentence(10.0, 10)))
    recogniser = Recogniser(foreign=True)
    heard = listen(call, ears(recogniser), replace(OPTIONS, language="auto"))
    assert (heard.transcript, heard.health.blocking[0].kind) == (None, HealthKind.OTHER_LANGUAGE)
    assert "neither Chinese nor English" in heard.health.blocking[0].detail
    assert recogniser.asked == []
    assert listen(call, ears(recogniser), OPTIONS).transcript is not None


def test_swapped_channels_are_told_by_what_is_said_on_them() -> None:
    for left, right, swapped in ((ASKS, SERVES, True), (SERVES, ASKS, False)):
        texts = iter((left, right))
        recogniser = Recogniser(invents=lambda _number, _language, texts=texts: _said(next(texts)))
        call = sound(spoken(60.0, *sentence(1.0, 10)), spoken(60.0, *sentence(10.0, 10)))
        heard = listen(call, ears(recogniser), OPTIONS)
        assert heard.transcript is not None
        found = {f.kind for f in heard.health.findings if f.severity is Severity.WARNING}
        assert (HealthKind.SWAPPED_CHANNELS in found) is swapped
        assert (heard.transcript.attribution.confidence < CERTAIN) is swapped


def _said(text: str) -> Segment:
    """Spread a text over the 5.4 seconds of a sentence of ten words."""
    step = 5.4 / len(text.split())
    words = tuple(Word(i * step, (i + 1) * step, f" {w}", 0.9) for i, w in enumerate(text.split()))
    return Segment(0.0, 5.4, text, "en", -0.2, 0.1, 1.0, words)
