"""The coverage ledger: every call that happened stands in exactly one place of the funnel.

    happened → recorded → received → decodable → transcribed → scored, with every criterion answered

A call that got no further than some step has a reason for it. A call counts as recorded unless the switch says
that it was not. The same decision is made in SQL where the ledger is kept (`storage/ledger_tables.py`), and a test
holds the two to each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from qa.recording import State


class Step(StrEnum):
    """How far a call came, in order."""

    HAPPENED = "happened"
    RECORDED = "recorded"
    RECEIVED = "received"
    DECODABLE = "decodable"
    TRANSCRIBED = "transcribed"
    SCORED = "scored"


class Basis(StrEnum):
    """What the denominator is: the calls of the switch, or, where it listed none, the recordings received."""

    CDR = "cdr"
    RECORDINGS = "recordings"


BACK_DAYS = 35
"""So many days are looked at again every night for what arrived late."""

NOT_RECORDED = "not_recorded"
NOT_RECEIVED = "not_received"
WAITING = "waiting"
NO_RUBRIC = "no_rubric"
UNDECIDED = "undecided"
FAILED = "failed"
NOT_SCORABLE = "not_scorable"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is known of a call.

    Attributes:
        recorded: whether the switch says it was recorded; None where it says nothing.
        state: of its recording; None where none came.
        decoded: whether its sound could be read.
        transcribed: whether its words are written down.
        problem: code of what went wrong last.
        unfit: kind of the finding on the sound for which it cannot be judged.
        evaluated: whether an evaluation is in force.
        undecided: whether by some rubric no evaluation in force answers every criterion.
    """

    recorded: bool | None = None
    state: State | None = None
    decoded: bool = False
    transcribed: bool = False
    problem: str | None = None
    unfit: str | None = None
    evaluated: bool = False
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call stands; `reason` says why it came no further, and is empty once scored."""

    reached: Step
    reason: str


def place(trace: Trace) -> Place:
    """Find a call's one place in the funnel."""
    if trace.state is None:
        if trace.recorded is False:
            return Place(Step.HAPPENED, NOT_RECORDED)
        return Place(Step.RECORDED, NOT_RECEIVED)
    if trace.state is State.DONE and trace.evaluated and not trace.undecided:
        return Place(Step.SCORED, "")
    if trace.transcribed:
        return Place(Step.TRANSCRIBED, _reason(trace))
    return Place(Step.DECODABLE if trace.decoded else Step.RECEIVED, _reason(trace))


def _reason(trace: Trace) -> str:
    if trace.state is State.FAILED:
        return f"{FAILED}:{trace.problem or UNKNOWN}"
    if trace.state is State.NOT_SCORABLE:
        return f"{NOT_SCORABLE}:{trace.unfit or trace.problem or UNKNOWN}"
    if trace.state is State.DONE:
        return UNDECIDED if trace.evaluated else NO_RUBRIC
    return WAITING


@dataclass(frozen=True, slots=True)
class Count:
    """How many calls stand at one place; `listed` tells whether the switch listed them."""

    place: Place
    listed: bool
    calls: int


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many calls came at least as far as a step."""

    step: Step
    calls: int


@dataclass(frozen=True, slots=True)
class Drop:
    """How many calls came as far as a step and, for one reason, no further."""

    reached: Step
    reason: str
    calls: int


@dataclass(frozen=True, slots=True)
class Totals:
    """A day's coverage.

    Attributes:
        basis: what the denominator is.
        numerator: calls scored with every criterion answered.
        denominator: calls that happened: those the switch listed, and recordings it did not list.
        listed: calls of the denominator that the switch listed.
        unlisted: recordings of the denominator that the switch did not list.
        funnel: how many calls came at least as far as each step.
        drops: why the others came no further, by step and reason.
    """

    basis: Basis
    numerator: int
    denominator: int
    listed: int
    unlisted: int
    funnel: tuple[FunnelStep, ...]
    drops: tuple[Drop, ...]

    @property
    def share(self) -> float | None:
        """Share of the calls that were inspected, 0 to 1; None where there were none."""
        return self.numerator / self.denominator if self.denominator else None


def total(counts: Iterable[Count]) -> Totals:
    """Sum up places."""
    found = tuple(counts)
    at: Counter[Step] = Counter()
    drops: Counter[tuple[Step, str]] = Counter()
    for each in found:
        at[each.place.reached] += each.calls
        if each.place.reached is not Step.SCORED:
            drops[each.place.reached, each.place.reason] += each.calls
    listed = sum(each.calls for each in found if each.listed)
    steps = list(Step)
    return Totals(
        basis=Basis.CDR if listed else Basis.RECORDINGS,
        numerator=at[Step.SCORED],
        denominator=at.total(),
        listed=listed,
        unlisted=at.total() - listed,
        funnel=tuple(
            FunnelStep(step, sum(at[later] for later in steps[number:])) for number, step in enumerate(steps)
        ),
        drops=tuple(
            Drop(step, reason, calls)
            for (step, reason), calls in sorted(
                drops.items(), key=lambda item: (steps.index(item[0][0]), item[0][1])
            )
            if calls
        ),
    )


def together(parts: Iterable[Totals]) -> Totals:
    """Sum up totals of different calls, as of several teams."""
    found = tuple(parts)
    steps: Counter[Step] = Counter()
    drops: Counter[tuple[Step, str]] = Counter()
    for each in found:
        steps.update({passed.step: passed.calls for passed in each.funnel})
        drops.update({(drop.reached, drop.reason): drop.calls for drop in each.drops})
    listed = sum(each.listed for each in found)
    order = list(Step)
    return Totals(
        basis=Basis.CDR if listed else Basis.RECORDINGS,
        numerator=sum(each.numerator for each in found),
        denominator=sum(each.denominator for each in found),
        listed=listed,
        unlisted=sum(each.unlisted for each in found),
        funnel=tuple(FunnelStep(step, steps[step]) for step in order),
        drops=tuple(
            Drop(step, reason, drops[step, reason])
            for step, reason in sorted(drops, key=lambda each: (order.index(each[0]), each[1]))
        ),
    )


@dataclass(frozen=True, slots=True)
class TeamTotals:
    """A team's coverage."""

    team: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Books:
    """A day's coverage: of the whole house, and of each team."""

    whole: Totals
    teams: tuple[TeamTotals, ...]

    def of(self, team: str | None) -> Totals:
        """Pick a team's totals, or the house's."""
        if team is None:
            return self.whole
        return next((each.totals for each in self.teams if each.team == team), total(()))


@dataclass(frozen=True, slots=True)
class Closing:
    """A day's books as they stood at one moment.

    Attributes:
        day: in the zone.
        number: 0 for the closing itself, then 1, 2, … for what arrived later.
        at: when it was written.
        zone: name of the time zone of the day.
        books: the totals.
    """

    day: date
    number: int
    at: datetime
    zone: str
    books: Books


def close(day: date, books: Books, former: Closing | None, *, zone: str, now: datetime) -> Closing | None:
    """Close a day, or amend its closing; None where nothing has changed since.

    Args:
        day: which.
        books: as they stand now.
        former: the closing or its latest amendment; None where the day is still open.
        zone: name of the house's time zone.
        now: the time.
    """
    if former is None:
        return Closing(day, 0, now, zone, books)
    if (former.books, former.zone) == (books, zone):
        return None
    return Closing(day, former.number + 1, now, zone, books)


def span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give a day's first moment and the next day's; with summer time a day may have 23 or 25 hours."""
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def ended(now: datetime, zone: tzinfo, *, grace: timedelta, back: int) -> Iterator[date]:
    """List the last `back` days that ended at least `grace` ago, oldest first."""
    last = (now - grace).astimezone(zone).date() - timedelta(days=1)
    for ago in reversed(range(back)):
        yield last - timedelta(days=ago)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
