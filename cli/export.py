"""`everycall export`: results into a file, as the API sends them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from api.exports import Asked
    from api.sheets.pages import Pages
    from qa.sheet import Row

K = TypeVar("K", bound=StrEnum)

app = typer.Typer(help="Take results out: tables of evaluations or findings, or a printed scorecard.")

_FILE = typer.Argument(help="File to write.", dir_okay=False)
_ACTOR = typer.Option(help="Who does this; it is audited.")


@app.command()
def results(
    sheet: Annotated[str, typer.Argument(help="What a row is: evaluations or findings.")],
    file: Annotated[Path, typer.Argument(help="File to write: .csv, .xlsx or .parquet.", dir_okay=False)],
    reason: Annotated[str, typer.Option(help="What for; it is audited.")],
    where: Annotated[
        list[str] | None,
        typer.Option(
            help="`team=cards`: a filter of the list of calls (GET /v1/recordings); may be repeated."
        ),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV with the mark by which Excel knows UTF-8.")
    ] = False,
    actor: Annotated[str, _ACTOR] = "cli",
) -> None:
    """Write a table of results; it gets its name once it is whole, and `FILE.part` is what broke off."""
    from secrets import token_hex

    from api.sheets.form import Form, written
    from api.sheets.outgoing import Outgoing
    from api.sheets.pages import Pages, Taken
    from cli.rubric_versions import open_house
    from qa.house_events import ResultsExported
    from qa.sheet import COLUMNS, Sheet

    wanted = _one_of(Sheet, sheet, "SHEET")
    form = _one_of(Form, file.suffix.removeprefix(".").lower(), "the end of FILE's name")
    now = datetime.now(UTC)
    asked = _asked(where or (), reason)
    event = ResultsExported(
        at=now,
        actor=actor,
        export=token_hex(16),
        what=wanted.value,
        form=form.value,
        chosen=asked.chosen,
        reason=reason,
        address="",
    )
    with open_house() as store:
        pages = Pages(store, Taken(sheet=wanted, calls=asked.up_to(now), narrowing=asked.narrowing))
        chunks = written(COLUMNS[wanted], wanted.value, form, _shown(pages), bom=bom)
        outgoing = Outgoing(store, event, pages, chunks, lambda: datetime.now(UTC))
        outgoing.begin()
        try:
            _write(file, iter(outgoing))
        finally:
            outgoing.close()
    typer.echo(f"{pages.rows} {wanted.value} written to {file}.")


@app.command()
def scorecard(
    evaluation: Annotated[str, typer.Argument(help="Id of the evaluation.")],
    file: Annotated[Path, _FILE],
    language: Annotated[
        str | None, typer.Option(help="zh or en, of the form; the rubric's if left out.")
    ] = None,
    actor: Annotated[str, _ACTOR] = "cli",
) -> None:
    """Print a scorecard with its evidence into a PDF."""
    from typing import get_args
    from zoneinfo import ZoneInfo

    from api.printed.gathered import gather, printed
    from api.printed.labels import Language
    from api.printed.scorecard import content
    from api.printed.typeset import typeset
    from cli.rubric_versions import open_house
    from config import Settings

    if language not in {None, *get_args(Language)}:
        raise typer.BadParameter(f"--language {language!r} is no language of the form; write zh or en")
    spoken: Language | None = "zh" if language == "zh" else "en" if language == "en" else None
    zone, now = ZoneInfo(Settings().time_zone), datetime.now(UTC)
    with open_house() as store, store.begin() as unit:
        told = gather(unit, unit.evaluations.get(evaluation), language=spoken, zone=zone, by=actor, at=now)
        unit.record(printed(told, ""))
    _write(file, iter([typeset("scorecard.typ", content(told), at=now)]))
    typer.echo(f"{evaluation} printed to {file}.")


def _one_of(kind: type[K], given: str, what: str) -> K:
    try:
        return kind(given)
    except ValueError as error:
        known = ", ".join(each.value for each in kind)
        raise typer.BadParameter(f"{what} is {given!r}; write one of {known}") from error


def _asked(where: Sequence[str], reason: str) -> "Asked":
    """Read the filters."""
    from pydantic import ValidationError

    from api.exports import Asked

    fields: dict[str, Any] = {"reason": reason}
    for pair in where:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"--where {pair!r} has no '='; write it as team=cards")
        if name == "state":
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    try:
        return Asked.model_validate(fields)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'filters'}: {each['msg']}" for each in error.errors()
        )
        raise typer.BadParameter(f"{told}; --where takes the filters of GET /v1/recordings") from error


def _shown(pages: "Pages") -> Iterator[tuple["Row", ...]]:
    """Show on the terminal how far it is, on its way."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} rows"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("")
        for page in pages:
            progress.update(task, completed=pages.rows)
            yield page


def _write(file: Path, chunks: Iterator[bytes]) -> None:
    """Write a file under another name, and give it its own once it is whole."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as opened:
            opened.writelines(chunks)
        part.replace(file)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}") from error
