"""Calls of the switch, from CSV."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from qa.cdr import MOST_PROBLEMS, SwitchCall, read
from qa.errors import CdrInvalid
from qa.metadata import Direction

HEADER = "source,call_id,started_at,duration,agent,team,direction,recorded,trunk"


def problems(*rows: str, **options: object) -> tuple[str, ...]:
    with pytest.raises(CdrInvalid) as refused:
        list(read(rows, **options))  # type: ignore[arg-type]
    return refused.value.problems


def test_every_fact_is_read_and_other_columns_are_passed_over() -> None:
    (call,) = read([HEADER, "pbx,c1,2026-03-01T09:30:00+08:00,61.5,a7,Loans,Inbound,yes,SIP/4"])
    assert call == SwitchCall(
        source="pbx",
        call_id="c1",
        started_at=datetime(2026, 3, 1, 1, 30, tzinfo=UTC),
        duration=61.5,
        agent="a7",
        team="Loans",
        direction=Direction.INBOUND,
        recorded=True,
    )


def test_what_is_empty_is_not_known() -> None:
    (call,) = read([HEADER, "pbx,c1,2026-03-01T09:30:00Z,,,,,,"])
    assert (call.duration, call.agent, call.team, call.direction, call.recorded) == (None,) * 5


def test_names_source_and_zone_may_be_given_apart() -> None:
    rows = ["\ufeffuniqueid,calldate".lstrip("\ufeff"), "17.4,2026-03-01 09:30:00"]
    columns = {"call_id": "uniqueid", "started_at": "calldate"}
    (call,) = read(rows, source="asterisk", zone=ZoneInfo("Asia/Shanghai"), columns=columns)
    assert (call.source, call.call_id) == ("asterisk", "17.4")
    assert call.started_at == datetime(2026, 3, 1, 1, 30, tzinfo=UTC)


def test_everything_wrong_is_told_at_once_by_line() -> None:
    found = problems(
        HEADER,
        "pbx,c1,2026-03-01T09:30:00Z,-1,,,,,",
        "pbx,,2026-03-01T09:30:00,,,,sideways,perhaps,",
        "pbx,c3,yesterday,,,,,,",
        "pbx,c4,2026-03-01T09:30:00Z,nan,,,,,",
        "pbx,c5,2026-03-01T09:30:00Z,5,,,,,",
        "pbx,c5,2026-03-01T09:30:00Z,6,,,,,",
    )
    assert [problem.split(":")[0] for problem in found] == ["line 2"] + ["line 3"] * 4 + [
        "line 4",
        "line 5",
        "line 7",
    ]
    assert any("call_id is empty" in each for each in found)
    assert any("has no time zone" in each for each in found)
    assert "stands above with other facts" in found[-1]


def test_a_repeated_row_is_no_problem() -> None:
    row = "pbx,c1,2026-03-01T09:30:00Z,,,,,,"
    assert len(set(read([HEADER, row, row]))) == 1


def test_a_missing_column_is_told_with_the_nearest_name() -> None:
    found = problems("source,callid,started_at", "pbx,c1,2026-03-01T09:30:00Z")
    assert found == ("line 1: there is no column 'call_id' for call_id; did you mean 'callid'?",)
    assert "no fact of a call" in problems(HEADER, columns={"colour": "x"})[-1]


@pytest.mark.parametrize("rows", [(), ("",)])
def test_an_empty_file_is_refused(rows: tuple[str, ...]) -> None:
    assert len(problems(*rows)) == 3


def test_a_broken_quote_is_located() -> None:
    assert problems(HEADER, 'pbx,"c1"x,2026-03-01T09:30:00Z')[0].startswith("line 2: is no CSV")


def test_problems_beyond_the_limit_are_counted() -> None:
    found = problems(HEADER, *["pbx,,2026-03-01T09:30:00Z,,,,,,"] * (MOST_PROBLEMS + 5))
    assert (len(found), found[-1]) == (MOST_PROBLEMS + 1, "and 5 more")
