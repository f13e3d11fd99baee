"""What authors write: closed to unknown fields, and never changed once read."""

from pydantic import BaseModel, ConfigDict


class Written(BaseModel):
    """A piece of a rubric, of its examples or of a typed dialogue."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
