"""vCon, the IETF's container for conversations (https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/).

Read are the parties and the one recording among the dialogs. The agent is the party whose `role` is agent; where
the recording names its parties in order, their places are the channels.
"""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from qa.errors import MetadataInvalid
from qa.ingest.export import MAX_EXPORT_BYTES, filled, text
from qa.metadata import Direction, fields_of

SIDECAR = "{stem}.vcon.json"
_CHANNELS = 2


def read(sidecar: bytes, _: tzinfo) -> dict[str, Any]:
    """Read an unsigned vCon.

    Raises:
        MetadataInvalid: it is no vCon, is signed or encrypted, or has no recording, or more than one.
    """
    told = fields_of(sidecar, MAX_EXPORT_BYTES)
    if "payload" in told or "ciphertext" in told:
        raise MetadataInvalid(("it is a signed or encrypted vCon: send the plain one",))
    parties, dialogs = told.get("parties"), told.get("dialog")
    if (
        not isinstance(parties, list)
        or not isinstance(dialogs, list)
        or not isinstance(told.get("uuid"), str)
    ):
        raise MetadataInvalid(("uuid, parties or dialog is missing: send a vCon",))
    recordings = [each for each in dialogs if isinstance(each, Mapping) and each.get("type") == "recording"]
    if len(recordings) != 1:
        raise MetadataInvalid((f"dialog has {len(recordings)} recordings: send one vCon for each",))
    recording = recordings[0]
    agent, place = _agent(parties, recording)
    return filled(
        source_call_id=told["uuid"],
        started_at=recording.get("start") or told.get("created_at"),
        direction=_direction(recording, place),
        agent_id=_name(agent),
        agent_name=text(agent, "name"),
        agent_channel=_channel(recording, place),
        business=filled(subject=text(told, "subject")),
    )


def _agent(parties: Sequence[Any], recording: Mapping[str, Any]) -> tuple[Mapping[str, Any], int | None]:
    places = [
        n
        for n, p in enumerate(parties)
        if isinstance(p, Mapping) and str(p.get("role", "")).lower() == "agent"
    ]
    heard = recording.get("parties")
    if len(places) > 1 and isinstance(heard, list):
        places = [place for place in places if place in heard]
    if len(places) > 1:
        raise MetadataInvalid((f"parties {places} are all agents: say in the recording who is heard in it",))
    return (parties[places[0]], places[0]) if places else ({}, None)


def _name(agent: Mapping[str, Any]) -> str | None:
    return text(agent, "uuid") or (text(agent, "mailto") or "").removeprefix("mailto:") or text(agent, "name")


def _channel(recording: Mapping[str, Any], place: int | None) -> int | None:
    heard = recording.get("parties")
    if isinstance(heard, list) and len(heard) == _CHANNELS and heard.count(place) == 1:
        return heard.index(place)
    return None


def _direction(recording: Mapping[str, Any], place: int | None) -> Direction | None:
    caller = recording.get("originator")
    if place is None or not isinstance(caller, int):
        return None
    return Direction.OUTBOUND if caller == place else Direction.INBOUND
