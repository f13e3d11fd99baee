"""`metadata`: what the recording system said about the call: direction, queue, any field of the sidecar."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from asr.transcript import Party
from scoring.bound import Bound
from scoring.checks.check import Check
from scoring.finding import Evidence, Outcome
from scoring.look import Hit, Look
from scoring.reasons import run_on, say
from scoring.scope import Scope
from scoring.written import Written

Scalar = str | int | float | bool


class Wanted(Written):
    """What a field must be: one of some values, within a bound, or simply there.

    Attributes:
        one_of: the values allowed.
        bound: for numbers.
        present: whether the field must be there, or must not.
    """

    one_of: tuple[Scalar, ...] = ()
    bound: Bound | None = None
    present: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Wanted):
            return value
        if isinstance(value, dict):
            return value if value.keys() <= cls.model_fields.keys() else {"bound": value}
        if value in ("present", "absent"):
            return {"present": value == "present"}
        return {"one_of": value if isinstance(value, list | tuple) else (value,)}

    def holds(self, value: Scalar | None) -> bool | None:
        """Tell whether a field is as wanted; None where the call does not carry it."""
        if self.present is not None:
            return (value is not None) is self.present
        if value is None:
            return None
        if self.bound is not None:
            number = _as_number(value)
            return None if number is None else self.bound.admits(number)
        return any(_plain(value) == _plain(wanted) for wanted in self.one_of)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what an author writes."""
        del core
        scalar = {"type": ["string", "number", "boolean"]}
        return {
            "description": "A value, a list of values, a bound, `present` or `absent`.",
            "anyOf": [
                scalar,
                {"type": "array", "items": scalar, "minItems": 1},
                handler(Bound.__pydantic_core_schema__),
            ],
        }


class Metadata(Check, kind="metadata"):
    """Fields of the call are as wanted; all of those listed.

    Attributes:
        metadata: field → a value, a list of values, a bound, `present` or `absent`.
    """

    metadata: Annotated[Mapping[str, Wanted], Field(min_length=1)]

    def look(self, scope: Scope) -> Look:
        """Compare each field; one the call does not carry cannot be told."""
        language, fields = scope.names.language, scope.reading.call.metadata
        answers = {name: wanted.holds(fields.get(name)) for name, wanted in self.metadata.items()}
        outcome = _outcome([*answers.values()])
        decisive = {Outcome.MET: True, Outcome.NOT_MET: False, Outcome.UNDECIDED: None}[outcome]
        said = [name for name, answer in answers.items() if answer is decisive]
        reason = run_on(
            say(
                language,
                "field_is" if name in fields else "field_missing",
                field=name,
                value=fields.get(name),
            )
            for name in said
        )
        hits = tuple(_hit(name, fields.get(name), scope) for name in said if name in fields)
        return Look(outcome, reason, hits, confidence=1.0 if outcome is not Outcome.UNDECIDED else 0.0)


def holds(wanted: Mapping[str, Wanted], fields: Mapping[str, Scalar]) -> bool:
    """Tell whether a call's fields are surely as wanted."""
    return all(want.holds(fields.get(name)) is True for name, want in wanted.items())


def _outcome(answers: list[bool | None]) -> Outcome:
    if False in answers:
        return Outcome.NOT_MET
    return Outcome.UNDECIDED if None in answers else Outcome.MET


def _hit(name: str, value: Scalar | None, scope: Scope) -> Hit:
    """Point at the call as a whole: a field has no place in it."""
    evidence = Evidence(
        start=scope.start, end=scope.end, party=Party.UNKNOWN, note=f"{name}: {_plain(value)}"
    )
    first, last = (scope.turns[0].index, scope.turns[-1].index) if scope.turns else (0, 0)
    return Hit((evidence,), (first, 0), (last, 0), clock=scope.start)


def _plain(value: Scalar | None) -> str:
    """Write a value the way a sidecar or an author might: 7 and "7", true and "true" are one."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().casefold()


def _as_number(value: Scalar) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except ValueError:
        return None
