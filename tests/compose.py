"""docker-compose.yml as Compose reads it: merged, with its variables filled in."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HOUSE = Path(__file__).resolve().parents[1]
FILE = HOUSE / "docker-compose.yml"

_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")


def compose(variables: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read the file; gives it as plain data."""
    filled: dict[str, Any] = _fill(yaml.safe_load(FILE.read_text("utf-8")), variables or {})
    return filled


def variables() -> set[str]:
    """Name every variable that the file asks of its surroundings."""
    return {match["name"] for match in _VARIABLE.finditer(FILE.read_text("utf-8"))}


def _fill(value: Any, variables: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(each, variables) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, variables) for each in value]
    if isinstance(value, str):
        return _VARIABLE.sub(lambda match: variables.get(match["name"]) or match["default"] or "", value)
    return value
