"""The maker of the sample calls, with a tone in place of the voices."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from samples.kokoro import RATE_HZ as VOICE_HZ
from samples.line import RATE_HZ, mu_law, narrow, sway
from samples.manner import MANNERS, Manner, Sound, colour
from samples.mix import Mix, mix
from samples.recording import sound_path, write
from samples.script import BadScript, Format, Layout, Line, Noise, Script, read
from samples.sounds import hold_music, ringback
from samples.speech import Speech

SECONDS = 3.0
SCRIPT = Script(
    id="a-call",
    language="en",
    title="A call",
    shows=(),
    layout=Layout.AGENT_FIRST,
    format=Format.MULAW,
    voices={"agent": "a", "customer": "b"},
    metadata={},
    events=(
        Line("agent", "Hello."),
        Line("customer", "I wanted to say that", pause=0.5),
        Line("agent", "No.", interrupts=1.0),
        Noise("silence", 12.0),
        Line("customer", "Hello?"),
        Line("agent", "Mm.", over=0.5),
        Noise("hold", 5.0),
    ),
)
VALID = """
id: a-call
language: en
title: A call
shows: [clean]
format: mulaw.wav
scorable: false
voices: {agent: a}
metadata: {direction: inbound}
call:
  - agent: Hello.
"""


def tone(hertz: float, seconds: float, rate_hz: int) -> Sound:
    return (0.1 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(
        np.float32
    )


def speak(line: Line) -> Sound:
    seconds = 0.5 if line.over is not None else SECONDS
    return tone(700.0 if line.party == "agent" else 1100.0, seconds, VOICE_HZ)


def peak_hertz(sound: Sound, rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * rate_hz / len(sound))


def level(sound: Mix, channel: int, start: float, end: float) -> float:
    stretch = sound.channels[round(start * RATE_HZ) : round(end * RATE_HZ), channel].astype(np.float64)
    return float(10 * np.log10(np.mean(np.square(stretch / 32_768.0)) + 1e-12))


def test_turns_follow_each_other_as_written() -> None:
    hello, wanted, no, asked, mm = mix(SCRIPT, speak).turns
    assert wanted.start == pytest.approx(hello.end + 0.5)
    assert no.start == pytest.approx(wanted.end - 1.0)
    assert asked.start == pytest.approx(no.end + 12.0)
    assert mm.start == pytest.approx(asked.start + 0.5)


def test_hold_begins_where_the_last_turn_ended_and_the_call_goes_on_after_it() -> None:
    made = mix(SCRIPT, speak)
    silence, hold = made.noises
    assert (silence.kind, hold.kind) == ("silence", "hold")
    assert hold.start == made.turns[3].end
    assert made.duration > hold.end


def test_each_party_is_on_its_channel() -> None:
    made = mix(SCRIPT, speak)
    hello = made.turns[0]
    assert level(made, 0, hello.start, hello.end) > level(made, 1, hello.start, hello.end) + 20


def test_swapped_layout_swaps_the_channels() -> None:
    made = mix(replace(SCRIPT, layout=Layout.CUSTOMER_FIRST), speak)
    hello = made.turns[0]
    assert hello.channel == 1
    assert level(made, 1, hello.start, hello.end) > level(made, 0, hello.start, hello.end) + 20


def test_mono_holds_both_parties() -> None:
    made = mix(replace(SCRIPT, layout=Layout.MONO), speak)
    assert made.channels.shape[1] == 1
    assert {turn.channel for turn in made.turns} == {0}
    for turn in made.turns:
        assert level(made, 0, turn.start, turn.end) > -40


def test_same_script_makes_the_same_bytes() -> None:
    assert np.array_equal(mix(SCRIPT, speak).channels, mix(SCRIPT, speak).channels)
    other = mix(replace(SCRIPT, id="b-call"), speak).channels
    assert not np.array_equal(mix(SCRIPT, speak).channels[:1000], other[:1000])


def test_mu_law_is_the_codec_everyone_uses(tmp_path: Path) -> None:
    sound = np.arange(-32_768, 32_768, dtype=np.float32) / 32_768.0
    soundfile.write(tmp_path / "a.wav", mu_law(sound), RATE_HZ, subtype="ULAW")
    back, _ = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert np.array_equal(back, mu_law(sound))
    assert len(np.unique(back)) == 255  # 256 codes, two of them zero


@pytest.mark.parametrize("layout", [Layout.AGENT_FIRST, Layout.MONO])
@pytest.mark.parametrize("file_format", list(Format))
def test_every_format_holds_the_sound_that_was_mixed(
    tmp_path: Path, file_format: Format, layout: Layout
) -> None:
    script = replace(SCRIPT, format=file_format, layout=layout)
    made = mix(script, speak)
    if file_format is Format.GSM and layout is Layout.AGENT_FIRST:
        made = replace(made, channels=made.channels[:, :1])  # GSM 6.10 has one channel
    write(tmp_path, script, made)
    back, rate_hz = soundfile.read(sound_path(tmp_path, script), dtype="int16", always_2d=True)
    assert rate_hz == RATE_HZ
    for channel in range(made.channels.shape[1]):
        before = made.channels[:, channel].astype(np.float64)
        after = back[: len(before), channel].astype(np.float64)
        likeness = before @ after / np.sqrt((before @ before) * (after @ after))
        assert likeness > (0.93 if file_format is Format.GSM else 0.98)


@given(st.floats(-1.0, 1.0, width=32))
def test_mu_law_is_near_and_changes_nothing_the_second_time(value: float) -> None:
    once = mu_law(np.array([value], np.float32))
    assert abs(once[0] / 32_768.0 - value) <= 0.035 * abs(value) + 1e-3
    assert np.array_equal(mu_law(once.astype(np.float32) / 32_768.0), once)


@pytest.mark.parametrize(
    ("hertz", "passes"), [(60.0, False), (1000.0, True), (3000.0, True), (3900.0, False)]
)
def test_line_lets_only_the_telephone_band_through(hertz: float, passes: bool) -> None:
    before = tone(hertz, 1.0, VOICE_HZ)
    after = narrow(before, VOICE_HZ)
    lost_db = -20 * np.log10(np.std(after[800:-800]) / np.std(before))
    assert (lost_db < 1.0) if passes else (lost_db > 20.0)


def test_turns_sway_as_people_do_and_a_studio_announcement_does_not() -> None:
    loudness = [
        20 * np.log10(np.std(sway(tone(700.0, 2.0, RATE_HZ), rng)) / np.std(tone(700.0, 2.0, RATE_HZ)))
        for rng in (np.random.default_rng(seed) for seed in range(200))
    ]
    assert 1.2 < float(np.std(loudness)) < 2.5
    assert abs(float(np.mean(loudness))) < 0.4
    script = replace(SCRIPT, voices={"ivr": "i"}, events=tuple(Line("ivr", "Welcome.") for _ in range(4)))
    made = mix(script, speak)
    assert np.ptp([level(made, 0, turn.start, turn.end) for turn in made.turns]) < 0.1


def test_manner_changes_pitch_pace_and_level_as_it_says() -> None:
    manner = Manner(semitones=12, gain_db=6.0)
    before = tone(300.0, 2.0, VOICE_HZ)
    after = colour(before, manner, VOICE_HZ)
    assert len(after) == pytest.approx(len(before) / 2, abs=2)
    assert peak_hertz(after, VOICE_HZ) == pytest.approx(600.0, abs=3)
    assert 20 * np.log10(np.std(after) / np.std(before)) == pytest.approx(6.0, abs=0.3)


def test_tilt_lifts_the_high_and_leaves_the_low() -> None:
    manner = Manner(tilt_db=3.0)
    for hertz, lifted in ((500.0, 0.0), (2000.0, 3.0), (4000.0, 6.0)):
        before = tone(hertz, 1.0, VOICE_HZ)
        after = colour(before, manner, VOICE_HZ)
        assert 20 * np.log10(np.std(after) / np.std(before)) == pytest.approx(lifted, abs=0.2)


def test_anger_is_faster_higher_louder_and_brighter_than_neutral() -> None:
    angry, neutral = MANNERS["angry"], MANNERS["neutral"]
    assert angry.speed > neutral.speed
    assert angry.pitch > neutral.pitch
    assert angry.gain_db > neutral.gain_db
    assert angry.tilt_db > neutral.tilt_db


class Counting:
    """An engine that counts."""

    def __init__(self) -> None:
        self.spoken: list[tuple[str, float]] = []

    def say(self, text: str, *, voice: str, language: str, speed: float) -> Sound:
        self.spoken.append((text, speed))
        return tone(500.0, 1.0, VOICE_HZ)


def test_a_turn_is_spoken_once_and_sounds_the_same_from_the_shelf(tmp_path: Path) -> None:
    engine = Counting()
    first = Speech(engine, tmp_path).turn("Hi.", voice="a", language="en", manner="angry")
    again = Speech(engine, tmp_path).turn("Hi.", voice="a", language="en", manner="angry")
    assert np.array_equal(first, again)
    assert len(engine.spoken) == 1


def test_another_voice_text_or_pace_is_spoken_anew(tmp_path: Path) -> None:
    engine = Counting()
    speech = Speech(engine, tmp_path)
    for text, voice, manner in (
        ("Hi.", "a", "neutral"),
        ("Hi.", "b", "neutral"),
        ("Ho.", "a", "neutral"),
        ("Hi.", "a", "hurried"),
    ):
        speech.turn(text, voice=voice, language="en", manner=manner)
    assert len(engine.spoken) == 4


def test_hold_music_is_music_and_ringback_rings() -> None:
    music = hold_music(6.0, seed=1)
    assert len(music) == 6 * RATE_HZ
    assert float(np.std(music)) == pytest.approx(0.045, rel=0.05)
    ring = ringback(5.0, "zh")
    assert peak_hertz(ring[:RATE_HZ], RATE_HZ) == pytest.approx(450.0, abs=2)
    assert not ring[RATE_HZ + 10 : 5 * RATE_HZ].any()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("language: en", "language: fr", "language is 'fr'"),
        ("id: a-call", "id: other", "the id is the file's name"),
        ("voices: {agent: a}", "voices: {}", "no voice for"),
        ("scorable: false", "scorable: true", "`expects` is missing"),
        ("title: A call", "titel: A call", "title"),
        ("title: A call", "title: A call\nmood: good", "unknown fields"),
        ("format: mulaw.wav", "format: wma", "wma"),
        ("format: mulaw.wav", "format: gsm.wav", "gsm.wav has one channel"),
        ("- agent: Hello.", "- agnet: Hello.", "call line 1"),
        ("- agent: Hello.", "- agent: ''", "says nothing"),
        ("- agent: Hello.", "- agent: Hello.\n    loud: 3", "loud"),
        ("- agent: Hello.", "- agent: Hello.\n    manner: furious", "furious"),
        ("- agent: Hello.", "- hold: long", "long"),
        ("call:", "violations: [{criterion: x, turn: 4, why: y}]\ncall:", "turn 4 of 1"),
        ("title: A call", "title: [", "is not YAML"),
    ],
)
def test_a_script_that_cannot_be_performed_is_refused_with_its_place(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    path = tmp_path / "a-call.yaml"
    path.write_text(VALID.replace(before, after), encoding="utf-8")
    with pytest.raises(BadScript, match=r"a-call\.yaml") as refusal:
        read(path)
    assert says in str(refusal.value)


def test_a_script_that_can_be_performed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a-call.yaml"
    path.write_text(VALID, encoding="utf-8")
    assert read(path).turns == (Line("agent", "Hello."),)
