"""Amazon Connect: recordings named `<contact id>_20260301T09:30_UTC.wav`, and contact records as sidecars.

A contact record is the JSON that a Kinesis stream of contact records carries
(https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html), written beside the recording. In the
stereo files of Connect the customer is on the left, the agent on the right.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from qa.ingest.export import MAX_EXPORT_BYTES, filled, part, text
from qa.metadata import Direction, fields_of

TEMPLATE = "{source_call_id}_{started_at:%Y%m%dT%H:%M}_UTC.wav"
AGENT_CHANNEL = 1
_INBOUND = {"INBOUND", "TRANSFER", "QUEUE_TRANSFER", "DISCONNECT"}
_OUTBOUND = {"OUTBOUND", "CALLBACK", "API", "EXTERNAL_OUTBOUND"}


def read(sidecar: bytes, _: tzinfo) -> dict[str, Any]:
    """Read a contact record; its attributes become facts of the house.

    Raises:
        MetadataInvalid: it is no JSON object.
    """
    record = fields_of(sidecar, MAX_EXPORT_BYTES)
    agent, queue = part(record, "Agent"), part(record, "Queue")
    return filled(
        source_call_id=text(record, "ContactId"),
        started_at=record.get("InitiationTimestamp"),
        direction=_direction(text(record, "InitiationMethod")),
        agent_id=text(agent, "Username") or (text(agent, "ARN") or "").rpartition("/")[2],
        queue=text(queue, "Name"),
        team=_team(agent),
        business=dict(part(record, "Attributes")),
    )


def _direction(method: str | None) -> Direction | None:
    if method in _INBOUND:
        return Direction.INBOUND
    return Direction.OUTBOUND if method in _OUTBOUND else None


def _team(agent: Mapping[str, Any]) -> str | None:
    """Name the lowest group of the agent's hierarchy."""
    groups = part(agent, "HierarchyGroups")
    named = (text(part(groups, f"Level{level}"), "GroupName") for level in range(5, 0, -1))
    return next((name for name in named if name), None)
