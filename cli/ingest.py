"""`everycall ingest`: look at what recording systems send before they send it."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, help="Check sidecars, manifests, notifications and the file of the sources."
)


@app.command()
def validate(
    files: Annotated[list[Path], typer.Argument(help="Files to read.", exists=True, dir_okay=False)],
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="sidecar, manifest, events, sources, or an adapter (vcon, amazon_connect, genesys_cloud, freepbx, "
            "freeswitch, asterisk); told from the file if left out.",
        ),
    ] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of moments that name none.")] = "UTC",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Print what is understood of each file, or everything that is wrong with it; status 1 where anything is."""
    from cli.ingest_files import KINDS, validate_files

    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(
            f"{kind!r} is no kind of file; there are {', '.join(KINDS)}", param_hint="--as"
        )
    if not validate_files(files, kind, timezone, as_json=as_json):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of sidecars."""
    import json

    from qa.ingest.schema import sidecar_schema

    print(json.dumps(sidecar_schema(), indent=1))
