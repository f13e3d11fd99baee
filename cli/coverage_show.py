"""How a day's coverage looks in a terminal, and as JSON."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from qa.coverage import Basis, Closing, Totals
from storage.coverage import Gap

_BASIS = {
    Basis.CDR: "of the calls that the switch listed, and recordings it did not",
    Basis.RECORDINGS: "of the recordings received: the switch listed no calls of this day",
}


def shown(
    day: date,
    zone: ZoneInfo,
    team: str | None,
    totals: Totals,
    gaps: Sequence[Gap],
    closings: Sequence[Closing],
) -> RenderableType:
    """Lay a day's coverage out as a page."""
    whose = f", team {team}" if team else ""
    parts: list[RenderableType] = [
        Text(f"{day} ({zone.key}){whose}: {_of(totals)} inspected {_BASIS[totals.basis]}")
    ]
    if totals.unlisted and totals.listed:
        parts.append(Text(f"{totals.unlisted} recordings are of calls that the switch did not list"))
    parts += [_funnel(totals), *(Text(line) for line in _written(closings, team))]
    if gaps:
        parts.append(_gaps(gaps, zone))
    return Group(*parts)


def written(
    day: date,
    zone: str,
    team: str | None,
    totals: Totals,
    gaps: Sequence[Gap],
    closings: Sequence[Closing],
) -> str:
    """Write a day's coverage as JSON, with the fields of `GET /v1/coverage`."""

    def plain(value: Any) -> Any:
        return TypeAdapter(type(value)).dump_python(value, mode="json")

    report = {
        "day": day.isoformat(),
        "zone": zone,
        "team": team,
        "share": totals.share,
        "totals": plain(totals),
        "written": [
            {
                "number": each.number,
                "at": each.at.isoformat(),
                "zone": each.zone,
                "totals": plain(each.books.of(team)),
            }
            for each in closings
        ],
        "gaps": [plain(gap) for gap in gaps],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _of(totals: Totals) -> str:
    share = "" if totals.share is None else f" ({totals.share:.1%})"
    return f"{totals.numerator} of {totals.denominator}{share}"


def _funnel(totals: Totals) -> Table:
    table = Table("came as far as", "calls", "and no further", box=SIMPLE)
    for each in totals.funnel:
        drops = [f"{drop.calls} {drop.reason}" for drop in totals.drops if drop.reached is each.step]
        table.add_row(each.step, str(each.calls), Text(", ".join(drops)))
    return table


def _written(closings: Sequence[Closing], team: str | None) -> Iterator[str]:
    if not closings:
        yield "The day is not closed yet."
    for each in closings:
        what = f"amendment {each.number}" if each.number else "closed"
        yield f"{what} {each.at:%Y-%m-%d %H:%M} UTC: {_of(each.books.of(team))}"


def _gaps(gaps: Sequence[Gap], zone: ZoneInfo) -> Table:
    table = Table("began", "source", "call", "agent", "recording", "came as far as", "reason", box=SIMPLE)
    for gap in gaps:
        facts = (gap.source, gap.call_id, gap.agent, gap.recording, gap.reached, gap.reason)
        began = gap.started_at.astimezone(zone).strftime("%H:%M:%S")
        table.add_row(began, *(Text(fact or "–") for fact in facts))
    return table
