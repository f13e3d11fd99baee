"""FreeSWITCH: recordings named after the call's UUID, and what `mod_json_cdr` writes as sidecars.

The module writes values percent-encoded unless told otherwise
(https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_json_cdr_3966024/).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import unquote

from qa.errors import MetadataInvalid
from qa.ingest.export import MAX_EXPORT_BYTES, filled, part, text
from qa.metadata import fields_of

TEMPLATE = "{source_call_id}.wav"
SIDECAR = "{stem}.cdr.json"


def read(sidecar: bytes, _: tzinfo) -> dict[str, Any]:
    """Read a CDR.

    Raises:
        MetadataInvalid: it is no JSON object, or has no `variables`.
    """
    told = part(fields_of(sidecar, MAX_EXPORT_BYTES), "variables")
    if not told:
        raise MetadataInvalid(("variables is missing: send the file as mod_json_cdr writes it",))
    return filled(
        source_call_id=_word(told, "uuid"),
        started_at=_start(told),
        direction=_word(told, "direction"),
        agent_id=(_word(told, "cc_agent", "user_name") or "").partition("@")[0],
        queue=(_word(told, "cc_queue") or "").partition("@")[0],
        language=_word(told, "default_language"),
        business=filled(hangup_cause=_word(told, "hangup_cause")),
    )


def _word(told: Mapping[str, Any], *names: str) -> str | None:
    found = text(told, *names)
    return unquote(found) if found else None


def _start(told: Mapping[str, Any]) -> datetime | None:
    seconds = _word(told, "start_epoch")
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MetadataInvalid((f"start_epoch is {seconds!r}: must be seconds since 1970",)) from error
