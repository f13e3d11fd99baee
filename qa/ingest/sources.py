"""The file of the sources: which recording systems put their recordings where.

sources:
  - name: pbx-1
    prefix: pbx-1/
    adapter: freepbx
    timezone: Asia/Shanghai
    agent_channel: {inbound: 1, outbound: 0}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.ingest.errors import SourcesInvalid, SourceUnknown
from qa.ingest.source import Source
from scoring.document import DocumentInvalid, parse
from scoring.problems import Problem, refusals, told


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a house."""

    all: tuple[Source, ...]

    def of(self, key: str) -> Source:
        """Find the source that covers a key: the one with the longest prefix.

        Raises:
            SourceUnknown: none does.
        """
        covering = [source for source in self.all if key.startswith(source.prefix)]
        if not covering:
            prefixes = ", ".join(repr(source.prefix) for source in self.all)
            raise SourceUnknown(
                f"No source covers the key {key!r}; put it under one of {prefixes}, or add a source."
            )
        return max(covering, key=lambda source: len(source.prefix))

    def named(self, name: str) -> Source | None:
        """Find a source by its name."""
        return next((source for source in self.all if source.name == name), None)


PLAIN = Source(name="bucket")
"""How names and sidecars are read where nobody said otherwise: EveryCall's own sidecars, names that tell nothing."""

WHOLE_BUCKET = Sources((PLAIN,))
"""The sources of a house that has no file of them: every key, with EveryCall's own sidecars."""


def read(text: str, name: str = "sources.yaml") -> Sources:
    """Read the file of the sources.

    Args:
        text: YAML.
        name: of the file, for messages.

    Raises:
        SourcesInvalid: with everything that is wrong, each with file and line.
    """
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        raise SourcesInvalid((f"{name}:{invalid.line}: {invalid.problem}",)) from invalid
    try:
        found = _File.model_validate(document.value).sources
    except ValidationError as refused:
        known = {*Source.model_fields, *_File.model_fields}
        raise SourcesInvalid(told(refusals(refused, document, known), document, name)) from refused
    problems = told(_doubles(found), document, name)
    if problems:
        raise SourcesInvalid(problems)
    return Sources(found)


def load(path: Path | None) -> Sources:
    """Read the file of the sources from disk; without one, the whole bucket is one source.

    Raises:
        SourcesInvalid: it cannot be read, or things in it are wrong.
    """
    if path is None:
        return WHOLE_BUCKET
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesInvalid((f"{path} cannot be read ({error}); see EVERYCALL_SOURCES",)) from error
    return read(text, path.name)


def _doubles(found: tuple[Source, ...]) -> Iterator[Problem]:
    if not found:
        yield Problem(("sources",), "is empty; add a source, or do without the file")
    for (_, one), (place, other) in combinations(enumerate(found), 2):
        for field in ("name", "prefix"):
            if getattr(one, field) == getattr(other, field):
                yield Problem(
                    ("sources", place, field), f"“{getattr(one, field)}” is taken by a source above"
                )
