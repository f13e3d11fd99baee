"""A form of one criterion, put to a dialogue typed in a few lines."""

from typing import Any

import yaml

from scoring.dialogue import Dialogue
from scoring.finding import Finding, Scorecard
from scoring.ports import Aids
from scoring.rubric import Rubric, read
from scoring.score import score
from scoring.source import Source

HEAD = """
id: form
version: "1"
language: {language}
title: Form
owner: nobody
"""
BODY = """
sections:
  - id: only
    title: Only
    criteria: [{{id: greets, title: Greets, check: {{phrase: [{phrase}], party: agent}}}}]
"""


def source(
    phrase: str = "good morning", *, version: str = "1", status: str = "draft", name: str = "form"
) -> Source:
    head = (
        HEAD.format(language="en")
        .replace('version: "1"', f'version: "{version}"')
        .replace("id: form", f"id: {name}")
    )
    return Source(f"{head}status: {status}{BODY.format(phrase=phrase)}", name=f"en/{name}.yaml")


def form(check: str, *, language: str = "en", extra: str = "", **criterion: Any) -> Rubric:
    """Make a rubric of one criterion from the YAML of its check."""
    asked = {"id": "asked", "title": "Asked", **criterion, "check": yaml.safe_load(check)}
    sections = [{"id": "only", "title": "Only", "criteria": [asked]}]
    return read(
        HEAD.format(language=language) + extra + yaml.safe_dump({"sections": sections}, allow_unicode=True)
    )


def card(rubric: Rubric, turns: str, *, aids: Aids | None = None, **dialogue: Any) -> Scorecard:
    """Score a typed dialogue."""
    typed = Dialogue.model_validate({"language": rubric.language, "turns": turns, **dialogue})
    return score(rubric, typed.call(), aids)


def ask(check: str, turns: str, *, language: str = "en", extra: str = "", **dialogue: Any) -> Finding:
    """Put one check to a typed dialogue."""
    return card(form(check, language=language, extra=extra), turns, **dialogue).findings[0]


def quotes(finding: Finding) -> list[str]:
    """List what a finding quotes."""
    return [evidence.quote for evidence in finding.evidence]
