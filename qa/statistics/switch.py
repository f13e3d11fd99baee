"""Whether the machine answers a criterion by itself, decided by how far it agrees with people."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import Figure


class Mode(StrEnum):
    """`auto`: the machine's answer stands until someone looks. `assist`: a person answers, the machine proposes."""

    AUTO = "auto"
    ASSIST = "assist"


class Reason(StrEnum):
    """Why the mode changed."""

    SURELY_UNDER = "surely_under"
    STILL_UNDER = "still_under"
    UNCLEAR_TO_PEOPLE = "unclear_to_people"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class SwitchOptions:
    """When the mode changes.

    Attributes:
        patience: looks in a row with the machine's agreement under the human floor before it drops; 1 or more.
        lowest: agreement of people under this (AC1) says that they do not agree what the criterion asks: nothing can
            be held to such a floor, so the criterion drops, and comes back only with a floor of at least this.
    """

    patience: int = 2
    lowest: float = 0.4

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: a value is out of its range.
        """
        if self.patience < 1:
            raise OptionsInvalid(f"A patience of {self.patience} looks was asked for; ask for 1 or more.")
        if not -1 <= self.lowest < 1:
            raise OptionsInvalid(
                f"A lowest floor of {self.lowest} was asked for; ask for one from -1 to under 1."
            )


@dataclass(frozen=True, slots=True)
class Look:
    """Agreement on a criterion as it stands at the end of a period.

    Attributes:
        period: its name, as 2026-W10; a second look at one period does not count again.
        people: agreement among people, with interval.
        machine: agreement of the machine with people, with interval; the same coefficient on the same scale.
    """

    period: str
    people: Figure
    machine: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """How a criterion stands.

    Attributes:
        mode: who answers it.
        under: looks in a row at which the machine's agreement was under the human floor.
        period: of the last look that counted; empty before the first.
    """

    mode: Mode
    under: int = 0
    period: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A criterion's mode changed, with the figures that decided it."""

    criterion: str
    before: Mode
    after: Mode
    reason: Reason
    floor: float
    look: Look


@dataclass(frozen=True, slots=True)
class Decision:
    """How a criterion stands after a look, and the change, if there was one."""

    standing: Standing
    change: Change | None = field(default=None)


def decide(criterion: str, standing: Standing, look: Look, options: SwitchOptions) -> Decision:
    """Let a criterion drop to `assist`, come back to `auto`, or stay as it is.

    The human floor is the lower end of the interval of people's agreement with each other.

    - With too little data on either side nothing changes: neither doubt nor praise is earned by silence.
    - It drops at once when the whole interval of the machine lies under the floor, or when people agree too little to
      hold anyone to it; and when its estimate lies under the floor at `patience` looks in a row. The second catches a
      machine that is a little worse for good, which the first would miss for months; one unlucky period alone does
      not drop it. A machine just as good as people, on as many calls, lies under
      the floor at 8 % of looks, and at two in a row, each on fresh calls, under 1 %.
    - It comes back when the lower end of its interval reaches the floor: surely as good. In `assist` people answer
      every call, so the data for that come by themselves.

    Between dropping and coming back lies half an interval, so figures that stay as they are never change the mode twice: what comes
    back has its estimate over the floor, and what drops has its lower end under it.

    Raises:
        FiguresInvalid: the figures' intervals are of unequal confidence.
    """
    people, machine = look.people, look.machine
    if people.interval is None or people.value is None or machine.interval is None or machine.value is None:
        return Decision(standing)
    if people.interval.confidence != machine.interval.confidence:
        raise FiguresInvalid(
            f"{criterion}: intervals of {people.interval.confidence} and {machine.interval.confidence} cannot be "
            "compared; compute both figures with one confidence."
        )
    floor = people.interval.low
    lower, upper = machine.interval.low, machine.interval.high
    seen = replace(standing, period=look.period)
    if standing.mode is Mode.ASSIST:
        if floor >= options.lowest and lower >= floor:
            return _changed(criterion, replace(seen, mode=Mode.AUTO, under=0), Reason.RECOVERED, floor, look)
        return Decision(seen)
    under = 0 if machine.value >= floor else standing.under + (look.period != standing.period)
    for holds, reason in (
        (people.value < options.lowest, Reason.UNCLEAR_TO_PEOPLE),
        (upper < floor, Reason.SURELY_UNDER),
        (under >= options.patience, Reason.STILL_UNDER),
    ):
        if holds:
            return _changed(criterion, replace(seen, mode=Mode.ASSIST, under=0), reason, floor, look)
    return Decision(replace(seen, under=under))


def _changed(criterion: str, after: Standing, reason: Reason, floor: float, look: Look) -> Decision:
    before = Mode.ASSIST if after.mode is Mode.AUTO else Mode.AUTO
    return Decision(after, Change(criterion, before, after.mode, reason, floor, look))
