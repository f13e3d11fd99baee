"""Why the quality programme says no.

QaError
├── MetadataInvalid    the sidecar is at fault; `problems` lists everything wrong at once
├── TransitionRefused  the recording is not in a state for this
│   ├── NotDue         it waits for a later moment
│   ├── AlreadyClaimed another worker holds it
│   ├── AlreadySettled it is done, failed or set aside: there is nothing left to work on
│   ├── NotSettled     it is still on its way: wait until it ends
│   └── WrongStage     it stands at another stage
└── LeaseLost          the claim was taken away: this worker's result no longer counts
"""

from typing import ClassVar


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


class TransitionRefused(QaError):
    """The recording is not in a state for this."""

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


class LeaseLost(QaError):
    """The claim was taken away; this worker's result no longer counts."""

    code = "qa.lease_lost"
