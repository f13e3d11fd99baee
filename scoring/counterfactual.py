"""A call as it is, and with something varied that must not matter: names, regional words, politeness, agent history.

What is varied is said in `scoring/variations/<language>.yaml`, with where those words come from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asr.transcript import Party, Turn
from scoring.call import Call
from scoring.document import parse
from scoring.fold import is_chinese
from scoring.form import Language
from scoring.written import Written

_FOLDER = Path(__file__).parent / "variations"
_TITLED = ("[小老]", "先生|女士|小姐|太太|师傅|老师|经理")
"""Behind or before these a single character is a surname; elsewhere it may be any word."""


class Kind(StrEnum):
    """What is varied."""

    NAMES = "names"
    REGIONAL = "regional"
    POLITENESS = "politeness"
    HISTORY = "history"


class Names(Written):
    """Groups of names, each of one community and, where given, of one sex."""

    given: tuple[tuple[str, ...], ...]
    family: tuple[tuple[str, ...], ...]


class History(Written):
    """What may be known of an agent beside the call."""

    shown: Mapping[str, str | int | float | bool]
    hidden: tuple[str, ...]


class Variations(Written):
    """A language's list.

    Attributes:
        language: of the calls it is for.
        provenance: where its words come from.
        names: people's.
        regional: pairs of words that mean the same in two regions, whoever says them.
        politeness: what a polite customer says, and what a curt one does; the agent's words stay.
        history: what is told of the agent beside the call, or kept back.
    """

    language: Language
    provenance: Annotated[str, Field(min_length=1)]
    names: Names
    regional: tuple[tuple[str, str], ...]
    politeness: tuple[tuple[str, str], ...]
    history: History


@dataclass(frozen=True, slots=True)
class Variant:
    """A call with something varied.

    Attributes:
        kind: what was.
        label: in a few words, as `regional → 2`.
        call: the varied one.
        lines: indices of the turns that read otherwise.
    """

    kind: Kind
    label: str
    call: Call
    lines: tuple[int, ...]


@cache
def variations(language: Language) -> Variations:
    """Read a language's list."""
    text = (_FOLDER / f"{language.value}.yaml").read_text("utf-8")
    return Variations.model_validate(parse(text).value)


def variants(call: Call, by: Variations) -> Iterator[Variant]:
    """Vary a call, one thing at a time; what changes nothing is left out."""
    for group in range(max(len(by.names.given), len(by.names.family))):
        yield from _worded(call, Kind.NAMES, f"group {group + 1}", _names(by, group), None)
    for side in (0, 1):
        swaps = {pair[1 - side]: pair[side] for pair in reversed(by.regional)}
        yield from _worded(call, Kind.REGIONAL, f"→ {side + 1}", _Swaps(swaps), None)
    # A curt word has other meanings, too: only what is polite is said otherwise.
    curt = _Swaps(dict(by.politeness))
    yield from _worded(call, Kind.POLITENESS, "→ curt", curt, Party.CUSTOMER)
    yield from _histories(call, by.history)


class _Swaps:
    """Words that are put in the place of others; the longest first, English by whole words and in the case it stands in.

    Args:
        swaps: word → what stands instead.
        beside: regular expressions of which the one must stand before, or the other behind; None for neither.
    """

    def __init__(self, swaps: Mapping[str, str], beside: tuple[str, str] | None = None) -> None:
        self._to = {word.lower(): other for word, other in swaps.items()}
        words = sorted(self._to, key=lambda word: (-len(word), word))
        edged = [re.escape(word) if is_chinese(word[0]) else rf"\b{re.escape(word)}\b" for word in words]
        any_ = f"(?:{'|'.join(edged)})"
        if beside is not None:
            any_ = f"(?<={beside[0]}){any_}|{any_}(?={beside[1]})"
        self._pattern = re.compile(any_, re.IGNORECASE)

    def __call__(self, text: str) -> str:
        return self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        said, other = found[0], self._to[found[0].lower()]
        if said.islower():
            return other.lower()
        return other[:1].upper() + other[1:] if said[:1].isupper() else other


class _Each:
    """Several replacements, one after another."""

    def __init__(self, *swaps: _Swaps) -> None:
        self._swaps = swaps

    def __call__(self, text: str) -> str:
        for swap in self._swaps:
            text = swap(text)
        return text


def _names(by: Variations, group: int) -> _Each:
    """Call everybody by the names of one group."""
    beside = _TITLED if by.language is Language.ZH else None
    found = []
    for names, where in ((by.names.given, None), (by.names.family, beside)):
        mine = group % len(names)
        others = [name for number, theirs in enumerate(names) if number != mine for name in theirs]
        # A single character that is a given name is a word, too: it is left alone.
        known = [name for name in others if where is not None or not is_chinese(name)]
        chosen = names[mine]
        found.append(_Swaps({name: chosen[place % len(chosen)] for place, name in enumerate(known)}, where))
    return _Each(*found)


def _worded(
    call: Call, kind: Kind, label: str, change: "_Swaps | _Each", party: Party | None
) -> Iterator[Variant]:
    turns = call.transcript.turns
    varied = tuple(_said(turn, change) if party in {None, turn.party} else turn for turn in turns)
    lines = tuple(turn.index for turn, other in zip(turns, varied, strict=True) if turn is not other)
    if lines:
        yield Variant(kind, label, replace(call, transcript=replace(call.transcript, turns=varied)), lines)


def _said(turn: Turn, change: "_Swaps | _Each") -> Turn:
    """Say a turn otherwise; its words' own times go, as they are of other words."""
    text = change(turn.text)
    return turn if text == turn.text else replace(turn, text=text, words=())


def _histories(call: Call, history: History) -> Iterator[Variant]:
    for label, facts in (
        ("shown", {**call.metadata, **history.shown}),
        ("hidden", {name: value for name, value in call.metadata.items() if name not in history.hidden}),
    ):
        if facts != dict(call.metadata):
            yield Variant(Kind.HISTORY, label, replace(call, metadata=facts), ())


def lines_of(call: Call, indices: Sequence[int]) -> tuple[str, ...]:
    """Quote some turns of a call."""
    return tuple(turn.text for turn in call.transcript.turns if turn.index in indices)
