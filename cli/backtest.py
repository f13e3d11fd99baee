"""`everycall rubric backtest`: what a rubric would have changed in the calls there are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer
from pydantic import TypeAdapter
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from cli.rubric_versions import open_house, version_of
from cli.show import console
from config import Settings
from qa.backtest import AgentChange, Backtest, Flip, Outcomes, Side
from scoring.errors import RubricUnknown
from scoring.form import Rubric
from scoring.source import gather
from storage.calls import Stretch
from storage.uow import Store
from workers.backtest import Backtester
from workers.engines import load_aids

_AGENTS = 20
_FLIPS = 5


def backtest_file(
    file: Path,
    *,
    since: datetime | None,
    before: datetime | None,
    against: str | None,
    as_json: bool,
) -> None:
    """Score stored calls with a file's rubric and with the version in use, and print what differs.

    Args:
        file: the new rubric.
        since: calls received at or after; local time.
        before: calls received before, likewise.
        against: digest of the old version, or how it begins; None for the active one.
        as_json: print JSON instead of tables.

    Raises:
        RubricInvalid: the file cannot be read.
        RubricUnknown: there is no version to compare with.
    """
    new = gather(file).rubric()
    stretch = Stretch(new.language.value, _moment(since), _moment(before))
    with open_house() as store:
        old = _active(store, new) if against is None else version_of(against).rubric
        tester = Backtester(store, old, new, partial(load_aids, Settings()))
        _run(store, tester, stretch)
    report = tester.tally.report()
    if as_json:
        typer.echo(TypeAdapter(Backtest).dump_json(report, indent=2).decode())
    else:
        say_backtest(console(), report, old, new)


def _run(store: Store, tester: Backtester, stretch: Stretch) -> None:
    err = Console(stderr=True)
    with store.read() as unit:
        total = unit.calls.count(stretch)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as bars:
        task = bars.add_task("scoring calls", total=total)
        for looked_at in tester.run(stretch):
            bars.update(task, completed=looked_at)


def say_backtest(out: Console, report: Backtest, old: Rubric, new: Rubric) -> None:
    """Print what would have changed."""
    out.print(Text(f"{new.id} {old.version} → {new.version}, {report.calls} calls", style="bold"))
    if not report.calls:
        out.print("No stored call is for both versions in this time.")
        return
    out.print(f"passed  {report.passed_before} → {report.passed_after}")
    out.print(f"mean score  {_number(report.score_before)} → {_number(report.score_after)}")
    table = Table("criterion", "met before", "met after", "flipped", "undecided", "n/a", box=SIMPLE)
    for each in report.criteria:
        changed = each.flipped or each.before is None or each.after is None
        table.add_row(
            Text(each.criterion, style="cyan" if changed else "dim"),
            _rate(each.before),
            _rate(each.after),
            str(each.flipped or ""),
            _move(each.before, each.after, "undecided"),
            _move(each.before, each.after, "not_applicable"),
        )
    out.print(table)
    _say_agents(out, report.agents)
    _say_flips(out, report)


def _say_agents(out: Console, agents: Sequence[AgentChange]) -> None:
    crossing = [each for each in agents if each.crosses]
    if not crossing:
        out.print("No agent's mean score crosses the pass mark.")
        return
    out.print(Text(f"{len(crossing)} agents cross the pass mark", style="bold"))
    for each in crossing[:_AGENTS]:
        style = "green" if each.crosses == "up" else "red"
        out.print(
            Text(f"  {each.agent}  {each.before:.1f} → {each.after:.1f} over {each.calls} calls", style=style)
        )
    if len(crossing) > _AGENTS:
        out.print(f"  and {len(crossing) - _AGENTS} more; --json lists all")


def _say_flips(out: Console, report: Backtest) -> None:
    shown: dict[str, int] = {}
    for flip in report.flips:
        shown[flip.criterion] = shown.get(flip.criterion, 0) + 1
        if shown[flip.criterion] > _FLIPS:
            continue
        if shown[flip.criterion] == 1:
            flipped = next(each.flipped for each in report.criteria if each.criterion == flip.criterion)
            out.print(Text(f"{flip.criterion}: {flipped} calls flip", style="bold"))
        _say_flip(out, flip)


def _say_flip(out: Console, flip: Flip) -> None:
    who = f", agent {flip.agent}" if flip.agent else ""
    out.print(
        Text(
            f"  {flip.recording}{who}: {flip.before.outcome.value} → {flip.after.outcome.value}", style="cyan"
        )
    )
    for name, side in (("before", flip.before), ("after", flip.after)):
        out.print(Text(f"    {name}: {_said(side)}"))


def _said(side: Side) -> str:
    return " … ".join(f"“{quote}”" for quote in side.quotes) or side.reason


def _active(store: Store, new: Rubric) -> Rubric:
    with store.read() as unit:
        used = unit.rubrics.active(new)
    if used is None:
        raise RubricUnknown(
            f"No version of {new.id} in {new.language.value} is active to compare with; name one by --against."
        )
    return used


def _moment(given: datetime | None) -> datetime | None:
    """Read a moment without a zone as local time."""
    return None if given is None else given.astimezone(UTC)


def _rate(outcomes: Outcomes | None) -> str:
    if outcomes is None:
        return "not asked"
    return "–" if outcomes.rate is None else f"{outcomes.rate:.1%} of {outcomes.met + outcomes.not_met}"


def _move(before: Outcomes | None, after: Outcomes | None, field: str) -> str:
    was, is_ = (getattr(side, field) if side else "–" for side in (before, after))
    return str(is_) if was == is_ else f"{was} → {is_}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
