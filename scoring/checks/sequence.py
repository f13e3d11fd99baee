"""`sequence`: steps that come in their order, not too far apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from scoring.checks.check import AnyCheck, Check, all_of, see
from scoring.finding import Outcome
from scoring.look import Hit, Look, in_order, merged
from scoring.range import Reach
from scoring.reasons import run_on, say
from scoring.scope import Scope


class Sequence_(Check, kind="sequence"):  # noqa: N801 - `Sequence` is collections.abc's
    """One step after the other.

    Attributes:
        sequence: the steps.
        max_gap: how far one step may lie behind the one before, in seconds or turns.
        allow_other: whether others may speak between the steps; yes by default.
    """

    compound = True
    sequence: Annotated[tuple[AnyCheck, ...], Field(min_length=2)]
    max_gap: Reach | None = None
    allow_other: Annotated[bool, Field(strict=True)] = True

    def look(self, scope: Scope) -> Look:
        """Find a way through the steps' hits; the earliest end of each step leaves most room for the next."""
        looks = [see(check, scope) for check in self.sequence]
        applying = [look for look in looks if look.outcome is not Outcome.NOT_APPLICABLE]
        if not applying:
            return all_of(looks)
        hits = [look.hits if look.outcome is Outcome.MET else () for look in applying]
        chain, reached = self._chain(hits)
        language = scope.names.language
        if chain:
            reason = say(language, "in_order", count=len(hits))
            confidence = min(look.confidence for look in applying)
            return Look(Outcome.MET, reason, (merged(chain),), scope.search(), confidence)
        unsure = [look for look in applying if look.outcome is Outcome.UNDECIDED]
        if unsure:
            return all_of(unsure)
        failed = applying[reached]
        found = in_order([hit for each in hits for hit in each])
        if failed.outcome is Outcome.NOT_MET:
            reason = run_on([say(language, "step_missing", step=reached + 1), failed.reason])
        else:
            reason = say(language, "out_of_order", step=reached + 1, before=reached)
        return replace(
            failed, outcome=Outcome.NOT_MET, reason=reason, hits=found, search=failed.search or scope.search()
        )

    def _chain(self, steps: Sequence[Sequence[Hit]]) -> tuple[tuple[Hit, ...], int]:
        """Find hits of all steps in order; else the number of the step that no way reaches."""
        chains: list[tuple[Hit, ...]] = [(hit,) for hit in steps[0]]
        for number, step in enumerate(steps[1:], 1):
            if not chains:
                return (), number - 1
            # Of all ways to a hit only one is kept: what follows depends on the hit alone.
            grown = {hit: (*chain, hit) for hit in step for chain in chains if self._follows(chain[-1], hit)}
            chains = list(grown.values())
        return (chains[0], len(steps)) if chains else ((), len(steps) - 1)

    def _follows(self, before: Hit, hit: Hit) -> bool:
        if hit.begin < before.finish:
            return False
        if not self.allow_other and hit.begin[0] - before.finish[0] > 1:
            return False
        if self.max_gap is None:
            return True
        if self.max_gap.seconds is not None:
            return hit.clock - before.end <= self.max_gap.seconds
        return hit.begin[0] - before.finish[0] <= (self.max_gap.turns or 0)

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the steps, then the anchors."""
        yield from ((f"sequence[{place}]", check) for place, check in enumerate(self.sequence, 1))
        yield from super().parts()
