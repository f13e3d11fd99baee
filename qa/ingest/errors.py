"""Why something that arrived cannot be understood.

IngestError
├── EventInvalid     a notification of an object store is at fault; `problems` lists everything at once
├── ManifestInvalid  a manifest is at fault; `problems` lists every line
├── SourcesInvalid   the file of the sources is at fault; `problems` lists everything with its line
├── SourceUnknown    no source covers a key
└── NameUnmatched    a key does not read as the template of its source says

Every message says what was wrong, where, and what to do. A sidecar at fault is `qa.errors.MetadataInvalid`.
"""

from qa.errors import QaError

_SHOWN = 3
"""Problems that a message names; the rest is in `problems`."""


class IngestError(QaError):
    """Root of what cannot be understood on arrival."""

    code = "qa.ingest_error"


class _Listed(IngestError):
    """A text in which several things may be wrong at once.

    Attributes:
        problems: one line each: where, what is wrong, what to do.
    """

    code = "qa.ingest_listed"
    what = "What arrived"

    def __init__(self, problems: tuple[str, ...]) -> None:
        more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        super().__init__(f"{self.what} cannot be used: {'; '.join(problems[:_SHOWN])}{more}")
        self.problems = problems


class EventInvalid(_Listed):
    """A notification of an object store is at fault."""

    code = "qa.event_invalid"
    what = "The notification"


class ManifestInvalid(_Listed):
    """A manifest is at fault."""

    code = "qa.manifest_invalid"
    what = "The manifest"


class SourcesInvalid(_Listed):
    """The file of the sources is at fault."""

    code = "qa.sources_invalid"
    what = "The file of the sources"


class SourceUnknown(IngestError):
    """No source covers a key."""

    code = "qa.source_unknown"


class NameUnmatched(IngestError):
    """A key does not read as the template of its source says."""

    code = "qa.name_unmatched"
