"""Who speaks where in a call, as a person says who listened: it goes before what the machine made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from asr.transcript import Attribution, Party
from qa.access import Person
from qa.errors import OwnCall, QaError
from qa.evaluation import Evaluation
from qa.metadata import CallMetadata
from qa.review import Review


class SideUnknown(QaError):
    """The parties that were told are not those of the call's voices or channels."""

    code = "qa.side_unknown"


@dataclass(frozen=True, slots=True)
class ToldParties:
    """What a person said of who speaks where; the newest of a recording holds.

    Attributes:
        id: unique.
        recording: its id.
        transcript: id of the machine's transcript, by whose voices or channels it is told.
        parties: (voice or `channel-N`, party), sorted; none where the machine's own word is to hold again.
        by: id of the person.
        at: when.
        reason: why, in the person's words.
        result: id of the transcript that was made by it; None until a worker has.
    """

    id: str
    recording: str
    transcript: str
    parties: tuple[tuple[str, Party], ...]
    by: str
    at: datetime
    reason: str = ""
    result: str | None = None

    @property
    def sides(self) -> str:
        """Say it in one line, without a word of the call: what two that are alike have in common."""
        return " ".join(f"{side}={party}" for side, party in self.parties)


def tell(  # noqa: PLR0913 each is a thing of its own
    heard: Attribution,
    given: Mapping[str, Party],
    *,
    told_id: str,
    recording: str,
    transcript: str,
    by: str,
    at: datetime,
    reason: str,
) -> ToldParties:
    """Say who speaks where.

    Args:
        heard: what the machine made of it; its voices or channels are to be named.
        given: a party for each of them, or none at all to have the machine's word hold again.
        told_id: its id.
        recording: id of the recording.
        transcript: id of the machine's transcript.
        by: who says so.
        at: when.
        reason: why.

    Raises:
        SideUnknown: a voice or channel is missing, or there is none of that name.
    """
    sides = [side for side, _ in heard.parties]
    if given and sorted(given) != sorted(sides):
        raise SideUnknown(
            f"In recording {recording} speak {', '.join(sides)}, and parties were told of {', '.join(sorted(given))}; "
            "name the party of each, or of none to have the machine's word hold again."
        )
    return ToldParties(told_id, recording, transcript, tuple(sorted(given.items())), by, at, reason)


def check_not_own(person: Person, metadata: CallMetadata) -> None:
    """See that nobody says who speaks in a call of their own, which decides how they are judged.

    Raises:
        OwnCall: it is.
    """
    if person.agent_id is not None and person.agent_id == metadata.agent_id:
        raise OwnCall(f"This is a call of {person.id}'s own; somebody else says who speaks where.")


def followed(review: Review, machine: Evaluation) -> Review:
    """Have an open review go by what the machine says now that the parties are right.

    What the person has answered stays theirs, where it is still asked.

    Args:
        review: of an evaluation of the same call by the same rubric.
        machine: the evaluation that takes its place.
    """
    asked = {finding.criterion for finding in machine.scorecard.findings}
    answers = tuple(each for each in review.answers if each.criterion in asked)
    return replace(review, evaluation=machine.id, answers=answers)
