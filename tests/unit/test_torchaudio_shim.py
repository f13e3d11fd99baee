"""The shim against a stand-in torchaudio package, each in a Python of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
from asr.engines.torchaudio_shim import import_torchaudio
torchaudio = import_torchaudio()
import torchaudio.functional
print(torchaudio.functional.resample(), torchaudio._extension._IS_TORCHAUDIO_EXT_AVAILABLE)
try:
    torchaudio.functional.forced_align()
except RuntimeError as error:
    print(error)
"""

FUNCTIONAL = """
from torchaudio._extension import fail_if_no_align
def resample():
    return "resampled"
@fail_if_no_align
def forced_align():
    return "aligned"
"""

LOADS = """
_IS_TORCHAUDIO_EXT_AVAILABLE = True
def fail_if_no_align(function):
    return function
"""


def ask(folder: Path, extension: str) -> subprocess.CompletedProcess[str]:
    package = folder / "torchaudio"
    (package / "_extension").mkdir(parents=True)
    (package / "__init__.py").write_text("from . import _extension\nfrom . import functional\n")
    (package / "functional.py").write_text(FUNCTIONAL)
    (package / "_extension/__init__.py").write_text(extension)
    path = f"{folder}:{Path(__file__).parents[2]}"
    return subprocess.run(
        [sys.executable, "-c", ASK], env={"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def test_where_the_extension_loads_nothing_is_changed(tmp_path: Path) -> None:
    assert ask(tmp_path, LOADS).stdout == "resampled True\n"


def test_where_it_cannot_be_loaded_the_python_parts_work(tmp_path: Path) -> None:
    said = ask(tmp_path, "raise OSError('libc10_cuda.so: cannot open shared object file')").stdout
    assert said.startswith("resampled False\ntorchaudio's forced_align needs its compiled extension")


@pytest.mark.parametrize("error", ["ImportError('no such module')", "RuntimeError('other')"])
def test_any_other_failure_is_told_as_it_is(tmp_path: Path, error: str) -> None:
    said = ask(tmp_path, f"raise {error}")
    assert said.returncode == 1
    assert error.partition("(")[0] in said.stderr
