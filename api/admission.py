"""Let a recording in, once: what both doors do after they have its audio."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import Response

from api.deps import House
from qa.events import RecordingReceived
from qa.recording import Recording
from storage.errors import AlreadyKnown, Conflict, NotFound

ANSWERS: dict[int | str, dict[str, Any]] = {
    201: {"description": "A new recording; its address is in the Location field."},
    200: {"description": "The same recording came before; this is it.", "model": Recording},
}
"""What a door answers, for the OpenAPI document."""

EXAMPLE = {
    "source_call_id": "2026-03-01-000417",
    "started_at": "2026-03-01T09:30:00+08:00",
    "direction": "inbound",
    "agent_id": "a-1042",
    "queue": "cards",
    "language": "zh",
    "agent_channel": 0,
    "business": {"product": "credit card"},
}
"""Metadata as a recording system sends it."""


def admit(house: House, recording: Recording, is_same: Callable[[Recording], bool]) -> tuple[Recording, bool]:
    """Save a recording, or find the one that it already is.

    Args:
        house: where to.
        recording: just received.
        is_same: tells whether a recording with the same key, call id or id is this very one.

    Returns:
        The recording, and whether it is new.

    Raises:
        AlreadyKnown: another recording has its call id.
    """
    try:
        with house.store.begin() as unit:
            unit.recordings.add(recording)
            unit.record(
                RecordingReceived(recording=recording.id, at=recording.received_at, actor=recording.source)
            )
    except (AlreadyKnown, Conflict) as refusal:
        # A conflict can be over the id, which an upload takes from its content: then it is the same upload.
        existing = refusal.existing if isinstance(refusal, AlreadyKnown) else recording.id
        try:
            with house.store.read() as unit:
                other = unit.recordings.get(existing)
        except NotFound:
            raise refusal from None
        if not is_same(other):
            raise
        return other, False
    return recording, True


def answer(response: Response, recording: Recording, *, is_new: bool) -> Recording:
    """Say 201 for a new recording, 200 for one that came before, and where it is."""
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    response.headers["Location"] = f"/v1/recordings/{recording.id}"
    return recording
