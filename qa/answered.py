"""What the answers of a review come to, with the places in the call that they point at."""

from collections.abc import Iterator, Mapping

from asr.transcript import Transcript
from qa.amended import Amendment
from qa.calibration import Calibration
from qa.rating import Rating
from qa.review import Review, ReviewAnswer
from scoring.finding import Evidence, Scorecard


def amendments(review: Review, transcript: Transcript | None) -> Mapping[str, Amendment]:
    """Say what a review's answers come to; a comment on a turn points at it as evidence.

    Args:
        review: answered.
        transcript: of the call; None where it was erased: then there are no words to quote.
    """
    return {
        each.criterion: Amendment(each.outcome, each.reason, tuple(_evidence(each, transcript)))
        for each in review.answers
    }


def ratings_of(review: Review, card: Scorecard) -> tuple[Rating, ...]:
    """Say what a submitted review tells of the machine: of each criterion, what was answered first."""
    found = {finding.criterion: finding for finding in card.findings}
    return tuple(
        Rating(
            source=review.id,
            rater=review.reviewer or "",
            evaluation=review.evaluation,
            recording=review.recording,
            rubric=card.rubric,
            version=card.version,
            language=card.language,
            queue=review.queue or "",
            criterion=each.criterion,
            machine=found[each.criterion].said,
            withheld=found[each.criterion].proposed is not None,
            confidence=found[each.criterion].confidence,
            outcome=each.first or each.outcome,
            chance=review.chance,
            blind=review.blind,
            at=review.submitted_at or review.created_at,
        )
        for each in review.answers
    )


def ratings_of_session(session: Calibration, card: Scorecard) -> tuple[Rating, ...]:
    """Say what a closed session tells of the machine and of people; every vote was blind."""
    found = {finding.criterion: finding for finding in card.findings}
    return tuple(
        Rating(
            source=session.id,
            rater=rater,
            evaluation=session.evaluation,
            recording=session.recording,
            rubric=card.rubric,
            version=card.version,
            language=card.language,
            queue=session.queue or "",
            criterion=each.criterion,
            machine=found[each.criterion].said,
            withheld=found[each.criterion].proposed is not None,
            confidence=found[each.criterion].confidence,
            outcome=each.outcome,
            chance=None,
            blind=True,
            at=session.closed_at or session.opened_at,
        )
        for rater, votes in session.votes.items()
        for each in votes
    )


def place(transcript: Transcript, at: float, note: str = "") -> Evidence | None:
    """Quote the turn that is spoken at a moment, in seconds; None where nobody speaks."""
    for turn in transcript.turns:
        if turn.start <= at <= turn.end:
            return Evidence(
                turn.start, turn.end, turn.party, turn.text, turn.confidence, turn.index, note=note
            )
    return None


def _evidence(given: ReviewAnswer, transcript: Transcript | None) -> Iterator[Evidence]:
    if transcript is None:
        return
    for comment in given.comments:
        found = place(transcript, comment.at, comment.text)
        if found is not None:
            yield found
