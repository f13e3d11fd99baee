"""A run of the benchmark with systems that hear nothing: what is kept, and what Ctrl-C leaves."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.cases import HOUSE
from bench.result import Result, Showing, write
from bench.run import main
from bench.system import INTERRUPTED

CASES = ("en-bank-clean", "zh-bank-clean")


def hear(command: Sequence[str], cases: Sequence[str]) -> None:
    """Stand for a system that heard some cases, as `bench.system` does after each."""
    system, target = command[3], Path(command[4])
    results = tuple(Result(case, (), (), 10.0, {"all": 1.0}) for case in cases)
    write(target, Showing(system, {"recogniser": "none"}, 1.0, 1_000_000, results))


def kept(results: Path) -> dict[str, Any]:
    [path] = results.glob("*.json")
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


def test_a_whole_run_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def start(command: Sequence[str]) -> int:
        hear(command, CASES)
        return 0

    assert main(["--case", *CASES], results=tmp_path, start=start) == 0
    told = kept(tmp_path)
    assert told["interrupted"] is False
    assert set(told["systems"]) == {"ours", "baseline"}
    assert [each["case"] for each in told["cases"]] == list(CASES)
    assert "Interrupted" not in capsys.readouterr().out


def test_ctrl_c_keeps_what_was_measured_so_far(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def start(command: Sequence[str]) -> int:
        hear(command, CASES if command[3] == "ours" else CASES[:1])
        if command[3] == "baseline":
            raise KeyboardInterrupt
        return 0

    assert main(["--case", *CASES], results=tmp_path, start=start) == INTERRUPTED
    told = kept(tmp_path)
    assert told["interrupted"] is True
    assert [each["baseline"] is not None for each in told["cases"]] == [True, False]
    said = capsys.readouterr().out
    assert "Interrupted: ours heard 2 of 2 cases, baseline heard 1 of 2 cases." in said


@pytest.mark.parametrize("code", [INTERRUPTED, -signal.SIGINT])
def test_a_system_that_ctrl_c_ended_ends_the_run(tmp_path: Path, code: int) -> None:
    asked = []

    def start(command: Sequence[str]) -> int:
        asked.append(command[3])
        hear(command, CASES[:1])
        return code

    assert main(["--case", *CASES], results=tmp_path, start=start) == INTERRUPTED
    assert asked == ["ours"]
    assert kept(tmp_path)["interrupted"] is True


@pytest.mark.parametrize("hour", [[], ["--hour"]])
def test_ctrl_c_before_anything_was_measured_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hour: list[str]
) -> None:
    def start(command: Sequence[str]) -> int:
        raise KeyboardInterrupt

    assert main(["--case", *CASES, *hour], results=tmp_path, start=start) == INTERRUPTED
    assert list(tmp_path.glob("*.json")) == []
    assert "Interrupted before" in capsys.readouterr().err


def test_a_system_that_fails_is_told_with_what_it_left(tmp_path: Path) -> None:
    def start(command: Sequence[str]) -> int:
        hear(command, CASES[:1])
        return 1

    with pytest.raises(SystemExit, match=r"ours broke off with exit code 1.*ours\.json"):
        main(["--case", *CASES], results=tmp_path, start=start)


def test_a_real_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    program = f"""
import signal, subprocess, sys
from pathlib import Path

signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background inherits that it is ignored

from bench.run import main
from tests.unit.test_bench_run import CASES, hear

def start(command):
    hear(command, CASES[:1])
    Path({str(tmp_path / "heard")!r}).touch()
    return subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], stderr=subprocess.DEVNULL).returncode

sys.exit(main(["--case", *CASES], results=Path({str(tmp_path / "results")!r}), start=start))
"""
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert until(lambda: (tmp_path / "heard").exists() or running.poll() is not None)
    os.killpg(running.pid, signal.SIGINT)
    said, complained = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED, complained
    assert "Traceback" not in complained
    assert "Interrupted: ours heard 1 of 2 cases." in said
    assert kept(tmp_path / "results")["interrupted"] is True


def until(done: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return done()
