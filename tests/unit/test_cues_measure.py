from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from asr.audio import Sound, SoundFormat
from asr.cues.cue import SUMS_UP, UNITS, Cue, CueKind, Cues
from asr.cues.frames import HOP_SECONDS
from asr.cues.measure import measure
from asr.cues.options import CueOptions
from asr.cues.segments import VoiceSegment
from asr.cues.tension import Reading
from asr.ports import Samples, Speech
from asr.transcript import Span
from tests.dialogue import AGENT, CUSTOMER, IVR, Dialogue, dialogue, only, say, summary
from tests.voices import RATE_HZ, lay, pcm, vowel

_OPTIONS = CueOptions()
_SILENT = np.zeros(0, np.int16)
_ACOUSTIC = (CueKind.PITCH, CueKind.LOUDNESS, CueKind.TENSION)


def _sound(*channels: NDArray[np.int16]) -> Sound:
    return Sound(channels, SoundFormat("wav", "pcm_mulaw", 8000, len(channels)))


def _measure(call: Dialogue, *channels: NDArray[np.int16], options: CueOptions = _OPTIONS) -> Cues:
    return measure(_sound(*channels), call.transcript, call.speech, options)


def _call(
    tense: bool = True,
) -> tuple[Dialogue, list[tuple[float, NDArray[np.float64]]], list[tuple[float, NDArray[np.float64]]]]:
    """Twelve exchanges; the customer's voice rises and brightens in the middle of the call."""
    turns, agent, customer = [], [], []
    levels = np.random.default_rng(1).permutation(np.linspace(0.04, 0.16, 12))
    for i in range(12):
        start = 8.0 * i
        worked_up = tense and 4 <= i < 8
        turns += [
            say(AGENT, start, start + 3, "Let us look at the bill then."),
            say(CUSTOMER, start + 4, start + 7, "I want to know what this is about."),
        ]
        agent.append((start, vowel(210 + 5 * (i % 3), 3, level=float(levels[i]))))
        pitch_hz = 120 * 2 ** ((6 if worked_up else i % 3 - 1) / 12)
        customer.append(
            (start + 4, vowel(pitch_hz, 3, tilt_db=-6 if worked_up else -12, level=float(levels[11 - i])))
        )
    return dialogue(*turns, duration=97.0), agent, customer


@cache
def _two_channels(tense: bool = True) -> Cues:
    call, agent, customer = _call(tense)
    return _measure(call, lay(97, *agent), lay(97, *customer))


def test_a_whole_call_has_every_cue_that_can_be_told() -> None:
    cues = _two_channels()
    for party in (AGENT, CUSTOMER):
        told = {kind for kind in SUMS_UP if summary(cues.cues, kind, party)}
        missing = set(SUMS_UP) - told
        assert missing == (
            set() if party is CUSTOMER else {k for k in SUMS_UP if k.name.startswith("TENSION")}
        )
    assert cues.notes == ()


def test_a_raised_voice_is_tense_and_recovers() -> None:
    cues = _two_channels()
    peak = summary(cues.cues, CueKind.TENSION_RELATIVE_PEAK, CUSTOMER)
    assert peak is not None
    assert 36 <= peak.start < peak.end <= 63
    assert any("semitones above this speaker's usual" in reason for reason in peak.reasons)
    recovery = summary(cues.cues, CueKind.TENSION_RECOVERY, CUSTOMER)
    calm = summary(_two_channels(tense=False).cues, CueKind.TENSION_RECOVERY, CUSTOMER)
    assert recovery is not None
    assert calm is not None
    assert recovery.value > 1.0 > calm.value


def test_cues_are_sorted_and_every_kind_has_a_unit() -> None:
    cues = _two_channels().cues
    order = list(CueKind)
    assert [(order.index(c.kind), c.start) for c in cues] == sorted(
        (order.index(c.kind), c.start) for c in cues
    )
    assert set(UNITS) == set(CueKind)


def test_the_same_call_has_the_same_cues() -> None:
    call, agent, customer = _call()
    assert _measure(call, lay(97, *agent), lay(97, *customer)) == _two_channels()


def test_settings_are_echoed() -> None:
    call, agent, customer = _call()
    settings = dict(
        _measure(call, lay(97, *agent), lay(97, *customer), options=replace(_OPTIONS, silence=4.5)).settings
    )
    assert settings["silence"] == "4.5"
    assert settings["tension_model"] == "index-1"
    assert set(settings) == {*CueOptions.__dataclass_fields__, "tension_model"}


def test_gain_leaves_relative_cues_as_they_are() -> None:
    call, agent, customer = _call()
    lines = [lay(97, *sounds, floor=0.002).astype(np.float64) / 32768 for sounds in (agent, customer)]
    quiet, loud = (_measure(call, *(pcm(line * gain) for line in lines)) for gain in (0.5, 1.5))
    for kind in (CueKind.LOUDNESS, CueKind.PITCH, CueKind.TENSION, CueKind.TENSION_RELATIVE):
        pairs = list(zip(only(quiet.cues, kind), only(loud.cues, kind), strict=True))
        assert pairs
        for one, other in pairs:
            assert one.value == pytest.approx(other.value, abs=0.1)
            assert (one.turn, one.party) == (other.turn, other.party)


def _moved(call: Dialogue, seconds: float) -> Dialogue:
    turns = tuple(replace(t, start=t.start + seconds, end=t.end + seconds) for t in call.transcript.turns)
    speech = tuple(
        Speech(
            *(
                tuple(Span(s.start + seconds, s.end + seconds) for s in spans)
                for spans in (h.spans, h.overlaps)
            )
        )
        for h in call.speech
    )
    return Dialogue(
        replace(call.transcript, turns=turns, duration=call.transcript.duration + seconds), speech
    )


def test_a_later_call_has_the_same_cues_later() -> None:
    call, agent, customer = _call()
    frames = 500
    ahead = np.zeros(frames * 256, np.int16)
    lines = lay(97, *agent), lay(97, *customer)
    now = _measure(call, *lines)
    later = _measure(_moved(call, frames * HOP_SECONDS), *(np.concatenate([ahead, line]) for line in lines))
    for kind in CueKind:
        for one, other in zip(only(now.cues, kind), only(later.cues, kind), strict=True):
            assert (one.party, one.turn) == (other.party, other.turn)
            assert one.value == pytest.approx(other.value, abs=0.05)
            assert other.start - one.start == pytest.approx(frames * HOP_SECONDS, abs=0.002)
        for party in (AGENT, CUSTOMER):
            one, other = (summary(cues.cues, kind, party) for cues in (now, later))
            assert (one is None) is (other is None)
            assert one is None or one.value == pytest.approx(other.value, abs=0.05)


_TIMES = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=8)


@settings(max_examples=40, deadline=None)
@given(_TIMES, _TIMES, st.booleans())
def test_any_timing_over_silence_has_timing_cues_only(
    agent: list[tuple[int, int]], customer: list[tuple[int, int]], mono: bool
) -> None:
    call = dialogue(
        *(say(AGENT, a / 8, (a + n) / 8) for a, n in agent),
        *(say(CUSTOMER, a / 8, (a + n) / 8) for a, n in customer),
        mono=mono,
    )
    silent = np.zeros(round(call.transcript.duration * RATE_HZ), np.int16)
    cues = _measure(call, *(silent,) * (1 if mono else 2))
    assert not [c for c in cues.cues if c.kind in _ACOUSTIC]
    ratios = [c.value for c in cues.cues if c.kind is CueKind.TALK_RATIO]
    assert not ratios or sum(ratios) == pytest.approx(1.0, abs=0.002)
    assert all(0 <= c.start <= c.end <= call.transcript.duration + 1e-6 for c in cues.cues)
    assert all(np.isfinite(c.value) for c in cues.cues)
    assert bool(cues.cues) is bool(agent or customer)


def test_silence_yields_nothing() -> None:
    call = dialogue(duration=30.0)
    cues = _measure(call, np.zeros(30 * RATE_HZ, np.int16), np.zeros(30 * RATE_HZ, np.int16))
    assert (cues.cues, cues.notes) == ((), ())


def test_on_one_channel_interruptions_are_not_told() -> None:
    call, agent, customer = _call()
    turns = (replace(t, channel=0) for t in call.transcript.turns)
    mono = dialogue(*turns, mono=True, duration=97.0)
    cues = _measure(mono, lay(97, *agent, *customer))
    assert summary(cues.cues, CueKind.INTERRUPTION, AGENT) is None
    assert any("interruptions are not told" in note for note in cues.notes)
    medians = [summary(cues.cues, CueKind.PITCH_MEDIAN, party) for party in (AGENT, CUSTOMER)]
    assert [m.value for m in medians if m] == pytest.approx([215, 127], rel=0.08)


def test_agents_are_read_only_where_asked() -> None:
    call, agent, customer = _call()
    lines = lay(97, *agent), lay(97, *customer)
    asked = _measure(call, *lines, options=replace(_OPTIONS, tension_of_agents=True))
    assert summary(asked.cues, CueKind.TENSION_PEAK, AGENT) is not None
    assert [
        c for c in _measure(call, *lines).cues if c.party is AGENT and c.kind.name.startswith("TENSION")
    ] == []


def test_an_uncertain_customer_is_not_read() -> None:
    call, agent, customer = _call()
    unsure = replace(call.transcript, attribution=replace(call.transcript.attribution, confidence=0.4))
    cues = _measure(replace(call, transcript=unsure), lay(97, *agent), lay(97, *customer))
    assert only(cues.cues, CueKind.TENSION) == []
    assert any("which voice is the customer's is not certain" in note for note in cues.notes)


def test_too_little_voice_is_noted() -> None:
    call = dialogue(say(AGENT, 0, 3), say(CUSTOMER, 4, 4.6))
    cues = _measure(call, lay(6, (0, vowel(200, 3))), lay(6, (4, vowel(120, 0.6))))
    assert only(cues.cues, CueKind.TENSION) == []
    assert any(note.startswith("tension of the customer is not told: 0.") for note in cues.notes)


def test_a_short_call_has_tension_without_a_course() -> None:
    call = dialogue(say(CUSTOMER, 0, 3), duration=4.0)
    cues = _measure(call, np.zeros(4 * RATE_HZ, np.int16), lay(4, (0, vowel(120, 3))))
    assert len(only(cues.cues, CueKind.TENSION)) == 1
    assert summary(cues.cues, CueKind.TENSION_PEAK, CUSTOMER) is None
    assert (
        "the course of tension of the customer is not told: 1 segments of speech, 5 are needed" in cues.notes
    )


def test_an_even_line_tells_no_loudness() -> None:
    call, agent, _ = _call()
    even = [(8.0 * i + 4, vowel(120 + 5 * (i % 3), 3, level=0.1)) for i in range(12)]
    cues = _measure(call, lay(97, *agent), lay(97, *even))
    assert {c.party for c in cues.cues if c.kind is CueKind.LOUDNESS} == {AGENT}
    (note,) = cues.notes
    assert note.startswith("loudness of the customer is not told: channel 1 has automatic gain control")
    assert only(cues.cues, CueKind.TENSION)


def test_a_leaking_voice_is_not_counted() -> None:
    call, agent, customer = _call()
    leaked = [(at, sound * 0.01) for at, sound in agent]
    both = Speech(tuple(sorted((*call.speech[0].spans, *call.speech[1].spans), key=lambda s: s.start)))
    leaky = replace(call, speech=(call.speech[0], both))
    clean = _measure(call, lay(97, *agent), lay(97, *customer, floor=0.0002))
    cues = _measure(leaky, lay(97, *agent), lay(97, *customer, *leaked, floor=0.0002))
    assert any(note.startswith("channel 1: 36.0 s of speech leaked in") for note in cues.notes)
    assert len(cues.cues) == len(clean.cues)
    for one, other in zip(cues.cues, clean.cues, strict=True):
        assert replace(one, value=0.0, reasons=()) == replace(other, value=0.0, reasons=())
        assert one.value == pytest.approx(other.value, abs=0.1)


def test_hold_music_is_told_from_dead_air() -> None:
    call = dialogue(
        say(AGENT, 0, 3, "Please hold."), say(AGENT, 40, 43), say(CUSTOMER, 60, 63), duration=64.0
    )
    music = vowel(330, 34, tilt_db=-6, level=0.08)
    cues = _measure(
        call, lay(64, (0, vowel(200, 3)), (40, vowel(200, 3))), lay(64, (4, music), (60, vowel(120, 3)))
    )
    (hold,) = only(cues.cues, CueKind.HOLD)
    (silence,) = only(cues.cues, CueKind.SILENCE)
    assert (hold.start, hold.end, hold.party) == (3, 40, AGENT)
    assert (silence.start, silence.end, silence.party) == (43, 60, CUSTOMER)


def test_an_announcement_has_no_pitch_or_loudness() -> None:
    call = dialogue(say(IVR, 0, 5), say(CUSTOMER, 6, 9), duration=10.0)
    cues = _measure(call, lay(10, (0, vowel(200, 5))), lay(10, (6, vowel(120, 3))))
    assert {c.party for c in cues.cues if c.kind is CueKind.PITCH} == {CUSTOMER}
    assert summary(cues.cues, CueKind.TALK_RATIO, IVR) is not None


class _Always:
    """A model that finds everyone equally tense."""

    name = "always-1"

    def read(self, samples: Samples, segments: Sequence[VoiceSegment], /) -> tuple[Reading, ...]:
        return tuple(Reading(2.0, 1.0) for _ in segments)


def test_another_model_takes_the_place_of_the_index() -> None:
    call, agent, customer = _call()
    cues = measure(
        _sound(lay(97, *agent), lay(97, *customer)), call.transcript, call.speech, _OPTIONS, _Always()
    )
    assert {c.value for c in cues.of(CueKind.TENSION)} == {2.0}
    assert dict(cues.settings)["tension_model"] == "always-1"


def test_speech_of_a_channel_that_is_not_there_is_refused() -> None:
    call, agent, _ = _call()
    with pytest.raises(ValueError, match="speech was given for 2 channels, but the recording has 1"):
        _measure(call, lay(97, *agent))


def test_a_turn_on_a_channel_nobody_listened_to_is_refused() -> None:
    call, agent, customer = _call()
    deaf = Dialogue(call.transcript, call.speech[:1])
    with pytest.raises(ValueError, match="turn 1 is on channel 1, but speech was given for 1 channel"):
        _measure(deaf, lay(97, *agent), lay(97, *customer))


def _of_turn(cues: Cues, turn: int) -> list[Cue]:
    return [c for c in cues.cues if c.turn == turn]


def test_every_cue_of_a_turn_lies_in_it_or_before_it() -> None:
    call, agent, customer = _call()
    cues = _measure(call, lay(97, *agent), lay(97, *customer))
    for turn in call.transcript.turns:
        for cue in _of_turn(cues, turn.index):
            assert cue.end <= turn.end + 1e-6 or cue.whole_call
            assert cue.party is turn.party
