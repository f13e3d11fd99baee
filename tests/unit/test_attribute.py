"""Who is the agent."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asr.attribute import AttributionOptions, attribute, find_swap, name_turns
from asr.health.ailment import HealthKind, Severity
from asr.transcript import CERTAIN, Attribution, Basis, Doubt, Party
from tests.dialogues import PROMPTS, SERVICE_EN, SERVICE_ZH, TOLD, UNTOLD, Dialogue, spoken


def by_voice(
    dialogue: Dialogue, options: AttributionOptions | None = None
) -> tuple[Attribution, dict[str, Party]]:
    """The attribution, and what each party of the dialogue was taken for."""
    turns, keys = spoken(dialogue)
    found = attribute(turns, Basis.DIARIZATION, options or AttributionOptions())
    return found, {party: dict(found.parties)[key] for party, key in keys.items()}


@pytest.mark.parametrize("name", TOLD)
def test_words_tell_the_agent(name: str) -> None:
    dialogue, direction = TOLD[name]
    found, taken = by_voice(dialogue, AttributionOptions(direction=direction))
    assert taken == {"agent": Party.AGENT, "customer": Party.CUSTOMER}
    assert found.confidence >= CERTAIN
    assert found.reasons


@pytest.mark.parametrize("name", UNTOLD)
def test_small_talk_leaves_everyone_unknown(name: str) -> None:
    found, taken = by_voice(UNTOLD[name])
    assert set(taken.values()) == {Party.UNKNOWN}
    assert found.confidence < CERTAIN
    assert "does not tell" in found.reasons[0]


def scripts() -> list[Path]:
    paths = (Path(__file__).parents[2] / "samples/scripts").glob("*.yaml")
    return sorted(path for path in paths if "- agent:" in path.read_text())


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.stem)
def test_every_sample_call_is_told_by_its_words_alone(script: Path) -> None:
    lines = [
        (party, text) for line in yaml.safe_load(script.read_text())["call"] for party, text in line.items()
    ]
    dialogue = [(party, text) for party, text in lines if party in {"agent", "customer", "ivr"}]
    found, taken = by_voice(dialogue)
    assert taken == {party: Party(party) for party in taken}
    assert found.confidence >= CERTAIN


def test_more_is_said_the_surer_it_gets() -> None:
    slowly = [
        ("agent", "Hello."),
        ("customer", "Hello."),
        ("agent", "One moment, please."),
        ("customer", "My bill."),
    ]
    sure = [by_voice(slowly[:n])[0].confidence for n in (2, 3, 4)]
    assert sure[0] < sure[1] < sure[2] <= 0.97


def test_who_speaks_first_counts_by_direction() -> None:
    dialogue = [("first", "Good morning."), ("second", "Good morning, yes?")]
    inbound = by_voice(dialogue, AttributionOptions(direction="inbound"))
    outbound = by_voice(dialogue, AttributionOptions(direction="outbound"))
    assert inbound[1] == {"first": Party.AGENT, "second": Party.CUSTOMER}
    assert outbound[1] == {"first": Party.CUSTOMER, "second": Party.AGENT}
    assert max(inbound[0].confidence, outbound[0].confidence) < 0.7


def test_company_words_are_the_agents() -> None:
    dialogue = [
        ("customer", "Yes?"),
        ("agent", "Meridian here."),
        ("customer", "Yes."),
        ("agent", "Meridian Water."),
    ]
    assert by_voice(dialogue)[1]["agent"] is Party.UNKNOWN
    found, taken = by_voice(dialogue, AttributionOptions(company_words=("Meridian",)))
    assert taken["agent"] is Party.AGENT
    assert any("company's name" in reason for reason in found.reasons)


def test_reasons_say_who_what_and_when() -> None:
    reasons = by_voice(SERVICE_ZH)[0].reasons
    assert "voice-1 offers help (“什么可以帮您”, 0:00)" in reasons
    assert any(
        reason.startswith("voice-2 speaks of their own affairs (“我的话费”, 0:0") for reason in reasons
    )


def test_a_third_voice_joins_the_side_it_sounds_like() -> None:
    supervisor = (
        "supervisor",
        "Good afternoon, I'm the supervisor. I apologise for the delay, let me check your account.",
    )
    taken = by_voice([*SERVICE_EN, supervisor])[1]
    assert taken["supervisor"] is Party.AGENT
    assert by_voice([*SERVICE_EN, ("child", "Mum?")])[1]["child"] is Party.UNKNOWN


def test_words_nobody_said_tell_nothing() -> None:
    turns, _ = spoken([("agent", "你好。"), ("customer", "感谢您的来电，请问有什么可以帮您？")])
    doubted = [turns[0], replace(turns[1], doubts=(Doubt.SIGN_OFF,))]
    assert attribute(turns, Basis.DIARIZATION, AttributionOptions()).confidence >= CERTAIN
    assert attribute(doubted, Basis.DIARIZATION, AttributionOptions()).confidence < CERTAIN


def test_one_voice_alone_is_told_by_its_words_or_unknown() -> None:
    assert by_voice([("agent", SERVICE_EN[0][1])])[1]["agent"] is Party.AGENT
    assert by_voice([("customer", "喂，我要投诉，你们怎么还没给我退款？")])[1]["customer"] is Party.CUSTOMER
    assert by_voice([("who", "Hm.")])[1]["who"] is Party.UNKNOWN


def test_nothing_said_is_no_party_at_all() -> None:
    found = attribute((), Basis.DIARIZATION, AttributionOptions())
    assert (found.parties, found.confidence) == ((), 0.0)


@pytest.mark.parametrize("dialogue", [SERVICE_EN, SERVICE_ZH], ids=["en", "zh"])
def test_a_channel_map_that_fits_the_words_is_surer(dialogue: Dialogue) -> None:
    turns, _ = spoken(dialogue, channels=True)
    options = AttributionOptions(agent_channel=0)
    found = attribute(turns, Basis.CHANNELS, options)
    assert found.parties == (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER))
    assert found.confidence > options.map_confidence
    assert find_swap(found, options) == ()


@pytest.mark.parametrize("dialogue", [SERVICE_EN, SERVICE_ZH], ids=["en", "zh"])
def test_swapped_channels_are_found_by_what_is_said(dialogue: Dialogue) -> None:
    turns, _ = spoken(dialogue, channels=True)
    options = AttributionOptions(agent_channel=1)
    found = attribute(turns, Basis.CHANNELS, options)
    assert found.parties == (("channel-0", Party.CUSTOMER), ("channel-1", Party.AGENT)), (
        "the map holds until corrected"
    )
    assert found.confidence < CERTAIN
    (finding,) = find_swap(found, options)
    assert (finding.kind, finding.severity) == (HealthKind.SWAPPED_CHANNELS, Severity.WARNING)
    assert "Channel 1 is mapped to the agent" in finding.detail
    assert "Correct the channel map" in finding.detail


@pytest.mark.parametrize("dialogue", list(UNTOLD.values()), ids=list(UNTOLD))
def test_a_channel_map_stands_where_words_tell_nothing(dialogue: Dialogue) -> None:
    turns, _ = spoken(dialogue, channels=True)
    options = AttributionOptions(agent_channel=1)
    found = attribute(turns, Basis.CHANNELS, options)
    assert dict(found.parties)["channel-1"] is Party.AGENT
    assert found.confidence >= 0.9
    assert find_swap(found, options) == ()


def test_a_silent_channel_keeps_its_party_by_the_map() -> None:
    turns, _ = spoken([("agent", "您好，请问有什么可以帮您？")], channels=True)
    found = attribute(turns, Basis.CHANNELS, AttributionOptions(agent_channel=0))
    assert found.parties == (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER))


def test_channels_without_a_map_are_told_by_their_words() -> None:
    turns, keys = spoken(SERVICE_ZH, channels=True)
    found = attribute(turns, Basis.CHANNELS, AttributionOptions())
    assert {p: dict(found.parties)[k] for p, k in keys.items()} == {
        "agent": Party.AGENT,
        "customer": Party.CUSTOMER,
    }
    assert find_swap(found, AttributionOptions()) == ()


SAID = st.sampled_from(
    [text for dialogue, _ in TOLD.values() for _, text in dialogue] + list(PROMPTS.values()) + ["", "嗯"]
)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), SAID), max_size=12),
    st.sampled_from([None, 0, 1]),
    st.booleans(),
)
def test_any_talk_gets_parties_and_a_confidence(
    dialogue: Dialogue, agent_channel: int | None, channels: bool
) -> None:
    if channels:
        dialogue = [(p, t) for p, t in dialogue if p != "c"]
    turns, keys = spoken(dialogue, channels=channels)
    basis = Basis.CHANNELS if channels else Basis.DIARIZATION
    found = attribute(turns, basis, AttributionOptions(agent_channel=agent_channel))
    assert 0 <= found.confidence <= 1
    assert set(keys.values()) <= dict(found.parties).keys()
    assert list(found.parties) == sorted(found.parties)
    assert len(name_turns(turns, found)) == len(turns)
    if found.confidence < CERTAIN and not (channels and agent_channel is not None):
        assert set(dict(found.parties).values()) <= {Party.UNKNOWN, Party.IVR}


@given(st.sampled_from([name for name, (d, _) in TOLD.items() if {p for p, _ in d} == {"agent", "customer"}]))
def test_the_names_of_voices_do_not_matter(name: str) -> None:
    dialogue, direction = TOLD[name]
    turns, keys = spoken(dialogue)
    other = {"voice-1": "z", "voice-2": "a"}
    renamed = [replace(t, voice=other[t.voice or ""]) for t in turns]
    options = AttributionOptions(direction=direction)
    one, two = (attribute(t, Basis.DIARIZATION, options) for t in (turns, renamed))
    assert one.confidence == two.confidence
    assert {other[k]: p for k, p in one.parties} == dict(two.parties)
    assert keys.keys() == {"agent", "customer"}
