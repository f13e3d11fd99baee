"""What `everycall rubric` does with stored versions: publish, list, retire."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import TypeAdapter

from cli.rubric_fairness import flips_of
from cli.rubric_given import Given, good_calls
from cli.rubric_show import versions_view
from cli.show import console
from config import Settings
from qa import rubric_version
from qa.fairness import held
from qa.rubric_version import RubricVersion, displaced, happened
from scoring.form import Status
from scoring.source import gather
from storage.errors import NotFound
from storage.house_keys import sealing_of
from storage.uow import Store, Unit, open_store
from workers.engines import aids_of_one
from workers.queue import connect


def publish_file(file: Path, *, author: str, reason: str, trial: bool, force: bool) -> None:
    """Keep a rubric as a version, unless it is there, and publish it.

    Raises:
        RubricInvalid: it cannot be read.
        GateShut: it does not pass the gates.
        TransitionRefused: it is in use already.
    """
    given = Given(file, gather(file))
    rubric = given.source.rubric()
    judged = given.source.judge(good_calls(given), aids=aids_of_one(Settings(), [rubric]))
    verdict = held(judged, flips_of(given))
    with open_house() as store, store.begin() as unit:
        now, former = store.now(), unit.rubrics.of(rubric.id, rubric.language.value)
        version = next((known for known in former if known.digest == rubric.digest), None)
        if version is None:
            version = rubric_version.draft(given.source, former=former, author=author, reason=reason, now=now)
            _keep(unit, version)
        moved = rubric_version.publish(
            version,
            Status.TRIAL if trial else Status.ACTIVE,
            verdict=verdict,
            actor=author,
            reason=reason,
            now=now,
            force=force,
        )
        for each in (*displaced(moved, former), moved):
            _keep(unit, each)
    console().print(f"{moved.label} is {moved.status} as revision {moved.revision}, {moved.digest}.")
    for problem in moved.forced:
        console().print(f"  forced past: {problem}", markup=False)


def list_versions(rubric: str | None, *, as_json: bool) -> None:
    """Print the stored versions."""
    with open_house() as store, store.read() as unit:
        found = unit.rubrics.of(rubric)
    if as_json:
        typer.echo(TypeAdapter(tuple[RubricVersion, ...]).dump_json(found, indent=2).decode())
    else:
        console().print(versions_view(found))


def retire_version(digest: str, *, author: str, reason: str) -> None:
    """Take a version out of use.

    Raises:
        NotFound: there is none whose digest begins so, or several.
        TransitionRefused: it is not in use.
    """
    with open_house() as store, store.begin() as unit:
        moved = rubric_version.retire(_begins(unit, digest), actor=author, reason=reason, now=store.now())
        _keep(unit, moved)
    console().print(f"{moved.label} is retired.")


def version_of(digest: str) -> RubricVersion:
    """Load a version by its digest, or how that begins.

    Raises:
        NotFound: there is none, or several.
    """
    with open_house() as store, store.read() as unit:
        return _begins(unit, digest)


def _begins(unit: Unit, digest: str) -> RubricVersion:
    found = [version for version in unit.rubrics.of() if version.digest.startswith(digest)]
    if len(found) != 1:
        raise NotFound(
            f"{len(found) or 'no'} versions have a digest that begins with {digest!r}; `everycall rubric versions` "
            "lists them."
        )
    return found[0]


def _keep(unit: Unit, version: RubricVersion) -> None:
    unit.rubrics.put(version)
    unit.record(happened(version))


@contextmanager
def open_house() -> Iterator[Store]:
    """Open the house's database, its tables up to date."""
    settings = Settings()
    store = open_store(
        settings.database_url, settings.data_dir, connect(settings.broker_url), sealing_of(settings)
    )
    try:
        store.upgrade()
        yield store
    finally:
        store.close()
