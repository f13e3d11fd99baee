"""Why something is not told outside of the house.

    QaError
    ├── DestinationRefused  an address that nothing is sent to
    ├── SecretInvalid       a secret that nothing can be signed with
    └── SubscriptionInvalid a subscription asks for what cannot be; `problems` lists everything wrong at once

Every message says what was wrong, where, and what to do.
"""

from qa.errors import QaError


class DestinationRefused(QaError):
    """Nothing is sent to an address."""

    code = "qa.destination_refused"


class SecretInvalid(QaError):
    """Nothing can be signed with a secret."""

    code = "qa.secret_invalid"


class SubscriptionInvalid(QaError):
    """A subscription asks for what cannot be.

    Attributes:
        problems: one line each: field, what is wrong, what to do.
    """

    code = "qa.subscription_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The subscription cannot be used: " + "; ".join(problems))
        self.problems = problems
