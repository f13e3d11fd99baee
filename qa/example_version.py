"""An accepted example becomes part of the tests of a new draft of its rubric; nothing is scored by it until it is published.

Examples accumulate: the next one goes into a draft that has those accepted before. So a rubric's author finds one draft
with all known gaps, mends the rubric until they are closed, and publishes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import indent
from typing import Any

from qa.errors import TransitionRefused
from qa.rubric_version import RubricVersion
from scoring.form import Status
from scoring.source import Source

_MARK = "-examples."
_VERSION = re.compile(r"^version:[^\n#]*", re.MULTILINE)
_FIRST = re.compile(r"^examples:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]*)- ", re.MULTILINE)


def base_of(versions: Sequence[RubricVersion]) -> RubricVersion:
    """Choose the version that an example goes beside: the last draft that was made so of the version in force.

    Args:
        versions: of one rubric and language, at least one; where none is active, the last stands for it.
    """
    ordered = sorted(versions, key=lambda each: each.revision)
    stem = next((each for each in ordered if each.status is Status.ACTIVE), ordered[-1])
    mark = f"{_stem(stem)}{_MARK}"
    drafts = [
        each
        for each in ordered
        if each.status is Status.DRAFT
        and each.rubric.version.startswith(mark)
        and each.revision > stem.revision
    ]
    return drafts[-1] if drafts else stem


def with_example(base: RubricVersion, text: str, taken: Iterable[str]) -> Source:
    """Write the next version's source: the same rubric under a number of its own, with one more example.

    Args:
        base: from `base_of`.
        text: of the example, as its proposal has it: YAML with `examples:` at the top.
        taken: numbers of the versions there are.

    Raises:
        TransitionRefused: the rubric's text has no line of its own for its version.
    """
    if len(_VERSION.findall(base.source.text)) != 1:
        raise TransitionRefused(
            f"{base.label} does not say its version on one line of its own; add the example with POST /v1/rubrics."
        )
    used, number = set(taken), 1
    while (name := f"{_stem(base)}{_MARK}{number}") in used:
        number += 1
    written = _VERSION.sub(f'version: "{name}"', base.source.text)
    return replace(base.source, text=written, examples=_joined(base.source.examples, text))


def _stem(version: RubricVersion) -> str:
    return version.rubric.version.partition(_MARK)[0]


def _joined(examples: str, text: str) -> str:
    """Put an example at the end of others; what people wrote, and their comments, stay as they are."""
    if not examples.strip():
        return text
    first = _FIRST.search(examples)
    if first is None:  # written in one line, or not as a list on lines of its own
        return _dumped({"examples": [*_items(examples), *_items(text)]})
    return f"{examples.rstrip()}\n\n{indent(_dumped(_items(text)), first[1])}"


def _items(text: str) -> list[Any]:
    import yaml

    return list(yaml.safe_load(text)["examples"])


def _dumped(value: object) -> str:
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110))
