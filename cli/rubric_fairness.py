"""What `everycall rubric fairness` does: the flip test on the calls typed by hand."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer
from pydantic import TypeAdapter
from rich.text import Text

from cli.rubric_given import Given, good_calls, read_given
from cli.rubric_show import say_problems
from cli.show import console
from config import Settings
from qa.fairness import LIMIT, Fairness, fairness, typed
from workers.engines import aids_of_one


def flip_files(files: Sequence[Path] | None, limit: float, *, as_json: bool) -> bool:
    """Put counterfactual pairs through rubrics; says whether none flips over the limit."""
    found = {each.name: flips_of(each, limit) for each in read_given(files)}
    if as_json:
        told = {name: TypeAdapter(Fairness).dump_python(each, mode="json") for name, each in found.items()}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for name, each in found.items():
            _say(name, each)
    return not any(each.problems for each in found.values())


def flips_of(given: Given, limit: float = LIMIT) -> Fairness:
    """Run the flip test on the examples beside a rubric and the good calls of its language."""
    rubric = given.source.rubric()
    tried = typed(given.source.given(rubric), good_calls(given))
    return fairness(rubric, tried, aids_of_one(Settings(), [rubric]), limit=limit)


def _say(name: str, found: Fairness) -> None:
    out = console()
    most = {each.kind: max(e.calls for e in found.flips if e.kind == each.kind) for each in found.flips}
    kinds = ", ".join(f"{kind} in {calls}" for kind, calls in sorted(most.items()))
    well = f"{len(found.shown)} answers flip in {found.variants} variants of {found.calls} calls ({kinds})"
    say_problems(out, name, found.problems, well=well)
    for flip in found.shown:
        change = f"{flip.plain.value} → {flip.varied.value}"
        out.print(Text.assemble("  ", (flip.criterion, "cyan"), f" {flip.kind}: {change} in {flip.call}"))
        for before, after in zip(flip.before, flip.after, strict=True):
            out.print(Text(f"    {before}\n    {after}", style="dim"))
