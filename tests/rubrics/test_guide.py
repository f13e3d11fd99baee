"""What the guide shows works as it says."""

import re
from pathlib import Path

from scoring.examples import run_text
from scoring.rubric import read

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "rubrics.md").read_text("utf-8")


def test_the_first_rubric_passes_its_examples_and_shows_every_outcome() -> None:
    rubric, examples = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[:2]
    report = run_text(read(rubric), examples)
    assert report.failures == ()
    assert report.unshown == ()


def test_the_guide_names_every_kind_of_check_and_every_field() -> None:
    from scoring.checks import KINDS
    from scoring.checks.flow import Branch, Step
    from scoring.form import Criterion

    fields = {name for kind in KINDS.values() for name in kind.model_fields} - {"not_", "reach"}
    missing = [
        name
        for name in sorted(
            {*KINDS, *fields, *Criterion.model_fields, *Step.model_fields, *Branch.model_fields}
        )
        if name not in GUIDE
    ]
    assert missing == []
