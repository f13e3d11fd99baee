"""What `everycall rubric` does with files: list, test, lint, mutate, gate, explain, diff."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.text import Text
from rich.tree import Tree

from cli.rubric_fairness import flips_of
from cli.rubric_given import Given, good_calls, read_given
from cli.rubric_show import differences_view, list_view, say_answers, say_mutation, say_problems, tree_of
from cli.rubric_versions import version_of
from cli.show import console
from config import Settings
from qa.fairness import held
from scoring.difference import differences
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.examples import Report, run_text
from scoring.explain import explain
from scoring.form import Rubric
from scoring.gate import GateOptions
from scoring.lint import lint_text
from scoring.mutants import mutate
from scoring.points import shares
from scoring.ports import Aids
from scoring.source import gather

_SHORTEST_DIGEST = 8


def list_files(files: Sequence[Path] | None, *, as_json: bool) -> None:
    """List rubric files."""
    given = read_given(files)
    rows = [_row(each) for each in given]
    if as_json:
        _print(rows)
    else:
        console().print(list_view(rows))


def run_files(files: Sequence[Path] | None, *, as_json: bool) -> bool:
    """Run the examples; says whether all agree."""
    reports = {each.name: _report(each) for each in read_given(files)}
    if as_json:
        _print({name: _told(report) for name, report in reports.items()})
    else:
        for name, report in reports.items():
            say_answers(console(), name, report)
    return not any(report.failures or report.unshown for report in reports.values())


def lint_files(files: Sequence[Path] | None, *, as_json: bool) -> bool:
    """Look for what is probably a mistake; says whether nothing is."""
    found = {
        each.name: lint_text(each.source.rubric(), each.source.text, each.source.name)
        for each in read_given(files)
    }
    if as_json:
        _print(found)
    else:
        for name, lints in found.items():
            say_problems(console(), name, lints, well="nothing to tell")
    return not any(found.values())


def mutate_files(files: Sequence[Path] | None, bound: float, *, as_json: bool) -> bool:
    """Change rubrics on purpose; says whether few enough changes go unnoticed."""
    made = {}
    for each in read_given(files):
        rubric = each.source.rubric()
        made[each.name] = mutate(rubric, each.source.given(rubric), _aids(rubric))
    if as_json:
        _print(
            {
                name: {"made": m.made, "score": m.score, "survivors": [str(s) for s in m.survivors]}
                for name, m in made.items()
            }
        )
    else:
        for name, mutation in made.items():
            say_mutation(console(), name, mutation, bound)
    return all(1.0 - mutation.score <= bound for mutation in made.values())


def gate_files(files: Sequence[Path] | None, bound: float, *, as_json: bool) -> bool:
    """Hold rubrics against the gates; says whether all are open."""
    found = {}
    for each in read_given(files):
        aids = _aids(each.source.rubric())
        verdict = each.source.judge(good_calls(each), GateOptions(survivors=bound), aids)
        found[each.name] = held(verdict, flips_of(each))
    if as_json:
        _print({name: [asdict(reason) for reason in verdict.reasons] for name, verdict in found.items()})
    else:
        for name, verdict in found.items():
            well = (
                f"every gate is open; {verdict.mutation.score:.0%} of {verdict.mutation.made} changes noticed"
            )
            say_problems(console(), name, verdict.problems, well=well)
    return not any(verdict.reasons for verdict in found.values())


def explain_file(file: Path, criterion: str | None) -> None:
    """Print what a rubric asks.

    Raises:
        RubricUnknown: it has no such criterion.
    """
    rubric = gather(file).rubric()
    ids = [c.id for c in rubric.criteria]
    if criterion is not None and criterion not in ids:
        raise RubricUnknown(f"{file.name} has no criterion {criterion!r}; it has {', '.join(ids)}.")
    worth = shares(rubric)
    tree = Tree(
        Text(f"{rubric.title} · {rubric.id} {rubric.version} · {rubric.language.value}", style="bold")
    )
    for section in rubric.sections:
        wanted = [c for c in section.criteria if criterion in {None, c.id}]
        branch = tree.add(Text(section.title, style="bold")) if wanted else tree
        for each in wanted:
            tree_of(branch, each, worth[each.id], [(f, explain(c, rubric)) for f, c in each.checks()])
    console().print(tree)


def diff_files(old: str, new: str, *, as_json: bool) -> bool:
    """Tell what differs; says whether nothing does."""
    found = differences(_either(old), _either(new))
    if as_json:
        _print([asdict(each) for each in found])
    elif found:
        console().print(differences_view(found))
    else:
        console().print("Nothing differs.")
    return not found


def _either(named: str) -> Rubric:
    """Read a rubric from a file, or from the store by its digest."""
    path = Path(named)
    if path.is_file() or path.suffix in {".yaml", ".yml"} or len(named) < _SHORTEST_DIGEST:
        return gather(path).rubric()
    return version_of(named).rubric


def _report(each: Given) -> Report:
    rubric = each.source.rubric()
    if not each.source.examples:
        raise RubricInvalid((f"{each.source.name}: has no examples; write them in {each.source.beside}",))
    return run_text(rubric, each.source.examples, each.source.beside, _aids(rubric))


def _aids(rubric: Rubric) -> Aids:
    from workers.engines import aids_of_one

    return aids_of_one(Settings(), [rubric])


def _row(each: Given) -> dict[str, Any]:
    rubric = each.source.rubric()
    return {
        "file": each.source.name,
        "id": rubric.id,
        "language": rubric.language.value,
        "version": rubric.version,
        "status": rubric.status.value,
        "title": rubric.title,
        "criteria": len(rubric.criteria),
        "examples": len(each.source.given(rubric)),
    }


def _told(report: Report) -> dict[str, Any]:
    return {
        "answers": len(report.answers),
        "failures": [
            {"example": a.example, "criterion": a.criterion, "wrong": a.wrong} for a in report.failures
        ],
        "gaps": [{"example": a.example, "criterion": a.criterion} for a in report.gaps],
        "unshown": [{"criterion": c, "outcome": o.value} for c, o in report.unshown],
    }


def _print(value: Any, echo: Callable[[str], None] = typer.echo) -> None:
    echo(json.dumps(value, ensure_ascii=False, indent=2))
