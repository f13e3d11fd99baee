"""`everycall score`: one call, in memory, from sound to scorecards."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from cli.show import basis_line, console, cues_view, health_view, scorecard_view, transcript_view
from config import Settings
from qa.metadata import MAX_SIDECAR_BYTES, CallMetadata, check, parse
from qa.pipeline import Inspection, inspect
from scoring.errors import RubricUnknown
from scoring.form import Rubric
from scoring.rubric import library, load
from workers.engines import listen_options, load_ears


def score_call(
    call: Annotated[Path, typer.Argument(help="The recording.", exists=True, dir_okay=False)],
    rubric: Annotated[
        list[str] | None,
        typer.Option(help="A rubric's id or file; may be repeated. All active ones that apply if left out."),
    ] = None,
    metadata: Annotated[
        Path | None, typer.Option(help="Sidecar JSON; `CALL.json` beside the call if left out.", exists=True)
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="zh or en; decided from the sound if left out.")
    ] = None,
    agent_channel: Annotated[
        int | None, typer.Option(help="The agent's channel, 0 or 1.", min=0, max=1)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Transcribe and score one call: turns with parties, cues, and every criterion with its quote and time."""
    settings = Settings()
    known = _metadata(call, metadata, language, agent_channel)
    rubrics = _rubrics(settings, rubric)
    with tempfile.TemporaryDirectory(prefix="everycall-") as scratch, _progress() as told:
        inspection = inspect(
            call,
            metadata=known,
            rubrics=rubrics,
            ears=load_ears(settings),
            options=listen_options(settings, known),
            scratch=Path(scratch),
            progress=told,
        )
    if as_json:
        typer.echo(TypeAdapter(Inspection).dump_json(inspection, indent=2).decode())
    else:
        _print(console(), inspection)
    if not inspection.health.scorable:
        raise typer.Exit(2)


def _metadata(
    call: Path, sidecar: Path | None, language: str | None, agent_channel: int | None
) -> CallMetadata:
    beside = call.with_name(call.name + ".json")
    path = sidecar or (beside if beside.is_file() else None)
    known = CallMetadata()
    if path is not None:
        with path.open("rb") as file:
            known = parse(file.read(MAX_SIDECAR_BYTES + 1))
    said = {"language": language, "agent_channel": agent_channel}
    given = {name: value for name, value in said.items() if value is not None}
    return check(known.model_dump(exclude_none=True) | given) if given else known


def _rubrics(settings: Settings, wanted: list[str] | None) -> tuple[Rubric, ...]:
    shelved = library(settings.rubrics_dir)
    if not wanted:
        return shelved
    chosen: list[Rubric] = []
    for name in wanted:
        if Path(name).suffix in (".yaml", ".yml"):
            chosen.append(load(Path(name)))
            continue
        found = [rubric for rubric in shelved if rubric.id == name]
        if not found:
            known = ", ".join(sorted({rubric.id for rubric in shelved}))
            raise RubricUnknown(
                f"There is no rubric '{name}' in {settings.rubrics_dir}; known are {known}. Or give a file, as my.yaml."
            )
        chosen += found
    return tuple(chosen)


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    err = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as bars:
        task = bars.add_task("loading models", total=1.0)
        yield lambda step, share: bars.update(task, description=step, completed=share)


def _print(out: Console, inspection: Inspection) -> None:
    out.print(health_view(inspection.health))
    if inspection.transcript is None:
        out.print("Not scorable: nobody is judged by a sound like this.")
        return
    out.print(basis_line(inspection.transcript))
    out.print()
    out.print(transcript_view(inspection.transcript, inspection.cues))
    if inspection.cues is not None:
        out.print()
        out.print(cues_view(inspection.cues, inspection.transcript.language))
    for card in inspection.scorecards:
        out.print()
        out.print(scorecard_view(card))
    for flag in inspection.flags:
        out.print(f"flag: {flag.kind.value.replace('_', ' ')}: {flag.why}", style="yellow", markup=False)
