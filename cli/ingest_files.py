"""What `everycall ingest validate` does with files: tell their kind, read them, print what was understood."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from qa.errors import QaError
from qa.ingest import events, manifest, sources
from qa.ingest.source import Adapter, Source
from qa.metadata import parse

SIDECAR, MANIFEST, EVENTS, SOURCES = "sidecar", "manifest", "events", "sources"
KINDS = (
    SIDECAR,
    MANIFEST,
    EVENTS,
    SOURCES,
    *(each.value for each in Adapter if each is not Adapter.EVERYCALL),
)

_MOST_SHOWN = 20
"""Lines of a manifest or notification that are printed; the JSON has all."""


def validate_files(files: Sequence[Path], kind: str | None, timezone: str, *, as_json: bool) -> bool:
    """Read files and print what they say.

    Args:
        files: there.
        kind: one of `KINDS`; None where it is to be told from each file.
        timezone: of moments that name none.
        as_json: print one JSON list instead.

    Returns:
        Whether all of them can be used.
    """
    told = [_told(file, kind, timezone) for file in files]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for each in told:
            _show(each)
    return not any(each["problems"] for each in told)


def _told(file: Path, kind: str | None, timezone: str) -> dict[str, Any]:
    data = file.read_bytes()
    found = kind or _kind(file, data)
    said: dict[str, Any] = {"file": str(file), "kind": found, "understood": [], "problems": []}
    try:
        said["understood"] = _understood(found, file, data, timezone)
    except QaError as refusal:
        said["problems"] = list(getattr(refusal, "problems", (str(refusal),)))
    return said


def _kind(file: Path, data: bytes) -> str:
    """Tell a file's kind by its name, or by the fields that only one kind has."""
    if file.suffix in {".yaml", ".yml"}:
        return SOURCES
    if file.suffix == ".csv":
        first = data.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
        columns = {name.strip() for name in first.split(",")}
        return Adapter.ASTERISK if first.startswith('"') and manifest.KEY not in columns else MANIFEST
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return SIDECAR
    if not isinstance(body, Mapping):
        return SIDECAR
    marks = {
        "vcon": Adapter.VCON,
        "ContactId": Adapter.AMAZON_CONNECT,
        "conversationId": Adapter.GENESYS_CLOUD,
        "core-uuid": Adapter.FREESWITCH,
        **dict.fromkeys(("Records", "event_type", "detail-type", "Event", "TopicArn"), EVENTS),
    }
    return next((kind for mark, kind in marks.items() if mark in body), SIDECAR)


def _understood(kind: str, file: Path, data: bytes, timezone: str) -> list[dict[str, Any]]:
    """Read one file.

    Raises:
        QaError: it cannot be used.
        typer.BadParameter: the time zone is none.
    """
    if kind == EVENTS:
        return [
            {
                "bucket": d.bucket,
                "key": d.key,
                "size": d.size,
                "etag": d.etag,
                "moment": d.moment and str(d.moment),
            }
            for d in events.read(data)
        ]
    if kind == MANIFEST:
        return [{"key": entry.key} | entry.metadata.facts() for entry in manifest.read(data)]
    if kind == SOURCES:
        text = data.decode("utf-8-sig", "replace")
        found = sources.read(text, file.name).all
        return [source.model_dump(mode="json", exclude_defaults=True) for source in found]
    if kind == SIDECAR:
        return [parse(data).facts()]
    try:
        source = Source(name="file", adapter=Adapter(kind), timezone=timezone)
    except ValidationError as error:
        raise typer.BadParameter(f"{timezone!r} is no time zone; write one as Asia/Shanghai") from error
    return [source.describe(file.name, data).facts()]


def _show(told: Mapping[str, Any]) -> None:
    understood, problems = told["understood"], told["problems"]
    head = f"{told['file']}: {told['kind']}"
    if problems:
        print(f"{head}, {len(problems)} thing{'s' if len(problems) > 1 else ''} wrong")
        for problem in problems:
            print(f"  ✗ {problem}")
        return
    print(f"{head}, understood" + (f": {len(understood)} entries" if len(understood) != 1 else ""))
    for entry in understood[:_MOST_SHOWN]:
        for place, (name, value) in enumerate((n, v) for n, v in entry.items() if v is not None):
            print(f"  {'-' if place == 0 else ' '} {name}: {value}")
    if len(understood) > _MOST_SHOWN:
        print(f"  … and {len(understood) - _MOST_SHOWN} more")
