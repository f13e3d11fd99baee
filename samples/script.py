"""The script of a sample call: who says what and how, what else is heard, and what an inspector should find.

A script file is YAML; `read` turns it into the frozen types below and refuses, naming the file and the
line of the dialogue, whatever it does not understand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from samples.manner import MANNERS

PARTIES = ("agent", "customer", "ivr")
OUTCOMES = ("met", "not_met", "not_applicable")
SOUNDS = ("silence", "hold", "ringback")
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "compliance": (
        "opening-greeting",
        "recording-disclosure",
        "identity-verification",
        "no-secret-solicitation",
        "no-prohibited-promises",
        "no-abusive-language",
        "required-disclosures",
        "hold-etiquette",
        "no-dead-air",
        "complaint-escalated",
        "resolution-confirmed",
        "closing",
    ),
    "empathy": (
        "acknowledges-emotion",
        "apologises-when-at-fault",
        "takes-ownership",
        "active-listening",
        "courtesy",
        "no-dismissive-language",
        "no-interrupting",
        "steady-pace",
        "calm-voice",
        "customer-recovers",
    ),
}
"""The criteria of the default rubrics, which every script answers."""

_NAMED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadScript(Exception):
    """A script file that cannot be performed; the message names the file, the place and the remedy."""


class Layout(StrEnum):
    """Which party the recording system puts on which channel."""

    AGENT_FIRST = "agent-first"
    CUSTOMER_FIRST = "customer-first"
    MONO = "mono"


class Format(StrEnum):
    """How the recording system writes the file; the sound is µ-law telephone band in every one of them."""

    MULAW = "mulaw.wav"
    ALAW = "alaw.wav"
    GSM = "gsm.wav"
    FLAC = "flac"
    OPUS = "opus"
    MP3 = "mp3"

    @property
    def extension(self) -> str:
        """The file name's ending, without the dot."""
        return self.value.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Line:
    """One party's turn.

    Attributes:
        party: agent, customer or ivr.
        text: as spoken, numbers in words.
        manner: name of a manner in `samples.manner`.
        pause: seconds of silence before it; None leaves it to the maker.
        interrupts: seconds by which it starts before the previous turn ends; 0 waits its turn.
        over: seconds into the previous turn at which it is said without taking the floor (a "mm-hm"); None
            where it takes the floor.
    """

    party: str
    text: str
    manner: str = "neutral"
    pause: float | None = None
    interrupts: float = 0.0
    over: float | None = None


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch in which nobody speaks: silence, hold music or ringback.

    Attributes:
        kind: one of `SOUNDS`.
        seconds: how long.
    """

    kind: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Violation:
    """What is done wrong on purpose, and in which turn (index among the spoken turns; None: an omission)."""

    criterion: str
    turn: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Script:
    """A whole call.

    Attributes:
        id: file name of the script, the sound and the reference.
        language: `zh` or `en`.
        title: what the call is about.
        shows: the situations it is there to show, for coverage.
        layout: channels.
        format: of the file.
        voices: party → voice of the speech engine.
        metadata: the sidecar as the recording system writes it.
        events: turns and noises, in order.
        expects: rubric → criterion → outcome.
        violations: what is wrong on purpose.
        scorable: False for a recording in which nobody can be judged.
    """

    id: str
    language: str
    title: str
    shows: tuple[str, ...]
    layout: Layout
    format: Format
    voices: Mapping[str, str]
    metadata: Mapping[str, Any]
    events: tuple[Line | Noise, ...]
    expects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()
    scorable: bool = True

    @property
    def turns(self) -> tuple[Line, ...]:
        """The spoken turns, in the order of the script."""
        return tuple(event for event in self.events if isinstance(event, Line))


def read(path: Path) -> Script:
    """Read one script file.

    Raises:
        BadScript: the file is not a script; the message says where and why.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BadScript(f"{path.name} is not YAML: {error}") from error
    try:
        script = _script(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadScript(f"{path.name}: {error}. Compare with the scripts beside it.") from error
    if script.id != path.stem:
        raise BadScript(f"{path.name} says id {script.id!r}; the id is the file's name.")
    return script


def read_all(folder: Path) -> tuple[Script, ...]:
    """Read every script in `folder`, by name.

    Raises:
        BadScript: one of them is not a script, or there is none.
    """
    scripts = tuple(read(path) for path in sorted(folder.glob("*.yaml")))
    if not scripts:
        raise BadScript(f"No script (*.yaml) in {folder.name}/.")
    return scripts


def _script(raw: Mapping[str, Any]) -> Script:
    raw = dict(raw)
    events = tuple(_event(at, item) for at, item in enumerate(raw.pop("call"), start=1))
    turns = [event for event in events if isinstance(event, Line)]
    script = Script(
        id=raw.pop("id"),
        language=_one_of("language", raw.pop("language"), ("zh", "en")),
        title=raw.pop("title"),
        shows=tuple(raw.pop("shows")),
        layout=Layout(raw.pop("layout", Layout.AGENT_FIRST)),
        format=Format(raw.pop("format")),
        voices=dict(raw.pop("voices")),
        metadata=dict(raw.pop("metadata")),
        events=events,
        expects=_expects(raw.pop("expects", {})),
        violations=tuple(_violation(item, len(turns)) for item in raw.pop("violations", [])),
        scorable=raw.pop("scorable", True),
    )
    if raw:
        raise ValueError(f"unknown fields {sorted(raw)}")
    if not _NAMED.fullmatch(script.id):
        raise ValueError(f"id {script.id!r} is not lower-case words joined by hyphens")
    if silent := {turn.party for turn in turns} - set(script.voices):
        raise ValueError(f"no voice for {sorted(silent)}")
    if script.format is Format.GSM and script.layout is not Layout.MONO:
        raise ValueError("gsm.wav has one channel: say `layout: mono`, or name another format")
    if script.scorable and not script.expects:
        raise ValueError("`expects` is missing; only a call with `scorable: false` has none")
    return script


def _event(at: int, item: Mapping[str, Any]) -> Line | Noise:
    item = dict(item)
    for kind in SOUNDS:
        if kind in item:
            return Noise(kind, float(item[kind]))
    for party in PARTIES:
        if party in item:
            text = item.pop(party)
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"call line {at}: {party} says nothing")
            _one_of(f"call line {at}: manner", item.get("manner", "neutral"), tuple(MANNERS))
            return Line(party, text, **item)
    raise ValueError(f"call line {at} has none of {[*PARTIES, *SOUNDS]}")


def _expects(raw: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    if not raw:
        return {}
    for rubric, criteria in CRITERIA.items():
        if set(raw[rubric]) != set(criteria):
            odd = sorted(set(raw[rubric]) ^ set(criteria))
            raise ValueError(f"expects.{rubric}: unknown or missing {odd}")
        for criterion, outcome in raw[rubric].items():
            _one_of(f"expects.{rubric}.{criterion}", outcome, OUTCOMES)
    return raw


def _violation(raw: Mapping[str, Any], turns: int) -> Violation:
    violation = Violation(raw["criterion"], raw.get("turn"), raw["why"])
    if violation.turn is not None and not 0 <= violation.turn < turns:
        raise ValueError(f"violation of {violation.criterion} points at turn {violation.turn} of {turns}")
    return violation


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value
