"""A call told again by who speaks where: words stay, parties and cues change, and what is told twice is told once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from asr.attribute import AttributionOptions, attribute
from asr.health.ailment import Health, HealthKind
from asr.listen import Heard, ListenOptions, listen
from asr.retell import carry, doubts, remeasure, retell
from asr.transcript import Basis, Party, Transcript, Turn
from tests.ears import Detector, ears, sentence, sound, spoken

OPTIONS = ListenOptions(language="en", attribution=AttributionOptions(agent_channel=0))
CALL = sound(spoken(60.0, *sentence(1.0, 20)), spoken(60.0, *sentence(15.0, 30)))
SWAPPED = {"channel-0": Party.CUSTOMER, "channel-1": Party.AGENT}
AS_IT_WAS = {"channel-0": Party.AGENT, "channel-1": Party.CUSTOMER}


def heard() -> tuple[Transcript, Heard]:
    found = listen(CALL, ears(), OPTIONS)
    assert found.transcript is not None
    return found.transcript, found


def test_parties_change_and_words_do_not() -> None:
    before, _ = heard()
    after = retell(before, SWAPPED)
    assert {turn.channel: turn.party for turn in after.turns} == {0: Party.CUSTOMER, 1: Party.AGENT}
    assert (after.attribution.basis, after.attribution.confidence) == (Basis.PERSON, 1.0)
    assert after.attribution.apart
    assert [replace(turn, party=Party.UNKNOWN) for turn in after.turns] == [
        replace(turn, party=Party.UNKNOWN) for turn in before.turns
    ]
    assert retell(after, AS_IT_WAS).turns == before.turns


def test_cues_measured_again_are_those_of_the_stage_and_follow_the_parties() -> None:
    before, found = heard()
    assert remeasure(CALL, before, Detector(), OPTIONS) == found.cues
    assert found.cues is not None
    swapped = remeasure(CALL, retell(before, SWAPPED), Detector(), OPTIONS)
    other = {Party.AGENT: Party.CUSTOMER, Party.CUSTOMER: Party.AGENT}
    shares = {(cue.party, cue.value) for cue in found.cues.of("talk_ratio")}  # type: ignore[arg-type] # StrEnum
    assert {(cue.party, cue.value) for cue in swapped.of("talk_ratio")} == {  # type: ignore[arg-type] # StrEnum
        (other[party], value) for party, value in shares
    }


def turn(index: int, start: float, end: float, voice: str | None, channel: int = 0) -> Turn:
    return Turn(index, start, end, Party.UNKNOWN, channel, "words", "en", 0.9, voice=voice)


def test_a_voice_with_another_name_is_who_it_speaks_together_with() -> None:
    former = (turn(0, 0, 4, "a"), turn(1, 4, 9, "b"), turn(2, 9, 12, "a"))
    now = (turn(0, 0, 5, "x"), turn(1, 5, 9, "y"), turn(2, 9, 12, "x"), turn(3, 20, 21, "z"))
    said = {"a": Party.CUSTOMER, "b": Party.AGENT}
    assert carry(said, former, now) == {"x": Party.CUSTOMER, "y": Party.AGENT, "z": Party.UNKNOWN}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 40), st.integers(0, 5)), min_size=1, max_size=12
    )
)
def test_carried_to_the_same_turns_a_word_stays_as_it_is(plan: list[tuple[str, int, int]]) -> None:
    turns, at = [], 0
    for index, (voice, length, gap) in enumerate(plan):
        turns.append(turn(index, at + gap, at + gap + length, voice))
        at += gap + length
    said = {voice: list(Party)[number % 4] for number, (voice, _, _) in enumerate(plan)}
    assert carry(said, turns, turns) == said


def test_a_channel_stays_the_same_channel() -> None:
    assert carry(SWAPPED, (), (turn(0, 0, 1, None, 0), turn(1, 1, 2, None, 1))) == SWAPPED


def test_the_doubt_about_a_swap_goes_with_a_persons_word_and_comes_back_without_it() -> None:
    lines = (
        replace(turn(0, 0, 3, None, 0), text="My order has not come and I want my money back, please."),
        replace(turn(1, 3, 9, None, 1), text="Thank you for calling, how may I help you today?"),
        replace(turn(2, 9, 14, None, 1), text="May I have your date of birth and your order number?"),
        replace(turn(3, 14, 18, None, 0), text="It is 1 2 3 4 5 6."),
    )
    by_map = attribute(lines, Basis.CHANNELS, AttributionOptions(agent_channel=0))
    doubted = doubts(Health(), by_map)
    assert [each.kind for each in doubted.findings] == [HealthKind.SWAPPED_CHANNELS]
    assert doubts(doubted, by_map) == doubted
    unnamed = Transcript("en", 20.0, by_map, lines, (), ())
    assert doubts(doubted, retell(unnamed, SWAPPED).attribution) == Health()
