"""A bound on a measure: over, under, at least, at most; alone or as a range."""

import re
from typing import Any

from pydantic import GetJsonSchemaHandler, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from scoring.written import Written

_NUMBER = re.compile(r"^\s*([+-]?\d+(?:\.\d+)?)\s*(\S*(?:\s\S+)*)\s*$")
_UNITS: dict[str, float] = {
    **dict.fromkeys(
        ("", "s", "sec", "second", "seconds", "秒", "秒钟", "db", "分贝", "st", "semitones", "z"), 1.0
    ),
    **dict.fromkeys(("times", "turns", "次", "轮", "wpm", "cpm", "/min", "字/分", "字/分钟"), 1.0),
    **dict.fromkeys(("min", "minute", "minutes", "分钟"), 60.0),
    **dict.fromkeys(("%", "percent"), 0.01),
}
_SIGNS = {"over": ">", "under": "<", "at_least": "≥", "at_most": "≤", "equals": "="}


class Bound(Written):
    """What a measure is compared with; all that is given must hold. A lone number is met by itself only.

    Attributes:
        over: more than this.
        under: less than this.
        at_least: this or more.
        at_most: this or less.
        equals: exactly this.
    """

    over: float | None = None
    under: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    equals: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Bound):
            return value
        if isinstance(value, str) and value.strip() in {"any", "任意"}:
            return {"at_least": float("-inf")}
        if not isinstance(value, dict):
            raise ValueError("write a bound, as {over: 10 s}, {at_least: 2, at_most: 5}, or any")  # noqa: TRY004 - pydantic collects ValueError
        return {
            name: _number(amount) if isinstance(amount, str) else amount for name, amount in value.items()
        }

    @model_validator(mode="after")
    def _says_something(self) -> "Bound":
        if all(getattr(self, name) is None for name in _SIGNS):
            raise ValueError("an empty bound; write one, as {over: 10 s}, or any")
        return self

    @model_serializer
    def _write(self) -> str | dict[str, float]:
        """Write what an author writes; JSON has no infinite number for `any`."""
        given = {name: value for name in _SIGNS if (value := getattr(self, name)) is not None}
        return "any" if given == {"at_least": float("-inf")} else given

    def admits(self, value: float) -> bool:
        """Tell whether a value is within."""
        return (
            (self.over is None or value > self.over)
            and (self.under is None or value < self.under)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.equals is None or value == self.equals)
        )

    def distance(self, value: float) -> float:
        """Measure how far outside a value is, in its own unit; 0 within."""
        floor = [b for b in (self.over, self.at_least, self.equals) if b is not None]
        ceiling = [b for b in (self.under, self.at_most, self.equals) if b is not None]
        return max([0.0, *(low - value for low in floor), *(value - high for high in ceiling)])

    @property
    def scale(self) -> float:
        """The largest number in it, to weigh a distance by."""
        given = (self.over, self.under, self.at_least, self.at_most, self.equals)
        return max((abs(b) for b in given if b is not None and abs(b) != float("inf")), default=1.0) or 1.0

    def __str__(self) -> str:
        given = ((sign, getattr(self, name)) for name, sign in _SIGNS.items())
        return " ".join(f"{sign} {value:g}" for sign, value in given if value is not None)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what an author writes."""
        del core, handler
        amount = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d"}]}
        return {
            "description": "A bound: over, under, at_least, at_most, equals (numbers, or with a unit: 10 s); or any.",
            "anyOf": [
                {"const": "any"},
                {
                    "type": "object",
                    "properties": dict.fromkeys(_SIGNS, amount),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ],
        }


def _number(text: str) -> float:
    """Read a number with or without a unit."""
    match = _NUMBER.match(text)
    factor = _UNITS.get(match[2].lower()) if match else None
    if match is None or factor is None:
        raise ValueError(f"“{text}” is no amount; write a number, or one with a unit, as 10 s, 6 dB or 40%")
    return float(match[1]) * factor
