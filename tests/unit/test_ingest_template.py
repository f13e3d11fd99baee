"""Names that a template reads, and templates that cannot be read."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import MetadataInvalid
from qa.ingest.errors import NameUnmatched
from qa.ingest.source import Source
from qa.ingest.template import compiled
from qa.metadata import CallMetadata, Direction

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
THERE = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
TEMPLATE = "{agent_id}_{started_at:%Y%m%d%H%M%S}_{source_call_id}.wav"


def test_a_template_reads_names() -> None:
    source = Source(name="s", template=TEMPLATE, timezone="Asia/Shanghai", direction=Direction.INBOUND)
    told = source.describe("2026/a-7_20260301093000_c_1.x.wav", None)
    assert told == CallMetadata(
        agent_id="a-7", started_at=THERE, source_call_id="c_1.x", direction=Direction.INBOUND
    )


@pytest.mark.parametrize(
    "key",
    [
        "_20260301093000_c.wav",
        "a_b_20260301093000_c.wav",
        "a_20260301093000_.wav",
        "a_2026_c.wav",
        "a_20260231093000_c.wav",
        "a_20260301093000_c.mp3",
        "a_20260301093000_c.wav.tmp",
    ],
)
def test_a_template_that_does_not_match_is_never_a_blank_agent(key: str) -> None:
    source = Source(name="s", template=TEMPLATE, timezone="UTC")
    for beside in (None, b'{"queue": "cards"}'):
        with pytest.raises(NameUnmatched) as refusal:
            source.describe(f"calls/{key}", beside)
        assert repr(f"calls/{key}") in str(refusal.value)


_WORD = st.from_regex(r"[A-Za-z0-9.+ -]{1,12}", fullmatch=True).filter(lambda word: word.strip() == word)


@given(agent=_WORD, call=_WORD, at=st.datetimes(AT.replace(tzinfo=None), timezones=st.just(SHANGHAI)))
def test_what_is_written_by_a_template_is_read_back(agent: str, call: str, at: datetime) -> None:
    moment = at.replace(microsecond=0)
    name = f"{agent}_{moment:%Y%m%d%H%M%S}_{call}.wav"
    told = compiled(TEMPLATE).read(name, SHANGHAI)
    assert told == {
        "agent_id": agent,
        "started_at": moment,
        "source_call_id": call,
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("call.wav", "has no field"),
        ("{agent}.wav", "{agent}, which is unknown"),
        ("{agent_id}{queue}.wav", "nothing between {agent_id}"),
        ("{agent_id}_{agent_id}.wav", "twice"),
        ("{agent_id-x}_{queue}", "brace without its partner"),
        ("{started_at}.wav", "how started_at is written"),
        ("{agent_id:%Y}.wav", "no other field"),
        ("{started_at:%y%m%d%H%M}.wav", "with %y"),
        ("{started_at:%Y%m%d}.wav", "without %Y, %m, %d"),
    ],
)
def test_a_template_at_fault_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"has|must|writes") as refusal:
        compiled(text)
    assert told in str(refusal.value)


def test_moments_may_be_written_as_seconds_or_with_a_zone() -> None:
    assert compiled("{started_at:%s}-{_}.wav").read("1772357400.5-x.wav", SHANGHAI)[
        "started_at"
    ] == AT.replace(microsecond=500000)
    zoned = compiled("{started_at:%Y%m%dT%H%M%z}.wav").read("20260301T0930+0800.wav", UTC)
    assert zoned["started_at"] == THERE


def test_words_for_directions_are_understood_and_others_refused() -> None:
    source = Source(
        name="s", template="{direction}-{source_call_id}.wav", agent_channel={Direction.OUTBOUND: 1}
    )
    assert source.describe("OUT-1.wav", None) == CallMetadata(
        direction=Direction.OUTBOUND, source_call_id="1", agent_channel=1
    )
    with pytest.raises(MetadataInvalid, match="direction is 'sideways'"):
        source.describe("sideways-1.wav", None)
