"""`repeat`: the same thing is said again: a customer who asks three times, an agent who reads a script."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from asr.transcript import Turn
from scoring.answer import answer
from scoring.checks.check import Check
from scoring.look import Hit, Look, merged
from scoring.range import Reach
from scoring.scope import Scope
from scoring.sound import sounds

_SENTENCE = re.compile(r"[^。！？!?；;\n.]+(?:\.(?=\d)[^。！？!?；;\n.]+)*")

Share = Annotated[float, Field(gt=0, le=1, strict=True)]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, and the sounds and pairs of neighbouring sounds it is made of."""

    turn: Turn
    hit: Hit
    sounds: Counter[tuple[str, ...]]


class Repeat(Check, kind="repeat"):
    """A sentence of the party is said so many times, in much the same sounds.

    Attributes:
        repeat: how many times, the first included.
        alike: share of their sounds and pairs of sounds that two sentences have in common (L. Dice, 1945).
        look_back: how far back a sentence may lie that is said again.
        min_length: syllables a sentence must have: "okay" may be said again.
    """

    repeat: Annotated[int, Field(ge=2, strict=True)]
    alike: Share = 0.6
    look_back: Reach | None = None
    min_length: Annotated[int, Field(ge=1, strict=True)] = 6

    def look(self, scope: Scope) -> Look:
        """Gather the sentences that say the same, each with the one it repeats."""
        said = [s for turn in scope.spoken for s in self._sentences(turn, scope)]
        groups: list[list[_Said]] = []
        near: tuple[float, Hit] | None = None
        for one in said:
            alike, group = self._closest(one, groups)
            if group is not None and alike >= self.alike:
                group.append(one)
                continue
            groups.append([one])
            if group is not None and (near is None or alike > near[0]):
                near = (alike, one.hit)
        counted = [group for group in groups if len(group) >= self.repeat]
        sure = [g for g in groups if sum(not s.hit.doubted for s in g) >= self.repeat]
        largest = max(groups, key=len, default=[])
        return answer(
            scope,
            [merged([s.hit for s in group]) for group in (sure or counted)],
            surely=bool(sure),
            perhaps=bool(counted),
            need=self.repeat,
            nearest=lambda: largest[-1].hit if len(largest) > 1 else near and near[1],
        )

    def _sentences(self, turn: Turn, scope: Scope) -> Iterator[_Said]:
        for match in _SENTENCE.finditer(turn.text):
            heard = sounds(match[0])
            if sum(sound.mass for sound in heard) < self.min_length:
                continue
            hit = scope.reading.quoted({turn.index: match.span()}, note=f"repeat {self.repeat}")
            names = [sound.blurred for sound in heard]
            if scope.holds(hit):
                yield _Said(turn, hit, Counter([*((name,) for name in names), *pairwise(names)]))

    def _closest(self, one: _Said, groups: Sequence[list[_Said]]) -> tuple[float, list[_Said] | None]:
        """Find the group whose last sentence in reach says most nearly the same."""
        best: tuple[float, list[_Said] | None] = (0.0, None)
        for group in groups:
            last = group[-1]
            if last.turn.party is not one.turn.party or not self._in_reach(last, one):
                continue
            alike = max(_dice(said.sounds, one.sounds) for said in (group[0], last))
            if alike > best[0]:
                best = (alike, group)
        return best

    def _in_reach(self, earlier: _Said, later: _Said) -> bool:
        if self.look_back is None:
            return True
        if self.look_back.seconds is not None:
            return later.hit.clock - earlier.hit.clock <= self.look_back.seconds
        return later.turn.index - earlier.turn.index <= (self.look_back.turns or 0)


def _dice(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
