"""Settings of keeping and forgetting."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings


class KeepingSettings(BaseSettings):
    """What a house decides about how long calls are kept; part of `config.settings.Settings`."""

    retention: Path | None = Field(
        None,
        description="YAML file that says how long calls are kept (docs/retention.md); left out: for ever.",
    )
    purge_unasked: bool = Field(
        False,
        description="Execute what is planned at night without a person's approval; off: it waits for one.",
    )
    erasures: Path | None = Field(
        None,
        description="File in which all that was erased is written down after each purge and each night, for"
        " `everycall retention reapply` after a restore; keep it apart from the backups. Left out: nowhere.",
    )
