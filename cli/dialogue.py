"""`everycall score --dialogue`: a call typed by hand, scored without sound."""

from collections.abc import Sequence
from pathlib import Path

import typer
from pydantic import TypeAdapter

from cli.score import rubrics_named
from cli.show import console, scorecard_view
from config import Settings
from qa.choice import choose
from scoring.dialogue import read
from scoring.errors import RubricUnknown
from scoring.finding import Scorecard
from scoring.rubric import text_of
from scoring.score import score
from workers.engines import aids_of_one


def score_dialogue(file: Path, rubrics: Sequence[str] | None, *, language: str | None, as_json: bool) -> None:
    """Score a typed call and print the scorecards; checks on sound are undecided unless the file has cues.

    Args:
        file: YAML or JSON: turns, and perhaps times, metadata and cues.
        rubrics: ids or files; None for all active ones that apply.
        language: where the file does not say.
        as_json: print JSON instead of a page.

    Raises:
        DialogueInvalid: the file cannot be read.
        RubricUnknown: there is no such rubric, or none for this call.
    """
    settings = Settings()
    typed = read(text_of(file), file.name, language=language)
    call = typed.call()
    named = rubrics_named(settings, rubrics)
    chosen = [r for r in named if r.language is typed.language] if rubrics else choose(named, call)
    if not chosen:
        raise RubricUnknown(
            f"{file.name}: no rubric is for a call in {typed.language.value} with these metadata."
        )
    cards = tuple(score(rubric, call, aids_of_one(settings, [rubric])) for rubric in chosen)
    if as_json:
        typer.echo(TypeAdapter(tuple[Scorecard, ...]).dump_json(cards, indent=2).decode())
        return
    for number, card in enumerate(cards):
        if number:
            console().print()
        console().print(scorecard_view(card))
