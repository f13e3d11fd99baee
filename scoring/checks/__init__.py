"""Every kind of check, one noun a file; a new file here is a new kind, and nothing else changes."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from scoring.checks.check import KINDS, Check
from scoring.written import Written

__all__ = ["KINDS", "AnyCheck", "Check", "kind_of"]


def kind_of(value: Any) -> str | None:
    """Tell a check's kind from what an author wrote; None where it has none, or two."""
    if isinstance(value, Check):
        return value.kind
    if isinstance(value, str):
        return "use"
    if not isinstance(value, dict):
        return None
    kinds = [kind for kind in KINDS if kind in value]
    return kinds[0] if len(kinds) == 1 else None


def _complete() -> Any:
    """Load every kind, and let checks hold checks of any kind."""
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    tagged: list[Any] = [Annotated[kind, Tag(name)] for name, kind in sorted(KINDS.items())]
    return Annotated[reduce(or_, tagged), Discriminator(kind_of)]


def _pieces(of: type[Written]) -> Iterator[type[Written]]:
    """Yield every piece of a check that some module of this package defines."""
    for piece in of.__subclasses__():
        if piece.__module__.startswith(__name__):
            yield piece
        yield from _pieces(piece)


AnyCheck = _complete()
for _piece in _pieces(Written):
    _piece.model_rebuild(force=True, _types_namespace={"AnyCheck": AnyCheck})
