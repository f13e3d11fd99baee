"""`everycall objects`: a copy of all that the object store holds, and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from storage.objects import Objects

app = typer.Typer(
    no_args_is_help=True, help="Copy the objects of the house into a folder, and bring them back."
)

_Folder = Annotated[Path, typer.Argument(help="Folder of the copy.", file_okay=False)]


@app.command("save")
def save_objects(folder: _Folder) -> None:
    """Copy every object into a folder; what an earlier copy there has already is not copied again."""
    from storage.backup import save

    done = save(_objects(), folder)
    typer.echo(f"{done.copied} objects copied ({done.size} bytes), {done.kept} there already.")


@app.command("restore")
def restore_objects(
    folder: _Folder,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also into a store that is not empty; same keys are replaced.")
    ] = False,
) -> None:
    """Bring every object of a copy back, each checked against its SHA-256."""
    from storage.backup import bring_back

    objects = _objects()
    objects.prepare()
    if not anyway and next(iter(objects.list()), None) is not None:
        raise typer.BadParameter(
            "the object store is not empty; empty it, or say --anyway to replace what has the same key"
        )
    done = bring_back(folder, objects)
    typer.echo(f"{done.copied} objects restored ({done.size} bytes).")
    for problem in done.problems:
        typer.echo(f"  {problem}")
    if done.problems:
        raise typer.Exit(1)


def _objects() -> "Objects":
    from config import Settings
    from storage.address import open_objects

    settings = Settings()
    return open_objects(settings.objects_url, settings.data_dir)
