"""`flow`: the steps a call should take, with branches; what is missing or out of order is told by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from scoring.checks.check import AnyCheck, Check, see
from scoring.finding import Outcome
from scoring.look import Hit, Look, in_order, merged
from scoring.reasons import run_on, say
from scoring.scope import Scope
from scoring.written import Written


class Step(Written):
    """One step.

    Attributes:
        step: its name, as it is told.
        check: what finds it.
        optional: whether it may be left out.
    """

    step: Annotated[str, Field(min_length=1)]
    check: AnyCheck
    optional: Annotated[bool, Field(strict=True)] = False


class Branch(Written):
    """Steps that depend on the call.

    Attributes:
        when: what decides.
        then: the steps where it holds.
        otherwise: the steps where it does not.
    """

    when: AnyCheck
    then: Annotated["Steps", Field(min_length=1)]
    otherwise: "Steps" = ()


def _which(value: Any) -> str:
    named = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return "branch" if "when" in named else "step"


Steps = tuple[
    Annotated[Annotated[Step, Tag("step")] | Annotated[Branch, Tag("branch")], Discriminator(_which)], ...
]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step of this call, and what was seen of it."""

    step: Step
    look: Look


class Flow(Check, kind="flow"):
    """The call takes these steps, in this order.

    Attributes:
        flow: steps, and branches of steps.
    """

    compound = True
    flow: Annotated[Steps, Field(min_length=1)]

    def look(self, scope: Scope) -> Look:
        """Take the branches, find the steps, and keep as many in order as can be."""
        taken: list[_Taken] = []
        unsure = self._take(self.flow, scope, taken)
        if unsure is not None:
            return unsure
        steps = [t for t in taken if t.look.outcome is not Outcome.NOT_APPLICABLE]
        ordered = _longest([t.look.hits if t.look.outcome is Outcome.MET else () for t in steps])
        left = [t for place, t in enumerate(steps) if place not in ordered and not t.step.optional]
        missing = [t for t in left if t.look.outcome is not Outcome.MET]
        late = [t for t in left if t.look.outcome is Outcome.MET]
        return _told(scope, steps, list(ordered.values()), missing, late)

    def _take(self, steps: "Steps", scope: Scope, taken: list[_Taken]) -> Look | None:
        """Follow the branches; an undecided one leaves the whole undecided."""
        for step in steps:
            if isinstance(step, Step):
                taken.append(_Taken(step, see(step.check, scope)))
                continue
            asked = see(step.when, scope)
            if asked.outcome is Outcome.UNDECIDED:
                return asked
            unsure = self._take(step.then if asked.outcome is Outcome.MET else step.otherwise, scope, taken)
            if unsure is not None:
                return unsure
        return None

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the checks of the steps and branches, then the anchors."""
        yield from _parts(self.flow)
        yield from super().parts()


def _parts(steps: "Steps") -> Iterator[tuple[str, Check]]:
    for step in steps:
        if isinstance(step, Step):
            yield f"flow.{step.step}", step.check
        else:
            yield "flow.when", step.when
            yield from _parts(step.then)
            yield from _parts(step.otherwise)


def _longest(steps: Sequence[Sequence[Hit]]) -> dict[int, Hit]:
    """Choose one hit for as many steps as can be had in order: step → hit."""
    best: list[tuple[dict[int, Hit], Hit | None]] = [({}, None)]
    for place, hits in enumerate(steps):
        grown = [
            ({**chain, place: hit}, hit)
            for hit in hits
            for chain, last in best
            if last is None or last.finish <= hit.begin
        ]
        # Of the ways with as many steps, the one that ends first leaves most room.
        by_length: dict[int, tuple[dict[int, Hit], Hit | None]] = {}
        for chain, last in [*best, *grown]:
            kept = by_length.get(len(chain))
            if kept is None or (last and kept[1] and last.finish < kept[1].finish):
                by_length[len(chain)] = (chain, last)
        best = list(by_length.values())
    return max((chain for chain, _ in best), key=len)


def _told(
    scope: Scope,
    steps: Sequence[_Taken],
    ordered: Sequence[Hit],
    missing: Sequence[_Taken],
    late: Sequence[_Taken],
) -> Look:
    language = scope.names.language
    if not missing and not late:
        confidence = min((t.look.confidence for t in steps), default=1.0)
        hits = (merged(ordered),) if ordered else ()
        return Look(
            Outcome.MET, say(language, "in_order", count=len(ordered)), hits, scope.search(), confidence
        )
    unheard = [t for t in missing if t.look.outcome is Outcome.UNDECIDED]
    sure = late or len(unheard) < len(missing)
    reasons = []
    if missing:
        reasons.append(say(language, "steps_missing", steps=", ".join(t.step.step for t in missing)))
    if late:
        reasons.append(say(language, "steps_late", steps=", ".join(t.step.step for t in late)))
    found = in_order([*ordered, *(t.look.hits[0] for t in late)])
    search = next((t.look.search for t in missing if t.look.search), None) or scope.search()
    outcome = Outcome.NOT_MET if sure else Outcome.UNDECIDED
    confidence = min(t.look.confidence for t in [*missing, *late])
    return Look(outcome, run_on(reasons), found, search, confidence)
