"""How rubrics, their tests and their versions look in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from qa.rubric_version import RubricVersion
from scoring.difference import Difference
from scoring.examples import Report
from scoring.explain import Explained
from scoring.form import Criterion, Status
from scoring.mutants import Mutation

_STYLE = {Status.ACTIVE: "green", Status.TRIAL: "yellow", Status.DRAFT: "", Status.RETIRED: "dim"}
_DIGEST = 12
"""Characters of a digest that are shown; more than enough to tell versions apart."""


def list_view(rows: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Lay out rubric files as a table."""
    columns = ("file", "id", "version", "status", "title", "criteria", "examples")
    table = Table(*columns, box=SIMPLE)
    for column in table.columns[:4]:
        column.no_wrap = True
    for row in rows:
        table.add_row(*(Text(str(row[column])) for column in columns))
    return table


def say_answers(out: Console, name: str, report: Report) -> None:
    """Print how the examples of a rubric went."""
    well = not report.failures and not report.unshown
    gaps = f", {len(report.gaps)} known gaps" if report.gaps else ""
    right = len(report.answers) - len(report.failures)
    _headline(out, name, f"{right} of {len(report.answers)} answers as expected{gaps}", well=well)
    for answer in report.failures:
        out.print(Text(f"  {answer.example}", style="bold"))
        for wrong in answer.wrong:
            out.print(Text.assemble("    ", (answer.criterion, "cyan"), f": {wrong}"))
    for criterion, outcome in report.unshown:
        out.print(Text.assemble("  ", (criterion, "cyan"), f": no example shows {outcome.value}; write one"))


def say_problems(out: Console, name: str, problems: Sequence[str], *, well: str) -> None:
    """Print what stands against a rubric, if anything does."""
    _headline(out, name, f"{len(problems)} to mend" if problems else well, well=not problems)
    for problem in problems:
        out.print(Text(f"  {problem}"))


def say_mutation(out: Console, name: str, mutation: Mutation, bound: float) -> None:
    """Print which changes no example noticed."""
    noticed = mutation.made - len(mutation.survivors)
    told = f"{mutation.score:.0%}: examples notice {noticed} of {mutation.made} changes"
    _headline(out, name, told, well=1.0 - mutation.score <= bound)
    for mutant in mutation.survivors:
        out.print(Text.assemble("  ", (mutant.place, "cyan"), f": {mutant.change}"))


def tree_of(
    branch: Tree, criterion: Criterion, worth: float, checks: Sequence[tuple[str, Explained]]
) -> None:
    """Hang a criterion with its checks into a tree."""
    marks = [f"takes {criterion.deducts:g} off" if criterion.deducts is not None else f"{worth:.1f} of 100"]
    marks += ["critical"] if criterion.critical else []
    marks += ["auto-fail"] if criterion.auto_fail else []
    title = Text.assemble((criterion.id, "cyan"), f"  {criterion.title}  ", (", ".join(marks), "dim"))
    node = branch.add(title)
    for field, explained in checks:
        _hang(node.add(Text("applies if" if field == "applies_if" else "met if", style="dim")), explained)
    if criterion.guidance:
        node.add(Text(f"for people: {criterion.guidance.strip()}", style="dim"))


def _hang(branch: Tree, explained: Explained) -> None:
    node = branch.add(Text(explained.text))
    for part in explained.parts:
        _hang(node, part)


def differences_view(found: Sequence[Difference]) -> RenderableType:
    """Lay out differences, what is gone in red and what is new in green."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="cyan", overflow="fold", max_width=48)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for each in found:
        place = each.place
        for sign, value, style in (("-", each.before, "red"), ("+", each.after, "green")):
            if value is not None:
                grid.add_row(place, Text(sign, style=style), Text(value, style=style))
                place = ""
    return grid


def versions_view(versions: Sequence[RubricVersion]) -> RenderableType:
    """Lay out stored versions as a table."""
    table = Table("version", "revision", "status", "digest", "by", "when", "why", box=SIMPLE)
    for each in versions:
        forced = f" (forced past {len(each.forced)} problems)" if each.forced else ""
        table.add_row(
            Text(each.label),
            str(each.revision),
            Text(each.status.value, style=_STYLE[each.status]),
            each.digest[:_DIGEST],
            Text(each.changed_by),
            f"{each.changed_at:%Y-%m-%d %H:%M}",
            Text(f"{each.changed_why}{forced}"),
        )
    return table


def _headline(out: Console, name: str, told: str, *, well: bool) -> None:
    sign = ("✓", "green") if well else ("✗", "red")
    out.print(Text.assemble(sign, " ", (name, "bold"), f"  {told}"))
