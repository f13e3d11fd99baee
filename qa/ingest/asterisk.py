"""Plain Asterisk and FreePBX: names that MixMonitor is given, and lines of the CDR as sidecars.

The line is what `cdr_csv` writes to `Master.csv`
(https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/): 16 to 18 columns. Who called whom
stands in the channels: `PJSIP/2214-0000002a` is extension 2214.
"""

import csv
import re
from datetime import datetime, tzinfo
from typing import Any

from qa.errors import MetadataInvalid
from qa.ingest.export import filled
from qa.metadata import MAX_SIDECAR_BYTES, Direction

SIDECAR = "{key}.csv"
_COLUMNS = (
    *(
        "accountcode",
        "src",
        "dst",
        "dcontext",
        "clid",
        "channel",
        "dstchannel",
        "lastapp",
        "lastdata",
        "start",
    ),
    *("answer", "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield"),
)
_FEWEST = 17
"""Columns up to the unique id; without it a line belongs to no call."""

_EXTENSION = re.compile(r"(?:PJSIP|SIP|IAX2|Local|DAHDI)/(?P<name>[0-9]{2,6})(?:@[^/]*)?-[0-9a-f]+(?:;[12])?")
_KINDS = {
    "out": Direction.OUTBOUND,
    "external": Direction.INBOUND,
    "in": Direction.INBOUND,
    "q": Direction.INBOUND,
    "rg": Direction.INBOUND,
    "internal": Direction.INTERNAL,
    "exten": Direction.INTERNAL,
}
"""How FreePBX begins the name of a recording."""

_FREEPBX = re.compile(
    r"(?P<kind>[a-z]+)-(?P<to>[^-]+)-(?P<by>[^-]+)-(?P<day>\d{8})-(?P<time>\d{6})-(?P<id>[\d.]+)\.\w+"
)


def read(sidecar: bytes, zone: tzinfo) -> dict[str, Any]:
    """Read one line of the CDR.

    Raises:
        MetadataInvalid: it is not one line of `cdr_csv`.
    """
    if len(sidecar) > MAX_SIDECAR_BYTES:
        raise MetadataInvalid((f"it is {len(sidecar)} bytes long; send the one line of this call",))
    try:
        lines = [line for line in csv.reader(sidecar.decode("utf-8-sig").splitlines(), strict=True) if line]
    except (UnicodeDecodeError, csv.Error) as error:
        raise MetadataInvalid((f"it is no CSV in UTF-8 ({error})",)) from error
    if len(lines) != 1 or not _FEWEST <= len(lines[0]) <= len(_COLUMNS):
        counts = ", ".join(str(len(line)) for line in lines) or "none"
        wanted = "send the one line that cdr_csv writes for this call, with its unique id (loguniqueid = yes)"
        raise MetadataInvalid((f"it has lines of {counts} columns; {wanted}",))
    told = dict(zip(_COLUMNS, (value.strip() for value in lines[0]), strict=False))
    caller, called = _extension(told["channel"]), _extension(told["dstchannel"])
    return filled(
        source_call_id=told["uniqueid"],
        started_at=_moment(told["start"], zone),
        direction=_direction(caller, called),
        agent_id=caller if caller and not called else called,
        queue=told["lastdata"].split(",")[0] if told["lastapp"] == "Queue" else None,
        business=filled(disposition=told["disposition"], account=told["accountcode"]),
    )


def freepbx(name: str, zone: tzinfo) -> dict[str, Any] | None:
    """Read a name as FreePBX gives it, where the first word says which of two numbers is the agent's.

    Calls to a queue, a ring group or a number name no agent: their CDR does. Numbers of customers are left out.
    Gives None where the name is no such name.
    """
    match = _FREEPBX.fullmatch(name)
    if match is None or match["kind"] not in _KINDS:
        return None
    kind = match["kind"]
    started = _moment(f"{match['day']}{match['time']}", zone, "%Y%m%d%H%M%S")
    return filled(
        source_call_id=match["id"],
        started_at=started,
        direction=_KINDS[kind],
        agent_id={
            "out": match["by"],
            "external": match["to"],
            "internal": match["to"],
            "exten": match["to"],
        }.get(kind),
        queue=match["to"] if kind in {"q", "rg"} else None,
    )


def _extension(channel: str) -> str | None:
    match = _EXTENSION.fullmatch(channel)
    return match["name"] if match else None


def _direction(caller: str | None, called: str | None) -> Direction | None:
    if caller and called:
        return Direction.INTERNAL
    if caller:
        return Direction.OUTBOUND
    return Direction.INBOUND if called else None


def _moment(text: str, zone: tzinfo, style: str = "%Y-%m-%d %H:%M:%S") -> datetime:
    try:
        return datetime.strptime(text, style).replace(tzinfo=zone)
    except ValueError as error:
        raise MetadataInvalid((f"started_at is {text!r}: must be a moment written as {style}",)) from error
