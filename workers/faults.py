"""Whose fault an error is, in one table; what follows from it is decided in `qa.claim`."""

import errno
import traceback

import asr.errors as asr
import qa.errors as qa
import scoring.errors as scoring
import storage.errors as storage
from qa.problem import Fault, Problem
from workers.errors import WorkerError

LONGEST_MESSAGE = 2000

UNEXPECTED = "workers.unexpected"
"""Code of a problem that nobody foresaw; only the worker's log can tell its place."""

_HOUSE = (
    asr.ScratchFull,
    asr.ModelMissing,
    asr.ModelAltered,
    storage.StorageUnavailable,
    storage.StorageFull,
    storage.SchemaBehind,
    storage.ObjectsRefused,
    scoring.ScoringError,  # a rubric that cannot be read is nothing a recording did
)
_FULL = {errno.ENOSPC, errno.EDQUOT}


def problem_of(error: BaseException) -> Problem:
    """Tell an error as a problem of the recording."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return Problem(
            "workers.disk_full",
            "The disk for scratch files is full; make room, the work goes on by itself.",
            Fault.HOUSE,
        )
    if isinstance(
        error, asr.AsrError | qa.QaError | scoring.ScoringError | storage.StorageError | WorkerError
    ):
        return Problem(error.code, _clean(str(error)), _fault(error))
    return Problem(
        UNEXPECTED,
        _clean(f"{type(error).__name__}: {error} (the worker's log has the place; please report it)"),
        Fault.CHANCE,
    )


def trace_of(error: BaseException) -> str:
    """Write down where an error was raised, half characters escaped: a log file in UTF-8 takes none of them."""
    return "".join(traceback.format_exception(error)).rstrip().encode("utf-8", "backslashreplace").decode()


def _fault(
    error: asr.AsrError | qa.QaError | scoring.ScoringError | storage.StorageError | WorkerError,
) -> Fault:
    if isinstance(error, _HOUSE):
        return Fault.HOUSE
    return Fault.CHANCE if error.retryable else Fault.RECORDING


def _clean(text: str) -> str:
    """Keep what every database can store: no NUL, no half characters, no endless text."""
    return text.replace("\0", "�").encode("utf-8", "replace").decode()[:LONGEST_MESSAGE]
