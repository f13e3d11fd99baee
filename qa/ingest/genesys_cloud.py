"""Genesys Cloud: what its bulk export to S3 writes, `<recording id>_metadata.json` beside each recording.

See https://help.genesys.cloud/articles/working-with-exported-recordings-in-aws-s3-bucket/. One conversation may
have several recordings, so the recording's id is the call's id here, and the conversation's a fact of the house.
"""

from datetime import tzinfo
from typing import Any

from qa.errors import MetadataInvalid
from qa.ingest.export import MAX_EXPORT_BYTES, filled, first, text
from qa.metadata import fields_of

TEMPLATE = "conversation_id={business.conversation_id}/{source_call_id}.{_}"
SIDECAR = "{stem}_metadata.json"
_SPOKEN = {"call", "callback", "voice"}


def read(sidecar: bytes, _: tzinfo) -> dict[str, Any]:
    """Read a metadata file.

    Raises:
        MetadataInvalid: it is no JSON object, or not about a call.
    """
    record = fields_of(sidecar, MAX_EXPORT_BYTES)
    media = text(record, "mediaType")
    if media is not None and media.lower() not in _SPOKEN:
        raise MetadataInvalid(
            (f"mediaType is {media!r}: export calls only, screens and chats have no sound",)
        )
    house = {
        "conversation_id": text(record, "conversationId"),
        "provider": text(record, "provider"),
        "division": first(record, "divisionIds"),
        "wrap_up": first(record, "wrapUpCodes"),
    }
    return filled(
        source_call_id=text(record, "recordingId", "id"),
        started_at=record.get("startTime"),
        direction=(text(record, "initialDirection", "direction") or "").lower(),
        agent_id=text(record, "agentId") or first(record, "userIds") or first(record, "agentIds"),
        queue=first(record, "queueIds"),
        business=filled(**house),
    )
