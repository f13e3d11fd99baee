"""`phrase`: something is said, in one of the wordings listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from scoring.answer import answer, inverted
from scoring.checks.check import Check
from scoring.look import Hit, Look
from scoring.scope import Scope
from scoring.spoken import apart, excused, lines, nearest, spoken
from scoring.wording import wording
from scoring.written import Lines, LinesIfAny


class Need(StrEnum):
    """How many of the wordings must be said."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


class Phrase(Check, kind="phrase"):
    """Something is said, in one of these wordings.

    Attributes:
        phrase: the wordings; `$name` stands for a list under `phrases:`.
        need: `any` (the default), `all`, `none`, or how many different ones at least.
        times: how often at least.
        sounds_like: also where it only sounds so; by default yes, except for what must not be said.
        unless: not where the same sentence also says one of these.
    """

    phrase: Lines
    need: Need | Annotated[int, Field(ge=1, strict=True)] = Need.ANY
    times: Annotated[int, Field(ge=1, strict=True)] = 1
    sounds_like: Annotated[bool, Field(strict=True)] | None = None
    unless: LinesIfAny = ()

    @field_validator("phrase", "unless")
    @classmethod
    def _readable(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        for line in listed:
            if not line.startswith("$"):
                wording(line)
        return listed

    @model_validator(mode="after")
    def _reachable(self) -> "Phrase":
        named = any(line.startswith("$") for line in self.phrase)
        if isinstance(self.need, int) and not named and self.need > len(self.phrase):
            raise ValueError(
                f"need: {self.need} of only {len(self.phrase)} wordings; lower it or add wordings"
            )
        return self

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the word lists it refers to."""
        for line in (*self.phrase, *self.unless):
            if line.startswith("$"):
                yield "phrases", line[1:]

    def look(self, scope: Scope) -> Look:
        """Find the wordings and count; `none` turns the answer round."""
        if self.need is Need.NONE:
            return inverted(self._look(replace(scope, prohibits=not scope.prohibits)))
        return self._look(scope)

    def _look(self, scope: Scope) -> Look:
        by_sound = not scope.prohibits if self.sounds_like is None else self.sounds_like
        listed, unless = lines(self.phrase, scope), lines(self.unless, scope)
        heard = spoken(listed, scope, by_sound=False)
        found = _kept(heard, unless, scope)
        # By sound is a second look, taken only where the first found too little.
        if by_sound and not self._enough(_sure(found), listed):
            heard = spoken(listed, scope, by_sound=True)
            found = _kept(heard, unless, scope)
        hits = apart(hit for each in found.values() for hit in each)
        return answer(
            scope,
            hits,
            surely=self._enough(_sure(found), listed),
            perhaps=self._enough(found, listed),
            need=max(self.times, self._needed(listed)),
            nearest=lambda: nearest((line for line in listed if line not in heard), scope, hits),
        )

    def _enough(self, found: Mapping[str, Sequence[Hit]], listed: Sequence[str]) -> bool:
        lines_said = sum(1 for each in found.values() if each)
        if lines_said < self._needed(listed) or self.times == 1:
            return lines_said >= max(self._needed(listed), 1)
        return self.times <= len(apart(hit for each in found.values() for hit in each))

    def _needed(self, listed: Sequence[str]) -> int:
        if self.need is Need.ALL:
            return len(listed)
        return self.need if isinstance(self.need, int) else 1


def _kept(heard: Mapping[str, list[Hit]], unless: tuple[str, ...], scope: Scope) -> dict[str, list[Hit]]:
    """Leave out what its sentence excuses."""
    if not unless:
        return dict(heard)
    return {line: [hit for hit in each if not excused(hit, unless, scope)] for line, each in heard.items()}


def _sure(found: Mapping[str, Sequence[Hit]]) -> dict[str, list[Hit]]:
    return {line: [hit for hit in each if not hit.doubted] for line, each in found.items()}
