"""The log: what it is about, for people and for programs, without secrets."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from config.log import AsJson, ForPeople, about, hushed
from tests.desks import Plan, deliver
from tests.house import TestHouse
from tests.shifts import CALL, until_idle
from workers.desk import Desk

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is logged as JSON while the test runs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def line(
    form: logging.Formatter, message: str, *arguments: object, error: BaseException | None = None
) -> str:
    exc = (type(error), error, error.__traceback__) if error else None
    return form.format(logging.LogRecord("workers.x", logging.WARNING, "x.py", 1, message, arguments, exc))


def test_a_line_says_what_it_is_about_in_either_form() -> None:
    with about(recording="r1", stage="score"), about(attempt=3):
        people, program = (
            line(ForPeople(), "It is %s.", "done"),
            json.loads(line(AsJson(), "It is %s.", "done")),
        )
    assert people.endswith("WARNING workers.x: It is done. [recording=r1 stage=score attempt=3]")
    assert {
        name: program[name] for name in ("level", "logger", "message", "recording", "stage", "attempt")
    } == {
        "level": "WARNING",
        "logger": "workers.x",
        "message": "It is done.",
        "recording": "r1",
        "stage": "score",
        "attempt": "3",
    }
    assert program["time"].endswith("Z")
    assert "[" not in line(ForPeople(), "Later.")
    assert "recording" not in json.loads(line(AsJson(), "Later."))


def test_an_error_is_one_line_of_json_with_its_traceback() -> None:
    def fail() -> None:
        raise ValueError("amqp://user:hunter2@broker//")

    try:
        fail()
    except ValueError as error:
        text = line(AsJson(), "通话 \ud800\nbroke", error=error)
        people = line(ForPeople(), "broke", error=error)
    assert "\n" not in text
    told = json.loads(text.encode())
    assert told["message"] == "通话 \ud800\nbroke"
    assert "Traceback" in told["exception"]
    assert "hunter2" not in text
    assert "hunter2" not in people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3://key:hunter2@host:8333/b is away", "s3://***@host:8333/b is away"),
        ("redis://:hunter2@host/0", "redis://***@host/0"),
        ("postgresql://u:hun/ter2@host/n", "postgresql://***@host/n"),
        ("sent Authorization: Bearer hunter2hunter2", "sent Authorization: Bearer ***"),
        (
            "https://h/b/k?X-Amz-Credential=hunter2&X-Amz-Expires=9",
            "https://h/b/k?X-Amz-Credential=***&X-Amz-Expires=9",
        ),
        ("X-Amz-Signature=hunter2", "X-Amz-Signature=***"),
        ("connect(password='hunter2', host='db')", "connect(password='***', host='db')"),
        ('{"secret": "hunter2"}', '{"secret": "***"}'),
        ("http://127.0.0.1:8080/docs at a@b.example", "http://127.0.0.1:8080/docs at a@b.example"),
        ("2026/03/01/pbx:42.wav", "2026/03/01/pbx:42.wav"),
    ],
)
def test_secrets_are_left_out_and_nothing_else(text: str, expected: str) -> None:
    assert hushed(text) == expected


def test_a_thread_in_a_copy_of_the_context_is_about_the_same() -> None:
    said: list[str] = []

    def speak() -> None:
        said.append(line(ForPeople(), "x"))

    with about(recording="r1"):
        threads = [Thread(target=copy_context().run, args=(speak,)), Thread(target=speak)]
        for thread in threads:
            thread.start()
            thread.join()
    assert ["[recording=r1]" in each for each in said] == [True, False]


def test_every_line_of_a_worker_names_the_recording(
    plan: Plan, lay: Callable[..., Desk], written: Callable[[], list[dict[str, Any]]]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    deliver(plan, b"no sound at all, but long enough to be looked at" * 9, "bad")

    class Speaking(type(desk.listener)):  # type: ignore[misc] # the fake of the desks
        def listen(self, *words: object) -> object:
            logging.getLogger("asr.somewhere").warning("deep inside")
            return super().listen(*words)

    until_idle(replace(desk, listener=Speaking(plan)))
    lines = written()
    deep = [each for each in lines if each["message"] == "deep inside"]
    assert [(each["recording"], each["stage"]) for each in deep] == [("one", "transcribe")]
    done = [each["stage"] for each in lines if each["message"].endswith(" is done.")]
    assert done == ["ingest", "transcribe", "score"]
    assert {each["recording"] for each in lines if each["logger"].startswith("workers.")} == {"one", "bad"}


def test_a_request_for_a_recording_names_it(
    house: TestHouse, written: Callable[[], list[dict[str, Any]]]
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("unforeseen")

    client = house.client(store=Broken())
    client.get(f"/v1/recordings/{'ab' * 16}/audio")
    client.get("/v1/rubrics")
    unforeseen = [each for each in written() if each["message"].startswith("unexpected error")]
    assert [each.get("recording") for each in unforeseen] == ["ab" * 16, None]


def test_the_setting_decides_the_form(tmp_path: Path) -> None:
    program = (
        "import logging; from config import Settings, log; s = Settings(); log.start(s.log_level, s.log_format);"
        " logging.getLogger('x').info('hello')"
    )

    def said(**environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=HOUSE,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stderr

    assert json.loads(said(EVERYCALL_LOG_FORMAT="json"))["message"] == "hello"
    assert said().endswith("INFO x: hello\n")
