"""Why the quality programme says no.

QaError
├── MetadataInvalid    the sidecar is at fault; `problems` lists everything wrong at once
├── CdrInvalid         the switch's calls are at fault; `problems` lists everything wrong at once, by line
├── RetentionInvalid   the file of retention, or business days, are at fault; `problems` lists everything wrong at once
├── TransitionRefused  a recording, an upload, or a rubric's version, is not in a state for this
│   ├── NotDue         it waits for a later moment
│   ├── AlreadyClaimed another worker holds it
│   ├── AlreadySettled it is done, failed or set aside: there is nothing left to work on
│   ├── NotSettled     it is still on its way: wait until it ends
│   ├── WrongStage     it stands at another stage
│   ├── GateShut       a rubric's version does not pass the gates; `problems` lists all that stands against it
│   ├── ContentGone    what would be worked on was erased
│   ├── AlreadyReleased a legal hold was released before
│   ├── OwnPlan        a purge is to be approved by another person than its planner
│   ├── PlanChanged    a purge lists something else than what was looked at
│   ├── OwnCall        nobody reviews, rates or decides about a call of their own
│   ├── OwnReview      a dispute is to be decided by somebody who did not judge the call before
│   ├── NotTheirs      a review, a dispute or a place in a session is another person's
│   ├── NotAsked       a review or a session asks no such criterion
│   ├── Unanswered     a review is not complete; `problems` lists what is missing
│   ├── StillBlind     who scores a call blind may not yet see how it was judged
│   ├── WindowClosed   the time to contest a finding, or to appeal, is over
│   ├── Contested      the finding is in dispute, or was
│   ├── LastAdministrator nobody would be left who can give roles
│   ├── TeamsInCircle  a team would stand below itself
│   ├── UploadOver     an upload was completed or aborted before
│   ├── UploadExpired  an upload's time is over
│   └── VersionTaken   a rubric's version with this content or this number is there; `existing` names it
├── PasswordWeak       a password that is guessed too easily
├── TrendUnbounded     a trend over no days, or over too many
├── SwitchedOff        an administrator has not turned this on
└── LeaseLost          the claim was taken away: this worker's result no longer counts
"""

from typing import ClassVar

_SHOWN = 3
"""Problems that a message names; the rest is in `problems`."""


class QaError(Exception):
    """Root of every refusal in `qa`.

    Attributes:
        code: stable name for machines, `qa.<kind>`.
        retryable: whether the same request may succeed later.
    """

    code: ClassVar[str] = "qa.error"
    retryable: ClassVar[bool] = False


class MetadataInvalid(QaError):
    """The sidecar is at fault.

    Attributes:
        problems: one line each: field, what is wrong, what to do.
    """

    code = "qa.metadata_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The call's metadata cannot be used: " + "; ".join(problems))
        self.problems = problems


class CdrInvalid(QaError):
    """The calls that the switch lists are at fault; none of them was kept.

    Attributes:
        problems: one line each: where, what is wrong, what to do.
    """

    code = "qa.cdr_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(
            "The calls cannot be used, and none was kept: "
            + "; ".join(problems[:_SHOWN])
            + ("; …" if len(problems) > _SHOWN else "")
        )
        self.problems = problems


class RetentionInvalid(QaError):
    """The file of retention, or business days that were told, are at fault; none of it was taken.

    Attributes:
        problems: one line each: file and line, field, what is wrong, what to do.
    """

    code = "qa.retention_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        shown = "; ".join(problems[:_SHOWN]) + ("; …" if len(problems) > _SHOWN else "")
        super().__init__(f"What was told of retention cannot be used: {shown}")
        self.problems = problems


class TransitionRefused(QaError):
    """A recording, or a rubric's version, is not in a state for this."""

    code = "qa.transition_refused"


class NotDue(TransitionRefused):
    """The recording waits for a later moment."""

    code = "qa.not_due"
    retryable = True


class AlreadyClaimed(TransitionRefused):
    """Another worker holds the recording."""

    code = "qa.already_claimed"
    retryable = True


class AlreadySettled(TransitionRefused):
    """There is nothing left to work on."""

    code = "qa.already_settled"


class NotSettled(TransitionRefused):
    """The recording is still on its way."""

    code = "qa.not_settled"
    retryable = True


class WrongStage(TransitionRefused):
    """The recording stands at another stage."""

    code = "qa.wrong_stage"


class GateShut(TransitionRefused):
    """A rubric's version does not pass the gates.

    Attributes:
        problems: one line each: the gate, what is wrong, what to do.
    """

    code = "qa.gate_shut"

    def __init__(self, label: str, problems: tuple[str, ...]) -> None:
        super().__init__(
            f"{label} does not pass the gates: "
            + "; ".join(problems[:_SHOWN])
            + ("; …" if len(problems) > _SHOWN else "")
            + ". Mend it, or publish it by force and say why."
        )
        self.problems = problems


class VersionTaken(TransitionRefused):
    """A rubric's version with this content, or with this number, is there.

    Attributes:
        existing: its digest.
    """

    code = "qa.version_taken"

    def __init__(self, message: str, existing: str) -> None:
        super().__init__(message)
        self.existing = existing


class ContentGone(TransitionRefused):
    """What would be worked on was erased."""

    code = "qa.content_gone"


class AlreadyReleased(TransitionRefused):
    """The legal hold was released before."""

    code = "qa.already_released"


class OwnPlan(TransitionRefused):
    """A purge is to be approved by another person than its planner."""

    code = "qa.own_plan"


class PlanChanged(TransitionRefused):
    """The purge lists something else than what was looked at."""

    code = "qa.plan_changed"


class OwnCall(TransitionRefused):
    """The call is the person's own."""

    code = "qa.own_call"


class OwnReview(TransitionRefused):
    """The person judged the call before."""

    code = "qa.own_review"


class NotTheirs(TransitionRefused):
    """It is another person's to do."""

    code = "qa.not_theirs"


class NotAsked(TransitionRefused):
    """No such criterion is asked."""

    code = "qa.not_asked"


class Unanswered(TransitionRefused):
    """A review is not complete.

    Attributes:
        problems: one line each: the criterion, and what is missing.
    """

    code = "qa.unanswered"

    def __init__(self, what: str, problems: tuple[str, ...]) -> None:
        shown = "; ".join(problems[:_SHOWN]) + ("; …" if len(problems) > _SHOWN else "")
        super().__init__(f"{what} is not complete: {shown}")
        self.problems = problems


class StillBlind(TransitionRefused):
    """Who scores a call blind may not yet see how it was judged."""

    code = "qa.still_blind"


class WindowClosed(TransitionRefused):
    """The time for this is over."""

    code = "qa.window_closed"


class Contested(TransitionRefused):
    """The finding is in dispute, or was."""

    code = "qa.contested"


class UploadOver(TransitionRefused):
    """The upload was completed or aborted before."""

    code = "qa.upload_over"


class UploadExpired(TransitionRefused):
    """The upload's time is over."""

    code = "qa.upload_expired"


class LeaseLost(QaError):
    """The claim was taken away; this worker's result no longer counts."""

    code = "qa.lease_lost"


class TrendUnbounded(QaError):
    """A trend is asked for over no days, or over too many."""

    code = "qa.trend_unbounded"


class SwitchedOff(QaError):
    """An administrator has not turned this on in the house."""

    code = "qa.switched_off"


class LastAdministrator(TransitionRefused):
    """Nobody would be left who can give roles."""

    code = "qa.last_administrator"


class TeamsInCircle(TransitionRefused):
    """A team would stand below itself."""

    code = "qa.teams_in_circle"


class PasswordWeak(QaError):
    """A password is guessed too easily."""

    code = "qa.password_weak"
