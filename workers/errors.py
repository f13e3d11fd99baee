"""Why a worker stops in the middle of a stage.

WorkerError
├── AudioChanged  the object is not the one that was ingested
├── AudioDiffers  the object is not the one that its uploader told of
├── Interrupted   the house is closing: the work is given back unfinished
└── Undelivered   a receiver outside did not take what it was sent
"""

from typing import ClassVar


class WorkerError(Exception):
    """Root of every refusal in `workers`.

    Attributes:
        code: stable name for machines, `workers.<kind>`.
        retryable: whether the same work may succeed later.
    """

    code: ClassVar[str] = "workers.error"
    retryable: ClassVar[bool] = False


class AudioChanged(WorkerError):
    """The object is not the one that was ingested."""

    code = "workers.audio_changed"


class AudioDiffers(WorkerError):
    """The object is not the one that its uploader told of."""

    code = "workers.audio_differs"


class Interrupted(WorkerError):
    """The house is closing."""

    code = "workers.interrupted"
    retryable = True


class Undelivered(WorkerError):
    """A receiver outside did not take what it was sent."""

    code = "workers.undelivered"
    retryable = True
