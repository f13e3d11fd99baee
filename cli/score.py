"""`everycall score`: one call, in memory, from sound to scorecards."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from cli.show import basis_line, console, cues_view, flags_view, health_view, scorecard_view, transcript_view
from config import Settings
from qa.metadata import MAX_SIDECAR_BYTES, CallMetadata, check, parse
from qa.pipeline import Inspection, inspect
from scoring.errors import RubricUnknown
from scoring.form import Rubric
from scoring.rubric import library, load
from workers.engines import aids_of_one, listen_options, load_ears


def score_call(
    call: Path, known: CallMetadata, rubrics: Sequence[str] | None, *, as_json: bool = False
) -> bool:
    """Transcribe and score one call, and print what was found.

    Args:
        call: the recording.
        known: what is known of it.
        rubrics: ids or files; None for all active ones that apply.
        as_json: print JSON instead of a page.

    Returns:
        Whether the call could be judged.
    """
    settings = Settings()
    chosen = rubrics_named(settings, rubrics)
    with tempfile.TemporaryDirectory(prefix="everycall-") as scratch, _progress() as told:
        inspection = inspect(
            call,
            metadata=known,
            rubrics=chosen,
            ears=load_ears(settings),
            options=listen_options(settings, known),
            aids=aids_of_one(settings, chosen),
            scratch=Path(scratch),
            progress=told,
        )
    if as_json:
        typer.echo(TypeAdapter(Inspection).dump_json(inspection, indent=2).decode())
    else:
        show(console(), inspection)
    return inspection.health.scorable


def known_of(
    call: Path, sidecar: Path | None, language: str | None, agent_channel: int | None
) -> CallMetadata:
    """Gather what is known of a call: from its sidecar, and over that from the command line.

    Raises:
        MetadataInvalid: a field is not what it must be.
    """
    beside = call.with_name(call.name + ".json")
    path = sidecar or (beside if beside.is_file() else None)
    known = CallMetadata()
    if path is not None:
        with path.open("rb") as file:
            known = parse(file.read(MAX_SIDECAR_BYTES + 1))
    said = {"language": language, "agent_channel": agent_channel}
    given = {name: value for name, value in said.items() if value is not None}
    return check(known.model_dump(exclude_none=True) | given) if given else known


def rubrics_named(settings: Settings, wanted: Sequence[str] | None) -> tuple[Rubric, ...]:
    """Read the rubrics asked for by id or file; all of the house's folder where none is.

    Raises:
        RubricUnknown: there is no such rubric.
        RubricInvalid: one cannot be read.
    """
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


def show(out: Console, inspection: Inspection) -> None:
    """Print what an inspection found."""
    if inspection.health.findings:
        out.print(health_view(inspection.health))
    if inspection.transcript is None:
        out.print("Not scorable: nobody is judged by a sound like this.")
        return
    out.print(basis_line(inspection.transcript))
    out.print()
    out.print(transcript_view(inspection.transcript, inspection.cues))
    if inspection.cues is not None and (inspection.cues.cues or inspection.cues.notes):
        out.print()
        out.print(cues_view(inspection.cues, inspection.transcript.language))
    for card in inspection.scorecards:
        out.print()
        out.print(scorecard_view(card))
    told = {finding.detail for finding in inspection.health.findings}
    flags = [flag for flag in inspection.flags if flag.why not in told]
    if flags:
        out.print()
        out.print(flags_view(flags))
