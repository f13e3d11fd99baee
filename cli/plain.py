"""`everycall keys seal`: what was kept in the clear is sealed, and one sees how far that is."""

from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from cli.rubric_versions import open_house
from config import Settings
from qa.ingest.sources import load
from storage.address import open_objects
from storage.errors import ContentKeyUnusable
from storage.plain_sealing import Errand, Sealed, seal_all

_MB = 1e6


def seal_plain(actor: str) -> None:
    """Seal all that lies in the clear, and print how far it is; ends with 1 where something is left.

    Raises:
        ContentKeyUnusable: the house seals nothing, or its key cannot be used.
    """
    settings = Settings()
    if not settings.sealing:
        raise ContentKeyUnusable(
            "This house seals nothing (EVERYCALL_SEALING is off); turn it on for all its processes, then seal what is there."
        )
    objects = open_objects(settings.objects_url, settings.data_dir)
    with open_house() as store, TemporaryDirectory() as scratch:
        errand = Errand(store, objects, load(settings.sources), actor, store.now, Path(scratch))
        done = seal_all(errand, _show)
    typer.echo(f"Done: {_said(done)}.")
    for line in done.left:
        typer.echo(f"  left: {line}")
    if done.left:
        raise typer.Exit(1)


def _show(done: Sealed) -> None:
    typer.echo(_said(done))


def _said(done: Sealed) -> str:
    return (
        f"{done.recordings} recordings, {done.rows} rows, {done.sounds} sounds ({done.bytes / _MB:.1f} MB) sealed,"
        f" {len(done.left)} left"
    )
