"""Libraries that report to their makers unless they are told not to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.model
def test_the_engines_leave_no_mark_of_telemetry(tmp_path: Path) -> None:
    """onnxruntime keeps an id of the machine and a queue of events in the home folder once it reports."""
    told_off = {"ORT_DISABLE_TELEMETRY", "PYANNOTE_METRICS_ENABLED", "XDG_CACHE_HOME"}
    places = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "MPLCONFIGDIR": os.devnull}
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from asr.engines.segmentation import import_pyannote as go; go(); import onnxruntime",
        ],
        cwd=HOUSE,
        env={name: value for name, value in os.environ.items() if name not in told_off} | places,
        check=True,
        capture_output=True,
    )
    assert [
        path for path in tmp_path.rglob("*") if "deviceid" in path.name or "onnxruntime" in path.name
    ] == []
