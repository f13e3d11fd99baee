"""What every check is: a kind, a range, perhaps an anchor, and one method that looks.

A new kind is a new file in this package: a subclass of `Check` with a field named after its key in the
YAML. Nothing else changes: `scoring.checks` finds it, the rubric reads it, the schema lists it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from scoring.finding import Outcome
from scoring.look import Hit, Look, in_order
from scoring.range import Range, Reach
from scoring.reasons import run_on, say
from scoring.scope import Scope
from scoring.written import Written

KINDS: dict[str, type["Check"]] = {}
"""Every kind of check, by its key in the YAML."""


def kind_of(value: Any) -> str | None:
    """Tell a check's kind from what an author wrote; None where it has none, or two."""
    if isinstance(value, Check):
        return value.kind
    if isinstance(value, str):
        return "use"
    if not isinstance(value, dict):
        return None
    kinds = [kind for kind in KINDS if kind in value]
    return kinds[0] if len(kinds) == 1 else None


class _OfAnyKind:
    """Tells pydantic which kinds there are when it is first asked, by when all of them are loaded."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        tagged: list[Any] = [Annotated[kind, Tag(name)] for name, kind in sorted(KINDS.items())]
        return handler.generate_schema(Annotated[reduce(or_, tagged), Discriminator(kind_of)])


if TYPE_CHECKING:
    AnyCheck: TypeAlias = "Check"
else:
    AnyCheck = TypeAliasType("AnyCheck", Annotated[Any, _OfAnyKind])  # named, since checks hold checks


class Which(StrEnum):
    """Which hits of an anchor count."""

    FIRST = "first"
    LAST = "last"
    EACH = "each"
    ANY = "any"


class Anchor(Written):
    """A place in the call that another check finds.

    Attributes:
        check: what finds it: a check, or the `$name` of one.
        hit: which of its hits: `first` (the default), `last`, `each`, `any`, or a number from 1.
        reach: how far from it; without, to the end of the range.
    """

    check: "AnyCheck"
    hit: Which | Annotated[int, Field(ge=1, strict=True)] = Which.FIRST
    reach: Reach | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"check": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Allow the short form, the name of a check."""
        return {"anyOf": [{"type": "string", "pattern": r"^\$"}, handler(core)]}

    def chosen(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Pick the hits that count."""
        if self.hit is Which.FIRST:
            return hits[:1]
        if self.hit is Which.LAST:
            return hits[-1:]
        return hits if isinstance(self.hit, Which) else hits[self.hit - 1 : self.hit]


Side = Literal["after", "before", "around", "within"]
SIDES: tuple[Side, ...] = ("after", "before", "around", "within")


class Check(Range):
    """Something to look for in a range of the call.

    Attributes:
        after: look only after what this finds.
        before: look only before it.
        around: look on both sides of it.
        within: look only in the very turns it is said in.
        every_turn: it must hold in every single turn of the range, not somewhere in it.
    """

    kind: ClassVar[str] = ""
    compound: ClassVar[bool] = False
    """Whether it is made of checks and leaves the looking to them."""
    by_sound_of_voice: ClassVar[bool] = False
    """Whether it reads a mood from the voice; nobody fails by that alone."""

    after: Anchor | None = None
    before: Anchor | None = None
    around: Anchor | None = None
    within: Anchor | None = None
    every_turn: bool = False

    def __init_subclass__(cls, *, kind: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if kind:
            cls.kind = kind
            KINDS[kind] = cls

    def look(self, scope: Scope) -> Look:
        """Look through a range that is already narrowed to this check's own."""
        raise NotImplementedError

    def parts(self) -> Iterator[tuple[str, "Check"]]:
        """Yield the checks this one is made of, anchors too, each with the field it stands in."""
        for side in SIDES:
            anchor: Anchor | None = getattr(self, side)
            if anchor is not None:
                yield side, anchor.check

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield (`phrases` or `checks`, name) for all it refers to by name."""
        yield from ()


def see(check: Check, scope: Scope) -> Look:
    """Let a check look: in its own part of the range, at its anchors, in every turn if it asks for that."""
    return _at_anchors(check, scope.narrow(check), scope, SIDES)


def _at_anchors(check: Check, scope: Scope, outer: Scope, sides: Sequence[Side]) -> Look:
    """Narrow to the first of the check's anchors, then to the others, then look."""
    for place, side in enumerate(sides):
        anchor: Anchor | None = getattr(check, side)
        if anchor is not None:
            return _at_anchor(check, anchor, scope, outer, sides[place:])
    return _each_turn(check, scope) if check.every_turn else _leaf(check, scope)


def _at_anchor(check: Check, anchor: Anchor, scope: Scope, outer: Scope, sides: Sequence[Side]) -> Look:
    """Narrow to what lies beside an anchor, on the first of some sides, and go on with the others."""
    # An anchor may lie outside the check's own part: "in the last turns, after X" is said of any X.
    found = see(anchor.check, replace(outer, party=None, prohibits=False))
    hits = anchor.chosen(found.hits) if found.outcome is Outcome.MET else ()
    if not hits:
        return replace(without_occasion(found, scope), hits=())

    def looks(scope: Scope) -> list[Look]:
        near = ((hit, _beside(scope, hit, sides[0], anchor.reach)) for hit in hits)
        return [_on_occasion(hit, found, _at_anchors(check, at, outer, sides[1:])) for hit, at in near]

    return first_of(looks, scope) if anchor.hit is Which.ANY else all_of(looks(scope))


def _on_occasion(hit: Hit, found: Look, look: Look) -> Look:
    """Keep what made the question arise; where that was the sound of a voice alone, nobody fails by it."""
    return replace(look, occasions=(*look.occasions, hit), moody=look.moody or found.moody)


def without_occasion(found: Look, scope: Scope) -> Look:
    """Answer where what must be there first is not: there is nothing to ask, or nobody can tell."""
    if found.outcome is Outcome.UNDECIDED:
        outcome, key = Outcome.UNDECIDED, "anchor_undecided"
    else:
        outcome, key = Outcome.NOT_APPLICABLE, "anchor_missing"
    therefore = say(scope.names.language, key)
    why = found.reason.removesuffix(therefore).rstrip()  # said once, however many things hang on one another
    return replace(found, outcome=outcome, reason=run_on([why, therefore]))


def _beside(scope: Scope, hit: Hit, side: Side, reach: Reach | None) -> Scope:
    if side == "within":
        return scope.within(hit)
    if side == "around":
        return scope.around(hit, reach)
    return scope.after(hit, reach) if side == "after" else scope.before(hit, reach)


def _each_turn(check: Check, scope: Scope) -> Look:
    """Ask for it in every turn of the range."""
    looks = [_leaf(check, scope.turn(turn)) for turn in scope.spoken]
    if looks:
        return all_of(looks)
    return Look(
        Outcome.NOT_APPLICABLE, say(scope.names.language, "no_turns"), search=scope.search(), confidence=1.0
    )


def _leaf(check: Check, scope: Scope) -> Look:
    """Look, unless it is not known who speaks."""
    if not check.compound and not scope.certain:
        sure = scope.reading.call.transcript.attribution.confidence
        return Look(
            Outcome.UNDECIDED,
            say(scope.names.language, "party_uncertain", party=scope.party, sure=sure),
            search=scope.search(),
            confidence=round(sure, 4),
        )
    look = check.look(scope)
    return replace(look, moody=True) if check.by_sound_of_voice else look


def all_of(looks: Sequence[Look]) -> Look:
    """Combine: met where every one that applies is met (S. Kleene's strong logic of three values)."""
    return _combine(looks, decisive=Outcome.NOT_MET, otherwise=Outcome.MET)


def first_of(looks: Callable[[Scope], Sequence[Look]], scope: Scope) -> Look:
    """Combine: met where one is met; what came nearest to the others is looked for only where none is."""
    briefly = any_of(looks(replace(scope, brief=True)))
    return briefly if scope.brief or briefly.outcome is Outcome.MET else any_of(looks(scope))


def any_of(looks: Sequence[Look]) -> Look:
    """Combine: met where one is met."""
    return _combine(looks, decisive=Outcome.MET, otherwise=Outcome.NOT_MET)


def _combine(looks: Sequence[Look], *, decisive: Outcome, otherwise: Outcome) -> Look:
    for outcome in (decisive, Outcome.UNDECIDED, otherwise):
        speaking = [look for look in looks if look.outcome is outcome]
        if speaking:
            # One is enough to decide, and the surest speaks; where all are needed, the least sure does.
            alone = outcome is decisive
            confidence = (max if alone else min)(look.confidence for look in speaking)
            moody = (all if alone else any)(look.moody for look in speaking)
            return replace(together(speaking, outcome, confidence=confidence), moody=moody)
    return together(looks, Outcome.NOT_APPLICABLE, confidence=min(look.confidence for look in looks))


def together(looks: Sequence[Look], outcome: Outcome, *, confidence: float) -> Look:
    """Let several looks speak as one: all their places, and the search that came nearest."""
    searches = [look.search for look in looks if look.search is not None]
    return Look(
        outcome,
        reason=run_on(look.reason for look in looks),
        hits=in_order([hit for look in looks for hit in look.hits]),
        search=max(searches, key=lambda s: s.similarity) if searches else None,
        confidence=confidence,
        moody=any(look.moody for look in looks),
        occasions=in_order([hit for look in looks for hit in look.occasions]),
    )
