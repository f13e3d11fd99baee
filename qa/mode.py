"""Which criteria the machine answers by itself, and which it proposes answers to: see `qa.statistics.switch`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.rating import Rating, agreement_on, latest
from qa.statistics.agreement import AgreementOptions
from qa.statistics.switch import Change, Decision, Look, Mode, Standing, SwitchOptions, decide
from scoring.form import Rubric


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What a mode is for: one criterion of one version of a rubric, in calls of one queue.

    Attributes:
        rubric: its id.
        version: of the rubric.
        language: of the rubric.
        queue: of the calls; empty where it is not known.
        criterion: its id.
    """

    rubric: str
    version: str
    language: str
    queue: str
    criterion: str

    @property
    def label(self) -> str:
        """How people call it."""
        queue = f", queue {self.queue}" if self.queue else ""
        return f"{self.criterion} of {self.rubric} {self.version} ({self.language}{queue})"


@dataclass(frozen=True, slots=True)
class PlacedMode:
    """How a criterion stands at a place, and what changed it last."""

    place: Place
    standing: Standing
    change: Change | None = None


AUTO = Standing(Mode.AUTO)
"""How every criterion begins: its rubric passed the gates."""


def place_of(rating: Rating) -> Place:
    """Say what a rating tells about."""
    return Place(rating.rubric, rating.version, rating.language, rating.queue, rating.criterion)


def by_place(given: Iterable[Rating]) -> dict[Place, tuple[Rating, ...]]:
    """Sort ratings that were given blind by what they tell about, each person's last answer only."""
    found: dict[Place, list[Rating]] = {}
    for rating in latest(each for each in given if each.blind):
        found.setdefault(place_of(rating), []).append(rating)
    return {place: tuple(theirs) for place, theirs in sorted(found.items())}


def look(
    place: Place,
    standing: Standing,
    given: Sequence[Rating],
    *,
    period: str,
    how: AgreementOptions,
    options: SwitchOptions,
) -> Decision:
    """Look whether a criterion's mode is to change.

    Gwet's AC1 decides: it does not collapse where nearly every call is met.

    Args:
        place: which criterion.
        standing: as it stood.
        given: ratings of the place, at least one.
        period: name of the period that ends with this look.
        how: the bootstrap, and how sure a figure must be.
        options: when the mode changes.
    """
    found = agreement_on(place.criterion, given, how)
    return decide(place.label, standing, Look(period, found.people.ac1, found.machine.ac1), options)


def assisted(modes: Iterable[PlacedMode], rubric: Rubric, queue: str) -> frozenset[str]:
    """Name the criteria of a rubric that people answer in a queue; empty is that of calls without one."""
    wanted = (rubric.id, rubric.version, rubric.language.value, queue)
    return frozenset(
        each.place.criterion
        for each in modes
        if each.standing.mode is Mode.ASSIST
        and (each.place.rubric, each.place.version, each.place.language, each.place.queue) == wanted
    )
