from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr.cues.cue import SUMS_UP, UNITS, Cue, CueKind, Cues
from asr.cues.frames import HOP_SECONDS
from asr.cues.measure import measure
from asr.cues.options import CueOptions
from asr.cues.segments import VoiceSegment
from asr.cues.tension import Reading
from asr.ports import Samples, Speech
from asr.transcript import Span
from tests.dialogue import AGENT, CUSTOMER, Dialogue, dialogue, only, say, summary
from tests.exchanges import OPTIONS, exchanges, measured, recorded
from tests.voices import RATE_HZ, lay, pcm, vowel

_ACOUSTIC = (CueKind.PITCH, CueKind.LOUDNESS, CueKind.TENSION)


@cache
def _two_channels(tense: bool = True) -> Cues:
    call, agent, customer = exchanges(tense)
    return measured(call, lay(97, *agent), lay(97, *customer))


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
    call, agent, customer = exchanges()
    assert measured(call, lay(97, *agent), lay(97, *customer)) == _two_channels()


def test_settings_are_echoed() -> None:
    call, agent, customer = exchanges()
    settings = dict(
        measured(call, lay(97, *agent), lay(97, *customer), options=replace(OPTIONS, silence=4.5)).settings
    )
    assert settings["silence"] == "4.5"
    assert settings["tension_model"] == "index-1"
    assert set(settings) == {*CueOptions.__dataclass_fields__, "tension_model"}


def test_gain_leaves_relative_cues_as_they_are() -> None:
    call, agent, customer = exchanges()
    lines = [lay(97, *sounds, floor=0.002).astype(np.float64) / 32768 for sounds in (agent, customer)]
    quiet, loud = (measured(call, *(pcm(line * gain) for line in lines)) for gain in (0.5, 1.5))
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
    call, agent, customer = exchanges()
    frames = 500
    ahead = np.zeros(frames * 256, np.int16)
    lines = lay(97, *agent), lay(97, *customer)
    now = measured(call, *lines)
    later = measured(_moved(call, frames * HOP_SECONDS), *(np.concatenate([ahead, line]) for line in lines))
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


@settings(max_examples=40)
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
    cues = measured(call, *(silent,) * (1 if mono else 2))
    assert not [c for c in cues.cues if c.kind in _ACOUSTIC]
    ratios = [c.value for c in cues.cues if c.kind is CueKind.TALK_RATIO]
    assert not ratios or sum(ratios) == pytest.approx(1.0, abs=0.002)
    assert all(0 <= c.start <= c.end <= call.transcript.duration + 1e-6 for c in cues.cues)
    assert all(np.isfinite(c.value) for c in cues.cues)
    assert bool(cues.cues) is bool(agent or customer)


def test_silence_yields_nothing() -> None:
    call = dialogue(duration=30.0)
    cues = measured(call, np.zeros(30 * RATE_HZ, np.int16), np.zeros(30 * RATE_HZ, np.int16))
    assert (cues.cues, cues.notes) == ((), ())


def test_hold_music_is_told_from_dead_air() -> None:
    call = dialogue(
        say(AGENT, 0, 3, "Please hold."), say(AGENT, 40, 43), say(CUSTOMER, 60, 63), duration=64.0
    )
    music = vowel(330, 34, tilt_db=-6, level=0.08)
    cues = measured(
        call, lay(64, (0, vowel(200, 3)), (40, vowel(200, 3))), lay(64, (4, music), (60, vowel(120, 3)))
    )
    (hold,) = only(cues.cues, CueKind.HOLD)
    (silence,) = only(cues.cues, CueKind.SILENCE)
    assert (hold.start, hold.end, hold.party) == (3, 40, AGENT)
    assert (silence.start, silence.end, silence.party) == (43, 60, CUSTOMER)


class _Always:
    """A model that finds everyone equally tense."""

    name = "always-1"

    def read(self, samples: Samples, segments: Sequence[VoiceSegment], /) -> tuple[Reading, ...]:
        return tuple(Reading(2.0, 1.0) for _ in segments)


def test_another_model_takes_the_place_of_the_index() -> None:
    call, agent, customer = exchanges()
    cues = measure(
        recorded(lay(97, *agent), lay(97, *customer)), call.transcript, call.speech, OPTIONS, _Always()
    )
    assert {c.value for c in cues.of(CueKind.TENSION)} == {2.0}
    assert dict(cues.settings)["tension_model"] == "always-1"


def test_speech_of_a_channel_that_is_not_there_is_refused() -> None:
    call, agent, _ = exchanges()
    with pytest.raises(ValueError, match="speech was given for 2 channels, but the recording has 1"):
        measured(call, lay(97, *agent))


def test_a_turn_on_a_channel_nobody_listened_to_is_refused() -> None:
    call, agent, customer = exchanges()
    deaf = Dialogue(call.transcript, call.speech[:1])
    with pytest.raises(ValueError, match="turn 1 is on channel 1, but speech was given for 1 channel"):
        measured(deaf, lay(97, *agent), lay(97, *customer))


def _of_turn(cues: Cues, turn: int) -> list[Cue]:
    return [c for c in cues.cues if c.turn == turn]


def test_every_cue_of_a_turn_lies_in_it_or_before_it() -> None:
    call, agent, customer = exchanges()
    cues = measured(call, lay(97, *agent), lay(97, *customer))
    for turn in call.transcript.turns:
        for cue in _of_turn(cues, turn.index):
            assert cue.end <= turn.end + 1e-6 or cue.whole_call
            assert cue.party is turn.party
