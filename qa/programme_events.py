"""What has happened in the quality programme: reviews, disputes, calibrations, and who answers which criterion.

Reasons that people give about a call repeat what was said in it: they are sealed with it (`storage.worded`) and never in
the trail, which outlives its words.
"""

from dataclasses import dataclass

from qa.events import Event, HouseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPlanned(HouseEvent):
    """Calls were drawn to be reviewed: so many of so many; with the seed the same are drawn again."""

    name = "reviews.planned"

    plan: str
    seed: str
    candidates: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent(Event):
    """Something that happened to a review."""

    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequested(ReviewEvent):
    """Somebody asked for a review of a call."""

    name = "review.requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAssigned(ReviewEvent):
    """A review was put on somebody's list."""

    name = "review.assigned"

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTakenOver(ReviewEvent):
    """Somebody took a review from another's list; `former` is empty where it was nobody's."""

    name = "review.taken_over"

    former: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSkipped(ReviewEvent):
    """Somebody gave a review back."""

    name = "review.skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFollowed(ReviewEvent):
    """An open review goes by `evaluation` from now on: a person said who speaks where, and the call was scored anew."""

    name = "review.followed"

    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSubmitted(ReviewEvent):
    """A review is done; it changed so many of the machine's answers."""

    name = "review.submitted"

    evaluation: str
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReleased(ReviewEvent):
    """The agent may see a review from now on."""

    name = "review.released"

    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAcknowledged(ReviewEvent):
    """The agent said that a review was seen."""

    name = "review.acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEvent(Event):
    """Something that happened to a dispute."""

    dispute: str
    evaluation: str
    criterion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened(DisputeEvent):
    """An agent contests a finding."""

    name = "dispute.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeUpheld(DisputeEvent):
    """A finding that was contested stands."""

    name = "dispute.upheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOverturned(DisputeEvent):
    """A finding that was contested fell; evaluation `result` stands instead."""

    name = "dispute.overturned"

    outcome: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAppealed(DisputeEvent):
    """An agent asks the QA lead."""

    name = "dispute.appealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSettled(DisputeEvent):
    """A dispute is final."""

    name = "dispute.settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEvent(Event):
    """Something that happened to a proposal."""

    proposal: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade(ProposalEvent):
    """Something is put before the QA lead; of a rescore, `count` calls."""

    name = "proposal.made"

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAccepted(ProposalEvent):
    """The QA lead accepted a proposal."""

    name = "proposal.accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRejected(ProposalEvent):
    """The QA lead rejected a proposal."""

    name = "proposal.rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRescored(Event):
    """A finding was corrected by an accepted proposal; evaluation `result` stands for the call."""

    name = "finding.rescored"

    proposal: str
    evaluation: str
    criterion: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationEvent(Event):
    """Something that happened to a calibration session."""

    calibration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationOpened(CalibrationEvent):
    """People were asked to score a call blind."""

    name = "calibration.opened"

    participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationVoted(CalibrationEvent):
    """A participant scored the call."""

    name = "calibration.voted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationClosed(CalibrationEvent):
    """A session ended; everybody sees everything."""

    name = "calibration.closed"

    voters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChanged(HouseEvent):
    """Who answers a criterion changed; with the figures that decided it."""

    rubric: str
    version: str
    language: str
    queue: str
    criterion: str
    reason: str
    floor: float
    machine: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAssisted(ModeChanged):
    """The machine's answers to a criterion go to people from now on."""

    name = "criterion.assisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAutomated(ModeChanged):
    """The machine answers a criterion by itself again."""

    name = "criterion.automated"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsSet(HouseEvent):
    """What a reviewer takes on was set."""

    name = "skills.set"

    person: str
