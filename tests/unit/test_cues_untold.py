"""What the cues of a call leave out, and the notes that say why."""

from dataclasses import replace

import numpy as np
import pytest

from asr.crosstalk import CrosstalkOptions, own_speech
from asr.cues.cue import CueKind
from asr.ports import Speech
from tests.dialogue import AGENT, CUSTOMER, IVR, dialogue, only, say, summary
from tests.exchanges import OPTIONS, exchanges, measured
from tests.voices import RATE_HZ, lay, vowel


def test_on_one_channel_interruptions_are_not_told() -> None:
    call, agent, customer = exchanges()
    turns = (replace(t, channel=0) for t in call.transcript.turns)
    mono = dialogue(*turns, mono=True, duration=97.0)
    cues = measured(mono, lay(97, *agent, *customer))
    assert summary(cues.cues, CueKind.INTERRUPTION, AGENT) is None
    assert any("interruptions are not told" in note for note in cues.notes)
    medians = [summary(cues.cues, CueKind.PITCH_MEDIAN, party) for party in (AGENT, CUSTOMER)]
    assert [m.value for m in medians if m] == pytest.approx([215, 127], rel=0.08)


def test_agents_are_read_only_where_asked() -> None:
    call, agent, customer = exchanges()
    lines = lay(97, *agent), lay(97, *customer)
    asked = measured(call, *lines, options=replace(OPTIONS, tension_of_agents=True))
    assert summary(asked.cues, CueKind.TENSION_PEAK, AGENT) is not None
    assert [
        c for c in measured(call, *lines).cues if c.party is AGENT and c.kind.name.startswith("TENSION")
    ] == []


def test_an_uncertain_customer_is_not_read() -> None:
    call, agent, customer = exchanges()
    unsure = replace(call.transcript, attribution=replace(call.transcript.attribution, confidence=0.4))
    cues = measured(replace(call, transcript=unsure), lay(97, *agent), lay(97, *customer))
    assert only(cues.cues, CueKind.TENSION) == []
    assert any("which voice is the customer's is not certain" in note for note in cues.notes)


def test_too_little_voice_is_noted() -> None:
    call = dialogue(say(AGENT, 0, 3), say(CUSTOMER, 4, 4.6))
    cues = measured(call, lay(6, (0, vowel(200, 3))), lay(6, (4, vowel(120, 0.6))))
    assert only(cues.cues, CueKind.TENSION) == []
    assert any(note.startswith("tension of the customer is not told: 0.") for note in cues.notes)


def test_a_short_call_has_tension_without_a_course() -> None:
    call = dialogue(say(CUSTOMER, 0, 3), duration=4.0)
    cues = measured(call, np.zeros(4 * RATE_HZ, np.int16), lay(4, (0, vowel(120, 3))))
    assert len(only(cues.cues, CueKind.TENSION)) == 1
    assert summary(cues.cues, CueKind.TENSION_PEAK, CUSTOMER) is None
    assert (
        "the course of tension of the customer is not told: 1 segments of speech, 5 are needed" in cues.notes
    )


def test_an_even_line_tells_no_loudness() -> None:
    call, agent, _ = exchanges()
    even = [(8.0 * i + 4, vowel(120 + 5 * (i % 3), 3, level=0.1)) for i in range(12)]
    cues = measured(call, lay(97, *agent), lay(97, *even))
    assert {c.party for c in cues.cues if c.kind is CueKind.LOUDNESS} == {AGENT}
    (note,) = cues.notes
    assert note.startswith("loudness of the customer is not told: channel 1 has automatic gain control")
    assert only(cues.cues, CueKind.TENSION)


def test_a_leaking_voice_is_not_counted() -> None:
    call, agent, customer = exchanges()
    leaked = [(at, sound * 0.01) for at, sound in agent]
    both = Speech(tuple(sorted((*call.speech[0].spans, *call.speech[1].spans), key=lambda s: s.start)))
    lines = lay(97, *agent), lay(97, *customer, *leaked, floor=0.0002)
    own = own_speech(lines, (call.speech[0], both), CrosstalkOptions())
    clean = measured(call, lay(97, *agent), lay(97, *customer, floor=0.0002))
    cues = measured(replace(call, speech=own), *lines)
    assert len(cues.cues) == len(clean.cues)
    for one, other in zip(cues.cues, clean.cues, strict=True):
        assert replace(one, value=0.0, reasons=()) == replace(other, value=0.0, reasons=())
        assert one.value == pytest.approx(other.value, abs=0.1)


def test_an_announcement_has_no_pitch_or_loudness() -> None:
    call = dialogue(say(IVR, 0, 5), say(CUSTOMER, 6, 9), duration=10.0)
    cues = measured(call, lay(10, (0, vowel(200, 5))), lay(10, (6, vowel(120, 3))))
    assert {c.party for c in cues.cues if c.kind is CueKind.PITCH} == {CUSTOMER}
    assert summary(cues.cues, CueKind.TALK_RATIO, IVR) is not None
