"""Which voice or channel is the agent: by the channel map where there are two channels, and by what they say."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from asr.health.ailment import HealthFinding, HealthKind, Severity
from asr.parties.prompts import recorded_prompts
from asr.parties.roles import CHINESE, ENGLISH, Sign
from asr.transcript import CERTAIN, CHANNEL, Attribution, Basis, Doubt, Party, Turn

_HAN = re.compile("[\u4e00-\u9fff]")
_NUMBERS = re.compile(
    r"\d|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\b|[零〇一二三四五六七八九幺]"
)
_DIGITS = 3
"""Numbers that make an answer to a question for identity."""

_ASKS = "asks for identity"
_NEVER = re.compile(r"(?!)")
_ANSWERS = Sign("gives details when asked", Party.CUSTOMER, 1.0, _NEVER)
_SAYS_COMPANY = Sign("says the company's name", Party.AGENT, 1.0, _NEVER)
_FIRST = {
    "inbound": Sign("speaks first on an inbound call", Party.AGENT, 1.0, _NEVER),
    "outbound": Sign("speaks first on an outbound call", Party.CUSTOMER, 1.0, _NEVER),
}
_FIRST_ANYWHERE = Sign("speaks first", Party.AGENT, 0.4, _NEVER)
"""Signs that are no words but where words stand."""

_TOLD = 3
"""Reasons given for each voice."""

_NOT_WORDS = {Doubt.NO_SPEECH, Doubt.SIGN_OFF, Doubt.REPETITION}


@dataclass(frozen=True, slots=True)
class AttributionOptions:
    """What is known besides the words, and how far words are believed.

    Attributes:
        agent_channel: the agent's channel by source and direction; None where nobody knows.
        direction: `inbound`, `outbound` or another word; an agent speaks first on the one, a customer on the other.
        company_words: names of the company and its products, which its agents say.
        map_confidence: how often a channel map is right, before anyone has listened.
        temper: by what the sum of the signs is multiplied; signs come together, so that they are not independent.
        most: the confidence that words alone can give.
    """

    agent_channel: int | None = None
    direction: str | None = None
    company_words: tuple[str, ...] = ()
    map_confidence: float = 0.95
    temper: float = 0.5
    most: float = 0.97


@dataclass(frozen=True, slots=True)
class _Side:
    """What the words of one voice or channel say about it.

    Attributes:
        key: the voice, or `channel-N`.
        odds: log-odds that it is the agent, tempered.
        reasons: the strongest signs, in plain words.
        machine: whether it says recorded prompts and nothing else.
        silent: whether it says nothing at all.
    """

    key: str
    odds: float
    reasons: tuple[str, ...] = ()
    machine: bool = False
    silent: bool = False


_Found = tuple[Mapping[str, Party], float, tuple[str, ...]]
"""Parties, confidence, reasons."""

_UNTOLD = "what is said does not tell the agent from the customer"

_MOST_MAPPED = 0.99
"""The confidence that a channel map and words can give together."""

_FAR = 30.0
"""Log-odds beyond which nothing is surer."""


def attribute(turns: Sequence[Turn], basis: Basis, options: AttributionOptions) -> Attribution:
    """Say which voice or channel is which party, and how sure that is.

    Args:
        turns: of the call, by start; their parties are not looked at.
        basis: whether channels or a diarizer's voices tell the parties apart.
        options: what is known besides the words.

    Returns:
        Parties by voice, or by `channel-0` and `channel-1`. On two channels the map holds and the words raise or
        lower its confidence. Otherwise the words decide, and where they leave it under `CERTAIN` everyone is
        unknown. A voice that says recorded prompts only is the IVR.
    """
    sides = _weigh(turns, basis, options)
    people = [s for s in sides if not s.machine]
    if basis is Basis.CHANNELS and options.agent_channel is not None:
        found = _by_map(sides, options)
    elif not turns:
        found = {s.key: Party.UNKNOWN for s in sides}, 0.0, ("nobody says anything",)
    elif len(people) > 1:
        found = _by_words(people, options)
    else:
        found = _alone(people, options)
    parties = {s.key: Party.IVR for s in sides if s.machine} | dict(found[0])
    return Attribution(basis, tuple(sorted(parties.items())), round(found[1], 3), found[2])


def find_swap(attribution: Attribution, options: AttributionOptions) -> tuple[HealthFinding, ...]:
    """Find channels that the map gives to the wrong parties, by what is said on them."""
    mapped = attribution.basis is Basis.CHANNELS and options.agent_channel is not None
    if not mapped or attribution.confidence >= CERTAIN:
        return ()
    detail = (
        f"Channel {options.agent_channel} is mapped to the agent, but what is said sounds the other way round: "
        f"{'; '.join(attribution.reasons[1:])}. Criteria that depend on who speaks are undecided. Correct the channel "
        "map of this source, or state the agent's channel, and listen again."
    )
    return (
        HealthFinding(HealthKind.SWAPPED_CHANNELS, Severity.WARNING, detail, value=attribution.confidence),
    )


def name_turns(turns: Sequence[Turn], attribution: Attribution) -> tuple[Turn, ...]:
    """Give each turn its party; a recorded prompt is the IVR's, whoever else speaks on its channel."""
    parties = dict(attribution.parties)
    prompts = recorded_prompts(turns)
    return tuple(
        replace(
            t,
            party=Party.IVR if t.index in prompts else parties.get(side_of(t), Party.UNKNOWN),
        )
        for t in turns
    )


def side_of(turn: Turn) -> str:
    """Name who speaks a turn as an attribution does: by the voice on a call of one channel, else by the channel."""
    return turn.voice or f"{CHANNEL}{turn.channel}"


def _weigh(turns: Sequence[Turn], basis: Basis, options: AttributionOptions) -> list[_Side]:
    """Sum up the signs for each voice, or each of two channels."""
    prompts = recorded_prompts(turns)
    live = [t for t in turns if t.index not in prompts and not _NOT_WORDS.intersection(t.doubts)]
    keys = {side_of(t) for t in turns} | ({"channel-0", "channel-1"} if basis is Basis.CHANNELS else set())
    signs = _signs(live, options)
    sides = []
    for key in sorted(keys):
        own = [(sign, turn) for turn, sign in signs if side_of(turn) == key]
        spoken = any(side_of(t) == key for t in turns)
        machine = spoken and all(t.index in prompts for t in turns if side_of(t) == key)
        odds, reasons = _sum(key, own)
        sides.append(_Side(key, odds * options.temper, reasons, machine, silent=not spoken))
    return sides


def _signs(live: Sequence[Turn], options: AttributionOptions) -> list[tuple[Turn, Sign]]:
    """Find the signs in every turn, and those between turns."""
    found = []
    asked: str | None = None
    for number, turn in enumerate(live):
        text = turn.text.strip().lower()
        signs = [s for s in (CHINESE if _HAN.search(text) else ENGLISH) if s.pattern.search(text)]
        if number == 0:
            signs.append(_FIRST.get(options.direction or "", _FIRST_ANYWHERE))
        if any(word.lower() in text for word in options.company_words):
            signs.append(_SAYS_COMPANY)
        if asked not in (None, side_of(turn)) and len(_NUMBERS.findall(text)) >= _DIGITS:
            signs.append(_ANSWERS)
        asked = side_of(turn) if any(s.name == _ASKS for s in signs) else None
        found += [(turn, sign) for sign in signs]
    return found


def _sum(key: str, own: Sequence[tuple[Sign, Turn]]) -> tuple[float, tuple[str, ...]]:
    """Add up one voice's signs: log-odds that it is the agent, and the strongest signs in words."""
    first: dict[str, tuple[Sign, Turn]] = {}
    for sign, turn in own:
        first.setdefault(sign.name, (sign, turn))
    times = Counter(sign.name for sign, _ in own)
    weights = {name: sign.weight * (1.5 if times[name] > 1 else 1.0) for name, (sign, _) in first.items()}
    odds = sum(weights[name] * (1 if sign.party is Party.AGENT else -1) for name, (sign, _) in first.items())
    strongest = sorted(first, key=lambda name: -weights[name])[:_TOLD]
    return odds, tuple(_tell(key, *first[name]) for name in strongest)


def _tell(key: str, sign: Sign, turn: Turn) -> str:
    """Say a sign in words: who, what, the words that show it, and when."""
    found = sign.pattern.search(turn.text.strip().lower())
    minutes, seconds = divmod(int(turn.start), 60)
    quote = f"“{found.group().strip()}”, " if found else ""
    return f"{key} {sign.name} ({quote}{minutes}:{seconds:02d})"


def _by_map(sides: Sequence[_Side], options: AttributionOptions) -> _Found:
    """Let the channel map say who is who, and the words how far it can be believed."""
    mapped = f"channel-{options.agent_channel}"
    agent = next(s for s in sides if s.key == mapped)
    other = next(s for s in sides if s.key != mapped)
    prior = math.log(options.map_confidence / (1 - options.map_confidence))
    confidence = min(max(_sigmoid(prior + agent.odds - other.odds), 1 - _MOST_MAPPED), _MOST_MAPPED)
    parties = {s.key: party for s, party in ((agent, Party.AGENT), (other, Party.CUSTOMER)) if not s.machine}
    return (
        parties,
        confidence,
        (f"the channel map says that {mapped} is the agent", *agent.reasons, *other.reasons),
    )


def _by_words(people: Sequence[_Side], options: AttributionOptions) -> _Found:
    """Let the words say which of several is the agent; a third is of the side that it sounds like."""
    ranked = sorted(people, key=lambda s: -s.odds)
    top, bottom = ranked[0], ranked[-1]
    confidence = min(_sigmoid(top.odds - bottom.odds), options.most)
    reasons = (*top.reasons, *bottom.reasons)
    if confidence < CERTAIN:
        return {s.key: Party.UNKNOWN for s in people}, confidence, (_UNTOLD, *reasons)
    return (
        {s.key: _side(s.odds) for s in ranked} | {top.key: Party.AGENT, bottom.key: Party.CUSTOMER},
        confidence,
        reasons,
    )


def _alone(people: Sequence[_Side], options: AttributionOptions) -> _Found:
    """Say who speaks where only one does, or only machines."""
    if not people:
        return {}, options.most, ("only recorded prompts are heard",)
    (one,) = people
    confidence = min(_sigmoid(abs(one.odds)), options.most)
    party = _side(one.odds)
    return {one.key: party}, confidence, (*(() if party is not Party.UNKNOWN else (_UNTOLD,)), *one.reasons)


def _side(odds: float) -> Party:
    if _sigmoid(abs(odds)) < CERTAIN:
        return Party.UNKNOWN
    return Party.AGENT if odds > 0 else Party.CUSTOMER


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))
