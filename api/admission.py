"""What every door answers once a recording is admitted; how it is admitted stands in `storage.admission`."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import Response

from qa.access import Action, Person, Reach, reach
from qa.metadata import CallMetadata
from qa.recording import Recording

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


def answer(response: Response, recording: Recording, person: Person, *, is_new: bool) -> Recording:
    """Say 201 for a new recording, 200 for one that came before, and where it is.

    To whoever may put recordings in and read none, one that came before shows nothing of its call.
    """
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    response.headers["Location"] = f"/v1/recordings/{recording.id}"
    if is_new or reach(person, Action.READ_RECORDING) is not Reach.NOTHING:
        return recording
    known = CallMetadata(source_call_id=recording.metadata.source_call_id)
    return replace(
        recording, metadata=known, problem=None, health=None, language=None, transcript=None, erased=None
    )
