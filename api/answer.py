"""How HTTP tells a refusal."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """How HTTP tells a refusal.

    Attributes:
        status: the HTTP status.
        title: what kind of refusal this is, the same every time.
        what_to_do: general advice for whoever sent the request.
    """

    status: HTTPStatus
    title: str
    what_to_do: str
