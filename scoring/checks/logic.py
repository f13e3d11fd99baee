"""`all`, `any`, `not`, `at_least`, `absence`: checks made of checks; and `use`, a check by its name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from scoring.answer import inverted
from scoring.checks.check import AnyCheck, Check, all_of, first_of, see, together
from scoring.finding import Outcome
from scoring.look import Look, merged
from scoring.reasons import run_on, say
from scoring.scope import Scope

Several = Annotated[tuple[AnyCheck, ...], Field(min_length=1)]


class All(Check, kind="all"):
    """Every one of these holds.

    Attributes:
        all: the checks.
    """

    compound = True
    all: Several

    def look(self, scope: Scope) -> Look:
        """Ask each; where all hold, their places are one."""
        look = all_of([see(check, scope) for check in self.all])
        return replace(look, hits=(merged(look.hits),)) if look.outcome is Outcome.MET and look.hits else look

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the checks, then the anchors."""
        yield from ((f"all[{place}]", check) for place, check in enumerate(self.all, 1))
        yield from super().parts()


class Any_(Check, kind="any"):  # noqa: N801 - `Any` is typing's
    """One of these holds.

    Attributes:
        any: the checks.
    """

    compound = True
    any: Several

    def look(self, scope: Scope) -> Look:
        """Ask each."""
        return first_of(lambda briefly: [see(check, briefly) for check in self.any], scope)

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the checks, then the anchors."""
        yield from ((f"any[{place}]", check) for place, check in enumerate(self.any, 1))
        yield from super().parts()


class AtLeast(Check, kind="at_least"):
    """So many of these hold.

    Attributes:
        at_least: how many.
        of: the checks.
    """

    compound = True
    at_least: Annotated[int, Field(ge=1, strict=True)]
    of: Several

    @model_validator(mode="after")
    def _reachable(self) -> "AtLeast":
        if self.at_least > len(self.of):
            raise ValueError(
                f"at_least: {self.at_least} of only {len(self.of)} checks; lower it or add checks"
            )
        return self

    def look(self, scope: Scope) -> Look:
        """Ask each and count."""
        looks = [see(check, scope) for check in self.of]
        of = {outcome: [look for look in looks if look.outcome is outcome] for outcome in Outcome}
        met, unsure = of[Outcome.MET], of[Outcome.UNDECIDED]
        if len(met) >= self.at_least:
            return together(met, Outcome.MET, confidence=min(look.confidence for look in met))
        if len(met) + len(unsure) >= self.at_least:
            return together(
                [*met, *unsure], Outcome.UNDECIDED, confidence=min(look.confidence for look in unsure)
            )
        if len(of[Outcome.NOT_APPLICABLE]) == len(looks):
            return all_of(looks)
        missed = together([*met, *of[Outcome.NOT_MET]] or looks, Outcome.NOT_MET, confidence=1.0)
        count = say(scope.names.language, "of_count", count=len(met), of=len(looks), need=self.at_least)
        return replace(
            missed,
            reason=run_on([count, *(look.reason for look in of[Outcome.NOT_MET])]),
            confidence=min(look.confidence for look in [*met, *of[Outcome.NOT_MET]]),
        )

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the checks, then the anchors."""
        yield from ((f"of[{place}]", check) for place, check in enumerate(self.of, 1))
        yield from super().parts()


class Not(Check, kind="not"):
    """This does not hold.

    Attributes:
        not_: the check.
    """

    compound = True
    not_: Annotated[AnyCheck, Field(alias="not")]

    def look(self, scope: Scope) -> Look:
        """Ask, and turn the answer round."""
        return inverted(see(self.not_, replace(scope, prohibits=not scope.prohibits)))

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the check, then the anchors."""
        yield "not", self.not_
        yield from super().parts()


class Absence(Check, kind="absence"):
    """This is nowhere in the range; the answer always says what was searched.

    Attributes:
        absence: the check.
    """

    compound = True
    absence: AnyCheck

    def look(self, scope: Scope) -> Look:
        """Ask, and turn the answer round."""
        look = inverted(see(self.absence, replace(scope, prohibits=not scope.prohibits)))
        return replace(look, search=look.search or scope.search())

    def parts(self) -> Iterator[tuple[str, Check]]:
        """Yield the check, then the anchors."""
        yield "absence", self.absence
        yield from super().parts()


class Use(Check, kind="use"):
    """A check by its name under `checks:`; `$name` alone is short for it.

    Attributes:
        use: the name.
    """

    compound = True
    use: str

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"use": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _marked(self) -> "Use":
        if not self.use.startswith("$"):
            raise ValueError(f"“{self.use}” is no check; a name under `checks:` is written ${self.use}")
        return self

    def look(self, scope: Scope) -> Look:
        """Ask the check of that name."""
        return scope.names.checks[self.use[1:]](scope)

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the name it refers to."""
        yield "checks", self.use[1:]

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Allow the short form."""
        full = handler(core)
        return {"anyOf": [{"type": "string", "pattern": r"^\$"}, full]}
