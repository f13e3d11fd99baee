"""The house's own rules: refusals have a status, settings and events are explained, rubrics have examples."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import asr.errors
import qa.coaching_events
import qa.delivery_events
import qa.errors
import qa.events
import qa.house_events
import qa.people_events
import qa.programme_events
import qa.synthetic
import scoring.errors
import storage.errors
import workers.errors
from api.errors import ANSWERS, answer_to
from api.refusals import ApiError
from config import Settings
from qa.events import Event
from scoring.rubric import files

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("api", "asr", "cli", "config", "qa", "scoring", "storage", "synthetic", "workers")
ROOTS = (
    asr.errors.AsrError,
    qa.errors.QaError,
    scoring.errors.ScoringError,
    storage.errors.StorageError,
    ApiError,
)


HEAVY = {"torch", "librosa", "faster_whisper", "pyannote", "alembic", "numba", "av", "psycopg", "pypinyin"}
"""Libraries that only some work needs, by their modules."""


def tree(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("refusal", [each for root in ROOTS for each in tree(root) if each not in ROOTS])
def test_every_refusal_has_a_status_and_an_advice(refusal: type[Exception]) -> None:
    answer = answer_to(refusal)
    assert any(refusal is known or issubclass(refusal, known) for known in ANSWERS)
    assert 400 <= answer.status < 600
    assert answer.what_to_do


def test_refusals_have_codes_of_their_own() -> None:
    codes = [each.code for root in ROOTS for each in tree(root)]  # type: ignore[attr-defined] # every tree has it
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_says_what_it_is(name: str) -> None:
    described = Settings.model_fields[name].description
    assert described is not None
    assert described.endswith(".")


EVENTS = [
    kind
    for room in (
        qa.coaching_events,
        qa.events,
        qa.delivery_events,
        qa.house_events,
        qa.people_events,
        qa.programme_events,
        qa.synthetic,
    )
    for kind in vars(room).values()
    if isinstance(kind, type)
    and issubclass(kind, Event)
    and "name" in vars(kind)
    and kind.__module__ == room.__name__
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_is_explained_and_named(event: type[Event]) -> None:
    assert event.__doc__
    assert event.name.count(".") == 1
    assert [each for each in EVENTS if each.name == event.name] == [event]


def test_every_rubric_has_its_examples_and_its_other_language() -> None:
    shelf = HOUSE / "rubrics"
    written = files(shelf)
    assert {p.parent.name for p in written} == {"en", "zh"}
    assert [p for p in written if not p.with_suffix(".test.yaml").is_file()] == []
    names = {language: {p.name for p in written if p.parent.name == language} for language in ("en", "zh")}
    assert names["en"] == names["zh"]


def test_no_room_is_called_by_nothing() -> None:
    vague = {"common", "core", "utils", "services", "helpers"}
    assert [p for room in ROOMS for p in (HOUSE / room).rglob("*") if p.stem in vague] == []


def test_the_core_reads_no_clock_and_no_environment() -> None:
    offending = []
    for path in (p for room in ("scoring", "qa") for p in (HOUSE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "environ", "getenv"}:
                value = node.value
                if isinstance(value, ast.Name) and value.id in {"datetime", "os", "time"}:
                    offending.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
    assert offending == []


def test_workers_errors_belong_to_a_tree_that_is_told() -> None:
    raised = [
        each
        for each in vars(workers.errors).values()
        if isinstance(each, type) and issubclass(each, Exception)
    ]
    assert raised
    assert all(getattr(each, "code", "") for each in raised)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("cli.main", HEAVY | {"numpy", "sqlalchemy", "fastapi"}),
        ("cli.alive", HEAVY | {"numpy", "sqlalchemy", "fastapi", "celery"}),
        ("api.app", HEAVY),
    ],
)
def test_starting_up_loads_nothing_that_only_some_work_needs(module: str, unwanted: set[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(told.stdout.split())
    assert module in loaded
    assert loaded & unwanted == set()
