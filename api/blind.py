"""Who scores a call blind does not see what the machine says of it: no scorecard, receipt, score or telling flag."""

from collections.abc import Mapping, Sequence

from api.pages import MOST
from qa.access import Person
from qa.calibration import CalibrationState
from qa.errors import StillBlind
from qa.flag import TELLING, Flag
from qa.review import Review, ReviewState
from qa.statistics.sampling import Why
from storage.review_lists import ReviewFilter
from storage.uow import Unit

_DRAWN = frozenset(each.value for each in Why)


def blind_calls(unit: Unit, recordings: Sequence[str], person: Person) -> Mapping[str, str]:
    """Say which of some calls somebody scores blind: recording → why, and what to do to see more."""
    found = {
        each.recording: f"Calibration {each.id} on this call is open and blind: look at how it was judged once it is closed."
        for each in unit.calibrations.open_on(recordings)
        if person.id in each.participants
    }
    for review in unit.reviews.assigned(recordings, person.id):
        if _hides(unit, review):
            found[review.recording] = (
                f"Review {review.id} of this call is blind: answer all its criteria, then look at what the machine says."
            )
    return found


def hidden_from(unit: Unit, person: Person) -> tuple[str, ...]:
    """List all calls whose findings somebody may not know yet: they are in no list that is chosen by findings."""
    found = {
        each.recording
        for each in unit.calibrations.all((CalibrationState.OPEN,))
        if person.id in each.participants
    }
    mine = ReviewFilter(states=(ReviewState.ASSIGNED,), reviewer=person.id)
    page = unit.reviews.page(mine, limit=MOST)
    while True:
        found |= {each.recording for each in page.reviews if _hides(unit, each)}
        if page.next is None:
            return tuple(sorted(found))
        page = unit.reviews.page(mine, limit=MOST, cursor_at=page.next)


def check_sighted(unit: Unit, recording: str, person: Person) -> None:
    """See that somebody may know how a call was judged.

    Raises:
        StillBlind: they are to review it blind, or take part in an open session on it, and have not answered.
    """
    why = blind_calls(unit, [recording], person).get(recording)
    if why is not None:
        raise StillBlind(why)


def telling_nothing(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Leave out flags that tell how a criterion was found, or the score."""
    return tuple(f for f in flags if f.criterion is None and f.kind not in TELLING)


def neutral(review: Review) -> tuple[str, ...]:
    """Say of what drew a call only what tells nothing of its findings: a rule's name may say that the score is low."""
    if review.plan is None:
        return review.why  # a person's own words
    return tuple(why for why in review.why if why in _DRAWN)


def _hides(unit: Unit, review: Review) -> bool:
    """Tell whether a review on somebody's list hides what the machine says; the card is needed once it is begun."""
    if not review.blind or not review.answers:
        return review.blind
    return not review.shows_machine(unit.evaluations.get(review.evaluation).scorecard)
