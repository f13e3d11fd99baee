"""What the recording system says about a call: the sidecar beside the audio, checked where it enters."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from qa.errors import MetadataInvalid

MAX_SIDECAR_BYTES = 64 * 1024
"""A sidecar is a page of facts; anything longer is some other file."""

MAX_FACTS = 200
"""Business fields one call may carry."""

_FIRST = datetime(1, 1, 2, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, tzinfo=UTC)
"""A day within the calendar's ends: what lies between has a date in every time zone."""

Fact = str | int | float | bool
"""A flat value."""


class Direction(StrEnum):
    """Who called whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


def _primary_language(value: object) -> object:
    """Read `zh-CN` and `en_US` as the language they begin with; leave the judging to the field."""
    if isinstance(value, str):
        return value.strip().lower().replace("_", "-").split("-")[0]
    return value


def _tame(value: object) -> object:
    """Take a written moment; a bare number would be read as seconds since 1970, a guess nobody asked for."""
    if not isinstance(value, str | datetime):
        raise ValueError("must be text such as 2026-03-01T09:30:00+08:00")  # noqa: TRY004 pydantic gathers ValueErrors
    return value


def _on_the_calendar(value: datetime) -> datetime:
    if not _FIRST <= value < _LAST:
        raise ValueError(
            "must lie from 0001-01-02 up to 9999-12-31 in UTC, where every time zone has a date for it"
        )
    return value


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$"),
]
Language = Annotated[
    str,
    BeforeValidator(_primary_language),
    StringConstraints(pattern="^(zh|en)$"),
    WithJsonSchema({"type": "string", "pattern": "^([zZ][hH]|[eE][nN])([-_].*)?$"}),
]
Moment = Annotated[AwareDatetime, BeforeValidator(_tame), AfterValidator(_on_the_calendar)]


class CallMetadata(BaseModel):
    """Facts about one call, all optional.

    Field types are strict: `"1"` is no number, `7` is no name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source_call_id: Name | None = Field(None, description="The call's id in the recording system.")
    started_at: Moment | None = Field(
        None, strict=False, description="When the call began, with its time zone."
    )
    direction: Direction | None = Field(None, strict=False, description="inbound, outbound or internal.")
    agent_id: Name | None = Field(None, description="The agent's id in the house.")
    agent_name: Name | None = Field(None, description="The agent's name as shown to people.")
    customer_ref: Name | None = Field(None, description="The customer's reference, never a phone number.")
    queue: Name | None = Field(None, description="Queue or skill the call came through.")
    team: Name | None = Field(None, description="The agent's team.")
    language: Language | None = Field(None, description="zh or en, where it is known.")
    agent_channel: int | None = Field(None, ge=0, le=1, description="The agent's channel, 0 or 1.")
    priority: int | None = Field(
        None, ge=0, le=9, description="How urgent the call is, 0 to 9; 5 is ordinary, 9 comes first."
    )
    business: dict[str, Fact] = Field(
        default_factory=dict,
        description="The house's own facts (balance, product, …); nested objects are flattened with dots.",
    )

    @field_validator("business", mode="before")
    @classmethod
    def _flatten(cls, value: object) -> object:
        return _flat(value) if isinstance(value, Mapping) else value

    @model_validator(mode="after")
    def _few_enough(self) -> Self:
        if len(self.business) > MAX_FACTS:
            raise ValueError(f"business has {len(self.business)} fields; send at most {MAX_FACTS}")
        return self

    def facts(self) -> dict[str, Fact]:
        """Spread the metadata flat, as rubrics read it: `direction`, `queue`, `business.balance`.

        When a call is inspected is nothing it is judged by: `priority` stays out.
        """
        own = self.model_dump(mode="json", exclude={"business", "priority"}, exclude_none=True)
        return own | {f"business.{name}": value for name, value in self.business.items()}


def parse(data: bytes | str) -> CallMetadata:
    """Read a sidecar.

    Args:
        data: a JSON object in UTF-8.

    Raises:
        MetadataInvalid: it is too long, no JSON, or has fields of the wrong type; every problem is listed.
    """
    return check(fields_of(data))


def fields_of(data: bytes | str, limit: int = MAX_SIDECAR_BYTES) -> dict[str, Any]:
    """Read one JSON object, whatever its fields.

    Args:
        data: in UTF-8.
        limit: most bytes read.

    Raises:
        MetadataInvalid: it is too long, or no JSON object.
    """
    raw = data.encode() if isinstance(data, str) else data
    if len(raw) > limit:
        raise MetadataInvalid(
            (f"it is {len(raw)} bytes long, at most {limit} are read; send facts about the call only",)
        )
    try:
        fields = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise MetadataInvalid((f"byte {error.start} is not UTF-8; save the sidecar as UTF-8",)) from error
    except (ValueError, RecursionError) as error:
        raise MetadataInvalid((f"it is not JSON ({error}); send one JSON object",)) from error
    if not isinstance(fields, dict):
        raise MetadataInvalid((f"it is a JSON {_kind(fields)}; send one JSON object",))
    return fields


def check(fields: Mapping[str, Any]) -> CallMetadata:
    """Check fields that came apart from JSON, as a form or an API body.

    Raises:
        MetadataInvalid: a field is unknown or of the wrong type; every problem is listed.
    """
    try:
        return CallMetadata.model_validate(dict(fields))
    except ValidationError as error:
        raise MetadataInvalid(tuple(_tell(problem) for problem in error.errors(include_url=False))) from error


def _tell(problem: Any) -> str:
    place = ".".join(str(part) for part in problem["loc"]) or "the sidecar"
    if problem["type"] == "extra_forbidden":
        near = get_close_matches(place, CallMetadata.model_fields, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "put the house's own fields under 'business'"
        return f"{place} is not a known field: {hint}"
    if place.startswith("business") and problem["type"] == "value_error":
        return f"{place}: {problem['ctx']['error']}"
    if place == "language":
        return f"language is {problem['input']!r}: write zh or en, or leave it out"
    if problem["type"] == "string_pattern_mismatch":
        return f"{place} is {_short(problem['input'])}: write it without control characters"
    if problem["type"] == "timezone_aware":
        return f"{place} has no time zone: write it as 2026-03-01T09:30:00+08:00"
    return f"{place} is {_short(problem['input'])}: {problem['msg'].removeprefix('Value error, ')}"


def _short(value: object, longest: int = 60) -> str:
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _kind(value: object) -> str:
    names = {list: "list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "number")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _flat(fields: Mapping[Any, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        key = f"{prefix}{name}"
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"{key!r} has an empty name; name every field")
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{key}.")
        elif value is not None:
            flat[key] = _flat_value(key, value)
    return flat


def _flat_value(key: str, value: object) -> object:
    for text in (key, value):
        if isinstance(text, str) and not _writable(text):
            raise ValueError(f"{key!r} holds half a character (a lone surrogate); send valid Unicode")
    if not isinstance(value, str | int | float | bool):
        raise ValueError(f"{key!r} is a {_kind(value)}; send text, a number, true or false")  # noqa: TRY004 as above
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{key!r} is too large for a number; send it as text")
    return value


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
