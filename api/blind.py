"""Who scores a call blind does not see what the machine says of it, by whatever address."""

from qa.access import Person
from qa.calibration import CalibrationState
from qa.errors import StillBlind
from storage.uow import Unit


def check_sighted(unit: Unit, recording: str, person: Person) -> None:
    """See that somebody may know how a call was judged.

    Raises:
        StillBlind: they are to review it blind, or take part in an open session on it, and have not answered.
    """
    for review in unit.reviews.of(recording):
        if review.reviewer != person.id or not review.blind or not review.open:
            continue
        card = unit.evaluations.get(review.evaluation).scorecard
        if not review.shows_machine(card):
            raise StillBlind(
                f"Review {review.id} of this call is blind: answer all its criteria, then look at what the machine says."
            )
    for session in unit.calibrations.of(recording):
        if session.state is CalibrationState.OPEN and person.id in session.participants:
            raise StillBlind(
                f"Calibration {session.id} on this call is open and blind: look at how it was judged once it is closed."
            )
