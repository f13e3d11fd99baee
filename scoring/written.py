"""What authors write: closed to unknown fields, and never changed once read."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


class Written(BaseModel):
    """A piece of a rubric, of its examples or of a typed dialogue."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # a rubric's types are built in one go when the first is read, not as they are imported
    )


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


_LINE = {"type": "string", "minLength": 1}

Lines = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    Field(min_length=1),
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [_LINE, {"type": "array", "items": _LINE, "minItems": 1}]}),
]
"""One line or several."""

LinesIfAny = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [_LINE, {"type": "array", "items": _LINE}]}),
]
"""One line, several, or none."""
