"""Where a check looks: whose words, and which part of the call."""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from asr.transcript import Party
from scoring.written import Written

_REACH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*|[\u4e00-\u9fff]*)\s*$")
_SECONDS = {"": 1.0, "s": 1.0, "sec": 1.0, "second": 1.0, "seconds": 1.0, "秒": 1.0, "秒钟": 1.0}
_SECONDS |= {"min": 60.0, "minute": 60.0, "minutes": 60.0, "分": 60.0, "分钟": 60.0}
_TURNS = {"turn", "turns", "轮", "句"}


class Counted(StrEnum):
    """Whose seconds and turns `first`, `last` and `turns` count."""

    CALL = "call"
    PARTY = "party"


class Reach(Written):
    """How far: `30 s`, `2 min` or `3 turns`; a bare number is seconds.

    Attributes:
        seconds: where it is a time.
        turns: where it is a number of turns.
    """

    seconds: float | None = None
    turns: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError("write how far, as “30 s” or “3 turns”")  # noqa: TRY004 - pydantic collects ValueError
        if isinstance(value, int | float):
            value = f"{value}"
        if not isinstance(value, str):
            return value
        seconds = seconds_in(value)
        if seconds is not None:
            return {"seconds": seconds}
        match = _REACH.match(value)
        if match and match[2].lower() in _TURNS and float(match[1]) == int(float(match[1])) >= 1:
            return {"turns": int(float(match[1]))}
        raise ValueError(
            f"“{value}” is neither a time nor a number of turns; write it as “30 s” or “3 turns”"
        )

    @model_serializer
    def _write(self) -> str:
        return str(self)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what an author writes."""
        del core, handler
        return {
            "description": "A time (`30 s`, `2 min`; a bare number is seconds) or a number of turns (`3 turns`).",
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*\S*\s*$"},
            ],
        }

    def __str__(self) -> str:
        return f"{self.seconds:g} s" if self.seconds is not None else f"{self.turns} turns"


def seconds_in(text: str) -> float | None:
    """Read a time as an author writes it (`30`, `30 s`, `2 min`, `30 秒`); None where it is none."""
    match = _REACH.match(text)
    unit = _SECONDS.get(match[2].lower()) if match else None
    return None if match is None or unit is None else float(match[1]) * unit


def _as_seconds(value: Any) -> Any:
    if isinstance(value, str):
        seconds = seconds_in(value)
        if seconds is None:
            raise ValueError(f"“{value}” is no time; write it as “30 s”")
        return seconds
    return value


Seconds = Annotated[
    float,
    Field(ge=0, strict=True),
    BeforeValidator(_as_seconds),
    PlainSerializer(lambda v: f"{v:g} s"),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}], "description": "A time: `30 s`."}
    ),
]
"""Seconds, written as `30`, `30 s` or `2 min`."""


class TurnRange(Written):
    """Turns `first` to `last`, counted from 1 as people count; written `2..5`, `3` or `4..`."""

    first: Annotated[int, Field(ge=1)]
    last: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return {"first": value, "last": value}
        if not isinstance(value, str):
            return value
        match = re.match(r"^\s*(\d+)\s*(?:\.\.|-|到|~)\s*(\d*)\s*$", value)
        if match is None:
            raise ValueError(f"“{value}” is no range of turns; write it as “2..5”")
        return {"first": int(match[1]), "last": int(match[2]) if match[2] else None}

    @model_validator(mode="after")
    def _ordered(self) -> "TurnRange":
        if self.last is not None and self.last < self.first:
            raise ValueError(f"turns {self.first}..{self.last} run backwards; write the smaller number first")
        return self

    @model_serializer
    def _write(self) -> str:
        return f"{self.first}..{'' if self.last is None else self.last}"

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what an author writes."""
        del core, handler
        return {
            "description": "Turns, counted from 1: `3`, `2..5` or `4..`.",
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": r"^\s*\d+\s*\.\.\s*\d*\s*$"},
            ],
        }


class Range(Written):
    """The fields every check may carry to say where it looks; without any, everywhere.

    Attributes:
        party: whose words or sound; without it, anyone's.
        first: only the first seconds or turns.
        last: only the last seconds or turns.
        turns: only these turns.
        counted: whose seconds and turns the three above count; by default turns of the party, seconds of the call.
    """

    party: Party | None = None
    first: Reach | None = None
    last: Reach | None = None
    turns: TurnRange | None = None
    counted: Counted | None = None
