"""`regex`: a pattern in the words as they are written, by RE2, so that no pattern can hang."""

from functools import lru_cache
from typing import Annotated, Any

import re2
from pydantic import Field, field_validator

from asr.transcript import Turn
from scoring.answer import answer
from scoring.checks.check import Check
from scoring.look import Hit, Look
from scoring.scope import Scope

_MOST_BYTES = 1 << 20
"""Memory one compiled pattern may take."""


class Regex(Check, kind="regex"):
    """A turn's text matches a pattern.

    Attributes:
        regex: RE2 syntax; upper and lower case are one unless it says `(?-i)`.
        unless: a match that overlaps a match of this is none.
        times: how often at least.
    """

    regex: str
    unless: str | None = None
    times: Annotated[int, Field(ge=1, strict=True)] = 1

    @field_validator("regex", "unless")
    @classmethod
    def _readable(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            compiled(pattern)
        return pattern

    def look(self, scope: Scope) -> Look:
        """Match turn by turn."""
        hits = [hit for turn in scope.spoken for hit in self._in(turn, scope) if scope.holds(hit)]
        sure = sum(1 for hit in hits if not hit.doubted)
        return answer(
            scope,
            hits,
            surely=sure >= self.times,
            perhaps=len(hits) >= self.times,
            need=self.times,
            nearest=lambda: None,
        )

    def _in(self, turn: Turn, scope: Scope) -> list[Hit]:
        spans = _spans(self.regex, turn.text)
        excused = _spans(self.unless, turn.text) if self.unless and spans else []
        return [
            scope.reading.quoted({turn.index: (low, high)}, note=self.regex)
            for low, high in spans
            if all(high <= other_low or low >= other_high for other_low, other_high in excused)
        ]


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    """List where a pattern matches; a match of nothing is none."""
    return [match.span() for match in compiled(pattern).finditer(text) if match.end() > match.start()]


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """Compile a pattern.

    Raises:
        ValueError: RE2 refuses it.
    """
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _MOST_BYTES
    try:
        return re2.compile(pattern, options)
    except re2.error as refusal:
        detail = refusal.args[0] if refusal.args else ""
        why = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else str(detail)
        raise ValueError(
            f"RE2 refuses “{pattern}”: {why}; look-around and back-references do not exist in RE2, use `unless`"
        ) from refusal
