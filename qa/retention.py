"""How long what of a call is kept, and from which day that counts: the classes of the file of retention.

classes:
  - name: insurance
    applies_to: {business.product: insurance}
    counts_from: contract_end
    keep: {audio: 10 years, transcript: 10 years, scores: forever}
  - name: every call
    keep: {audio: 90 days, transcript: 1 year, scores: 5 years}

Every class that applies to a call holds it; what is kept longest decides. While the day that a class counts from is
not known, nothing that it holds is due. A call that no class is for is kept for ever.
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from qa.content import Layer
from qa.errors import RetentionInvalid
from qa.metadata import Fact
from scoring.checks.metadata import Wanted, holds
from scoring.document import DocumentInvalid, parse
from scoring.problems import Problem, refusals, told

CALL_START = "call_start"
"""The day that every call has: on which it began, or where that is not known, was received."""

FOREVER = "forever"

DateName = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]{0,63}$")]

_PERIOD = r"^(forever|[1-9][0-9]{0,3} (days?|weeks?|months?|years?))$"


def _period(text: str) -> str:
    if re.fullmatch(_PERIOD, text) is None:
        raise ValueError(f"“{text}” is no time; write it as 90 days, 6 months, 10 years or forever")
    return text


Period = Annotated[str, AfterValidator(_period), WithJsonSchema({"type": "string", "pattern": _PERIOD})]

_LAST_YEAR = 9998


class Keep(BaseModel):
    """How long each part of a call is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    audio: Period = Field(description="The sound, as `90 days`, `6 months`, `10 years` or `forever`.")
    transcript: Period = Field(description="All words: transcript, cues, quotes, and who the customer was.")
    scores: Period = Field(
        FOREVER, description="Outcomes and points; that a call was judged is kept for ever."
    )

    def of(self, layer: Layer) -> str:
        """Give the time of one part."""
        return str(getattr(self, layer.value))


class RetentionClass(BaseModel):
    """Calls that are kept alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="Its name, as plans show it."
    )
    applies_to: Mapping[str, Wanted] = Field(
        default_factory=dict,
        description="Fields of the call → what they must be, as in a rubric; none: every call.",
    )
    counts_from: DateName = Field(
        CALL_START,
        description="The day that the times count from: `call_start`, or one that is told later, as `contract_end`.",
    )
    keep: Keep = Field(description="How long.")


class Retention(BaseModel):
    """The file of retention."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: tuple[RetentionClass, ...] = Field((), description="All classes; their order does not matter.")
    identity: tuple[Annotated[str, StringConstraints(pattern=r"^business\..+")], ...] = Field(
        (),
        description="The house's facts that say who a customer is, as `business.phone`: erased with the words.",
    )


KEPT_FOR_EVER = Retention()
"""The retention of a house that has no file of it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one part of a call is kept.

    Attributes:
        until: the last day; None where that is not known, or never comes.
        waits_for: names of days that are not told yet.
        classes: names of the classes that hold it; none where no class is for the call.
    """

    until: date | None
    waits_for: tuple[str, ...]
    classes: tuple[str, ...]

    def due(self, today: date) -> bool:
        """Tell whether its time is over."""
        return self.until is not None and today > self.until

    @property
    def why(self) -> str:
        """Say it in a sentence."""
        names = ", ".join(self.classes)
        if self.waits_for:
            return f"waits for {', '.join(self.waits_for)} ({names})"
        if self.until is None:
            return f"kept for ever ({names})" if names else "kept for ever: no class is for it"
        return f"kept until {self.until} ({names})"


def kept(
    retention: Retention, facts: Mapping[str, Fact], days: Mapping[str, date], *, called: date
) -> Mapping[Layer, Kept]:
    """Say how long each part of a call is kept.

    Args:
        retention: of the house.
        facts: of the call, flat, as `CallMetadata.facts` gives them.
        days: that were told of it, by name.
        called: the day of the call.
    """
    known = {**days, CALL_START: called}
    ours = [each for each in retention.classes if holds(each.applies_to, facts)]
    names = tuple(each.name for each in ours)
    waits = tuple(dict.fromkeys(each.counts_from for each in ours if each.counts_from not in known))
    return {layer: _kept(layer, ours, names, waits, known) for layer in Layer}


def _kept(
    layer: Layer,
    ours: Sequence[RetentionClass],
    names: tuple[str, ...],
    waits: tuple[str, ...],
    known: Mapping[str, date],
) -> Kept:
    if not ours or any(each.keep.of(layer) == FOREVER for each in ours):
        return Kept(None, (), names)
    if waits:
        return Kept(None, waits, names)
    return Kept(max(after(known[each.counts_from], each.keep.of(layer)) for each in ours), (), names)


def after(day: date, period: str) -> date:
    """Give the day so much later; of a month that is too short, its last."""
    number, unit = period.split()
    count, unit = int(number), unit.rstrip("s")
    if unit in {"day", "week"}:
        try:
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        except OverflowError:
            return date.max
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year > _LAST_YEAR:
        return date(_LAST_YEAR, 12, 31)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read(text: str, name: str = "retention.yaml") -> Retention:
    """Read the file of retention.

    Raises:
        RetentionInvalid: with everything that is wrong, each with file, line and field.
    """
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        raise RetentionInvalid((f"{name}:{invalid.line}: {invalid.problem}",)) from invalid
    try:
        found = Retention.model_validate(document.value)
    except ValidationError as refused:
        known = {*Retention.model_fields, *RetentionClass.model_fields, *Keep.model_fields}
        raise RetentionInvalid(told(refusals(refused, document, known), document, name)) from refused
    if problems := told(_doubles(found), document, name):
        raise RetentionInvalid(problems)
    return found


def load(path: Path | None) -> Retention:
    """Read the file from disk; without one, all is kept for ever.

    Raises:
        RetentionInvalid: it cannot be read, or things in it are wrong.
    """
    if path is None:
        return KEPT_FOR_EVER
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RetentionInvalid((f"{path} cannot be read ({error}); see EVERYCALL_RETENTION",)) from error
    return read(text, path.name)


def retention_schema() -> dict[str, Any]:
    """Make the JSON Schema of the file, in the dialect 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Retention.model_json_schema(),
        "title": "EveryCall retention",
        "description": "How long what of a call is kept, and from which day that counts.",
    }


def _doubles(found: Retention) -> Iterator[Problem]:
    if not found.classes:
        yield Problem(("classes",), "is empty; add a class, or do without the file")
    for (_, one), (place, other) in combinations(enumerate(found.classes), 2):
        if one.name == other.name:
            yield Problem(("classes", place, "name"), f"“{one.name}” is taken by a class above")


def is_date_name(name: str) -> bool:
    """Tell a name that a business day may have."""
    return re.fullmatch("[a-z][a-z0-9_]{0,63}", name) is not None and name != CALL_START
