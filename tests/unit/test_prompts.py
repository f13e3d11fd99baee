"""Recorded prompts: machines are told from people."""

from dataclasses import replace

import pytest

from asr.attribute import AttributionOptions, attribute, name_turns
from asr.parties.prompts import recorded_prompts
from asr.transcript import Basis, Party
from tests.dialogues import PEOPLE, PROMPTS, SERVICE_EN, SERVICE_ZH, Dialogue, spoken


def told(dialogue: Dialogue) -> dict[str, Party]:
    """What each party of a dialogue was taken for by its words."""
    turns, keys = spoken(dialogue)
    parties = dict(attribute(turns, Basis.DIARIZATION, AttributionOptions()).parties)
    return {party: parties[key] for party, key in keys.items()}


@pytest.mark.parametrize("name", PROMPTS)
def test_a_voice_that_says_prompts_only_is_a_party_of_its_own(name: str) -> None:
    service = SERVICE_ZH if name.startswith("zh") else SERVICE_EN
    taken = told([("ivr", PROMPTS[name]), *service])
    assert taken == {"ivr": Party.IVR, "agent": Party.AGENT, "customer": Party.CUSTOMER}


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_on_the_agents_channel_is_the_machines(name: str) -> None:
    service = SERVICE_ZH if name.startswith("zh") else SERVICE_EN
    turns, _ = spoken([("agent", PROMPTS[name]), *service], channels=True)
    found = attribute(turns, Basis.CHANNELS, AttributionOptions(agent_channel=0))
    assert [t.party for t in name_turns(turns, found)] == [
        Party.IVR,
        Party.AGENT,
        Party.CUSTOMER,
        Party.AGENT,
        Party.CUSTOMER,
    ]


@pytest.mark.parametrize("text", PEOPLE)
def test_people_who_sound_like_prompts_are_people(text: str) -> None:
    turns, _ = spoken([("someone", text), ("other", "Okay."), ("someone", "Right, okay then.")])
    assert recorded_prompts(turns) == frozenset()


def test_an_agent_who_goes_on_after_the_notice_is_no_machine() -> None:
    turns, _ = spoken([("agent", "This call is recorded."), ("agent", "How may I help you?")])
    assert recorded_prompts(turns) == {0}
    at_once = [turns[0], replace(turns[1], start=turns[0].end + 0.4)]
    assert recorded_prompts(at_once) == frozenset()


def test_only_machines_leave_nobody_to_judge() -> None:
    turns, _ = spoken([("ivr", PROMPTS["zh queue"]), ("ivr", PROMPTS["zh queue"])])
    found = attribute(turns, Basis.DIARIZATION, AttributionOptions())
    assert found.parties == (("voice-1", Party.IVR),)
    assert found.reasons == ("only recorded prompts are heard",)
