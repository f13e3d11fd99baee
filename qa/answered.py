"""What the answers of a review come to, with the places in the call that they point at."""

from collections.abc import Iterator, Mapping

from asr.transcript import Transcript
from qa.amended import Amendment
from qa.review import Review, ReviewAnswer
from scoring.finding import Evidence


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
