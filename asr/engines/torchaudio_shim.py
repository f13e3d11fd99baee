"""Import torchaudio where its compiled extension cannot be loaded.

torchaudio's extension links CUDA, and next to a CPU build of torch it fails to load, which fails the import of
the whole package. pyannote.audio uses only parts written in Python (`functional.resample`,
`compliance.kaldi.fbank`), and torchaudio itself is ready to run without the extension, as where a packager left
it out. So, only after the ordinary import has failed at a shared library, say that the extension is not there and
import again. Where torchaudio imports, nothing happens.
"""

import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import NoReturn

_EXTENSION = "torchaudio._extension"


def import_torchaudio() -> ModuleType:
    """Import torchaudio, without its compiled extension where that cannot be loaded.

    Returns:
        The package; `functional` and `compliance.kaldi` work either way. Without the extension forced alignment
        and RNN-T loss refuse when called, and filters run in Python.
    """
    try:
        return importlib.import_module("torchaudio")
    except OSError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchaudio"]:
            del sys.modules[name]
        sys.modules[_EXTENSION] = _no_extension()
        return importlib.import_module("torchaudio")


def _no_extension() -> ModuleType:
    """Make the module that torchaudio would have made, had it found no extension to load."""
    module = ModuleType(
        _EXTENSION, "Stands for torchaudio's compiled extension, which this machine cannot load."
    )
    module.__dict__["_IS_TORCHAUDIO_EXT_AVAILABLE"] = False
    module.__dict__["fail_if_no_align"] = _refuse
    return module


def _refuse(function: Callable[..., object]) -> Callable[..., NoReturn]:
    """Replace a function that lives in the extension by one that says so when it is called."""

    @functools.wraps(function)
    def refused(*_args: object, **_kwargs: object) -> NoReturn:
        raise RuntimeError(
            f"torchaudio's {function.__name__} needs its compiled extension, which could not be loaded. "
            "Install the torchaudio build that matches this machine's torch."
        )

    return refused
