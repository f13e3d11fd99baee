"""`entity`: a number, amount, date, phone, card or identity number, or a name is said, perhaps a certain one."""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from asr.transcript import Turn
from scoring.answer import answer
from scoring.bound import Bound
from scoring.checks.check import Check
from scoring.entities import Entity, EntityKind, entities
from scoring.finding import Outcome
from scoring.look import Hit, Look
from scoring.reasons import say
from scoring.scope import Scope
from scoring.spoken import lines, nearest, spoken
from scoring.wording import wording
from scoring.written import LinesIfAny

Admits = Callable[[Entity], bool]


class EntityCheck(Check, kind="entity"):
    """Something with a value is said.

    Attributes:
        entity: `number`, `amount`, `percent`, `date`, `phone`, `card`, `id_number` or `name`.
        value: a bound its value must be within: numbers, amounts and shares only.
        field: a field of the call that its value must equal.
        names: the names looked for: `name` only, and needed there; `$list` stands for a word list.
        times: how often at least.
    """

    entity: EntityKind
    value: Bound | None = None
    field: Annotated[str, Field(min_length=1)] | None = None
    names: LinesIfAny = ()
    times: Annotated[int, Field(ge=1, strict=True)] = 1

    @field_validator("names")
    @classmethod
    def _readable(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        for line in listed:
            if not line.startswith("$"):
                wording(line)
        return listed

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        counted = self.entity in (EntityKind.NUMBER, EntityKind.AMOUNT, EntityKind.PERCENT)
        if self.value is not None and not counted:
            raise ValueError(f"a {self.entity.value} has no size; `value` is for numbers, amounts and shares")
        if (self.entity is EntityKind.NAME) is not bool(self.names):
            raise ValueError("`names` and `entity: name` belong together; write both or neither")
        return self

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the word lists it refers to."""
        for line in self.names:
            if line.startswith("$"):
                yield "phrases", line[1:]

    def look(self, scope: Scope) -> Look:
        """Find what is said, and compare its value."""
        wanted = None if self.field is None else scope.reading.call.metadata.get(self.field)
        if self.field is not None and wanted is None:
            reason = say(scope.names.language, "field_missing", field=self.field)
            return Look(Outcome.UNDECIDED, reason, search=scope.search(), confidence=0.0)
        if self.entity is EntityKind.NAME:
            return self._name(scope, wanted)
        admits = self._admits(wanted)
        said = [(found, hit) for turn in scope.spoken for found, hit in self._in(turn, scope)]
        hits = [hit for found, hit in said if admits(found)]
        others = [hit for found, hit in said if not admits(found)]
        return self._counted(scope, hits, lambda: others[0] if others else None)

    def _name(self, scope: Scope, wanted: object) -> Look:
        listed = lines(self.names, scope)
        if wanted is not None:
            listed = tuple(line for line in listed if line.casefold() == str(wanted).strip().casefold())
        said = spoken(listed, scope, by_sound=not scope.prohibits)
        hits = [hit for each in said.values() for hit in each]
        return self._counted(scope, hits, lambda: nearest(listed, scope, hits))

    def _counted(self, scope: Scope, hits: list[Hit], near: Callable[[], Hit | None]) -> Look:
        return answer(
            scope,
            hits,
            surely=sum(1 for hit in hits if not hit.doubted) >= self.times,
            perhaps=len(hits) >= self.times,
            need=self.times,
            nearest=near,
        )

    def _in(self, turn: Turn, scope: Scope) -> Iterator[tuple[Entity, Hit]]:
        for found in entities(turn.text, self.entity):
            hit = scope.reading.quoted(
                {turn.index: (found.low, found.high)}, note=f"{self.entity} {found.value}"
            )
            if scope.holds(hit):
                yield found, hit

    def _admits(self, wanted: object) -> Admits:
        def admits(found: Entity) -> bool:
            if self.value is not None and not self.value.admits(float(found.value)):
                return False
            return wanted is None or _same(found.value, wanted)

        return admits


def _same(said: Decimal | str, wanted: object) -> bool:
    """Compare a value that is said with a field of the call."""
    if isinstance(said, Decimal):
        try:
            return said == Decimal(str(wanted).strip().lstrip("$¥￥£€").rstrip("%").replace(",", ""))
        except InvalidOperation:
            return False
    written = str(wanted).strip()
    if "-" in said:
        # A date that is said without its year equals one of any year.
        return written[:10] == said or (said.startswith("--") and written[5:10] == said[2:])
    return "".join(c for c in written.upper() if c.isalnum()) == said
