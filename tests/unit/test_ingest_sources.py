from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import MetadataInvalid
from qa.ingest import manifest
from qa.ingest.errors import ManifestInvalid, NameUnmatched, SourcesInvalid, SourceUnknown
from qa.ingest.source import Adapter, Source
from qa.ingest.sources import WHOLE_BUCKET, read
from qa.ingest.template import compiled
from qa.metadata import CallMetadata, Direction

FIXTURES = Path(__file__).parents[1] / "fixtures"
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
THERE = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def sidecar(name: str) -> bytes:
    return (FIXTURES / "sidecars" / name).read_bytes()


@pytest.mark.parametrize(
    ("source", "key", "file", "expected"),
    [
        (
            Source(name="connect", adapter=Adapter.AMAZON_CONNECT),
            "connect/c1_20260301T09:30_UTC.wav",
            "amazon-connect.json",
            CallMetadata(
                source_call_id="c1a7f0de-0000-4000-8000-000000000001",
                started_at=AT,
                direction=Direction.INBOUND,
                agent_id="emma.reed",
                queue="card services",
                team="bank east",
                agent_channel=1,
                business={"product": "credit card", "vip": "yes"},
            ),
        ),
        (
            Source(name="genesys", adapter=Adapter.GENESYS_CLOUD, agent_channel={Direction.INBOUND: 0}),
            "org/year=2026/x.ogg",
            "genesys-cloud_metadata.json",
            CallMetadata(
                source_call_id="7b1c0f7e-0000-4000-8000-00000000000b",
                started_at=AT,
                direction=Direction.INBOUND,
                agent_id="3d4e0f7e-0000-4000-8000-00000000000c",
                queue="5f6a0f7e-0000-4000-8000-00000000000d",
                agent_channel=0,
                business={
                    "conversation_id": "0f2d0f7e-0000-4000-8000-00000000000a",
                    "provider": "edge",
                    "wrap_up": "solved",
                },
            ),
        ),
        (
            Source(name="fs", adapter=Adapter.FREESWITCH, agent_channel={Direction.INBOUND: 1}),
            "x.wav",
            "freeswitch.cdr.json",
            CallMetadata(
                source_call_id="9b6b9f4e-0000-4000-8000-000000000002",
                started_at=AT,
                direction=Direction.INBOUND,
                agent_id="2214",
                queue="cards",
                language="en",
                agent_channel=1,
                business={"hangup_cause": "NORMAL_CLEARING"},
            ),
        ),
        (
            Source(name="pbx", adapter=Adapter.ASTERISK, timezone="Asia/Shanghai"),
            "x.wav",
            "asterisk-inbound.csv",
            CallMetadata(
                source_call_id="1772328600.41",
                started_at=THERE,
                direction=Direction.INBOUND,
                agent_id="2214",
                queue="600",
                business={"disposition": "ANSWERED"},
            ),
        ),
        (
            Source(
                name="pbx",
                adapter=Adapter.ASTERISK,
                timezone="Asia/Shanghai",
                agent_channel={Direction.INBOUND: 1, Direction.OUTBOUND: 0},
            ),
            "x.wav",
            "asterisk-outbound.csv",
            CallMetadata(
                source_call_id="1772328600.43",
                started_at=THERE,
                direction=Direction.OUTBOUND,
                agent_id="2214",
                agent_channel=0,
                business={"disposition": "ANSWERED", "account": "sales"},
            ),
        ),
        (
            Source(name="vcon", adapter=Adapter.VCON, agent_channel=0),
            "call.wav",
            "call.vcon.json",
            CallMetadata(
                source_call_id="018e3b1d-0000-8000-8000-000000000001",
                started_at=AT,
                direction=Direction.INBOUND,
                agent_id="emma@example.org",
                agent_name="Emma Reed",
                agent_channel=1,
                business={"subject": "card fee"},
            ),
        ),
    ],
)
def test_every_adapter_reads_its_sidecar(source: Source, key: str, file: str, expected: CallMetadata) -> None:
    told = source.describe(key, sidecar(file))
    assert told == expected
    assert "15550100" not in told.model_dump_json()  # a customer's number is no reference


@pytest.mark.parametrize(
    ("adapter", "key", "expected"),
    [
        (
            Adapter.AMAZON_CONNECT,
            "connect/acme/CallRecordings/2026/03/01/c1a7-01_20260301T09:30_UTC.wav",
            {"source_call_id": "c1a7-01", "started_at": AT, "agent_channel": 1},
        ),
        (
            Adapter.GENESYS_CLOUD,
            "org/year=2026/month=03/day=01/hour=09/conversation_id=aa-1/bb-2.opus",
            {"source_call_id": "bb-2", "business": {"conversation_id": "aa-1"}},
        ),
        (Adapter.FREESWITCH, "rec/9b6b-4e.wav", {"source_call_id": "9b6b-4e"}),
        (
            Adapter.FREEPBX,
            "2026/03/01/out-15550100-2214-20260301-093000-1772328600.43.wav",
            {
                "source_call_id": "1772328600.43",
                "started_at": THERE,
                "direction": Direction.OUTBOUND,
                "agent_id": "2214",
            },
        ),
        (
            Adapter.FREEPBX,
            "external-2214-15550100-20260301-093000-1772328600.44.wav",
            {
                "source_call_id": "1772328600.44",
                "started_at": THERE,
                "direction": Direction.INBOUND,
                "agent_id": "2214",
            },
        ),
        (
            Adapter.FREEPBX,
            "q-600-15550100-20260301-093000-1772328600.45.wav",
            {
                "source_call_id": "1772328600.45",
                "started_at": THERE,
                "direction": Direction.INBOUND,
                "queue": "600",
            },
        ),
    ],
)
def test_names_are_read_without_a_sidecar(adapter: Adapter, key: str, expected: dict[str, object]) -> None:
    source = Source(name="s", adapter=adapter, timezone="Asia/Shanghai")
    assert source.describe(key, None) == CallMetadata(**expected)  # type: ignore[arg-type] # checked by pydantic


@pytest.mark.parametrize(
    ("adapter", "key"),
    [
        (Adapter.AMAZON_CONNECT, "c1.wav"),
        (Adapter.AMAZON_CONNECT, "c1_20261301T09:30_UTC.wav"),
        (Adapter.GENESYS_CLOUD, "bb.opus"),
        (Adapter.FREEPBX, "hold-1-2-20260301-093000-1.1.wav"),
    ],
)
def test_a_name_that_does_not_read_is_told_with_its_key(adapter: Adapter, key: str) -> None:
    with pytest.raises(NameUnmatched, match=key.replace(".", r"\.")):
        Source(name="s", adapter=adapter, timezone="UTC").describe(key, None)


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


@pytest.mark.parametrize("pattern", ["{key}.json", "{stem}.json", "{folder}meta/{name}.json", "meta/{key}.x"])
@pytest.mark.parametrize("key", ["a.wav", "calls/2026/a b.wav", "calls/a.b.wav", "CALLS/通话.WAV"])
def test_a_sidecar_and_its_recording_find_each_other(pattern: str, key: str) -> None:
    source = Source(name="s", sidecar=pattern)
    beside = source.sidecar_key(key)
    assert not source.is_audio(beside)
    assert key in source.audio_keys(beside)


def test_the_source_with_the_longest_prefix_covers_a_key() -> None:
    found = read("sources:\n- {name: a, prefix: calls/}\n- {name: b, prefix: calls/pbx/}\n")
    assert (found.of("calls/x.wav").name, found.of("calls/pbx/x.wav").name) == ("a", "b")
    with pytest.raises(SourceUnknown, match=r"'other/x\.wav'"):
        found.of("other/x.wav")
    assert WHOLE_BUCKET.of("other/x.wav").name == "bucket"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "s.yaml:2: no valid YAML"),
        ("sources: []", "s.yaml:1: sources: is empty"),
        ("sources:\n- {name: a}\n- {name: a, prefix: x}", "s.yaml:3: sources[2].name: “a” is taken"),
        (
            "sources:\n- name: a\n  prefixx: b",
            "s.yaml:3: sources[1].prefixx: is no field here; did you mean `prefix`?",
        ),
        ("sources:\n- name: A", "s.yaml:2: sources[1].name: “A” is no name"),
        ("sources:\n- name: a\n  timezone: Mars", "s.yaml:3: sources[1].timezone: “Mars” is no time zone"),
        ("sources:\n- name: a\n  adapter: freepbx", "s.yaml:2: sources[1]: timezone is missing"),
        ("sources:\n- name: a\n  template: x", "s.yaml:3: sources[1].template: has no field"),
        ("sources:\n- name: a\n  sidecar: '{name}.json'", "s.yaml:3: sources[1].sidecar: must have {key}"),
        (
            "sources:\n- name: a\n  sidecar: '{stem}.wav'",
            "s.yaml:2: sources[1]: sidecar has an ending of recordings",
        ),
        ("sources:\n- name: a\n  facts: {agent_id: 7}", "s.yaml:2: sources[1]: facts: agent_id is 7"),
    ],
)
def test_a_file_of_sources_at_fault_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(SourcesInvalid) as refusal:
        read(text, "s.yaml")
    assert any(problem.startswith(told) for problem in refusal.value.problems), refusal.value.problems


@pytest.mark.parametrize(
    ("adapter", "data", "told"),
    [
        (Adapter.GENESYS_CLOUD, b'{"mediaType": "Screen"}', "mediaType is 'Screen'"),
        (Adapter.FREESWITCH, b"{}", "variables is missing"),
        (Adapter.FREESWITCH, b'{"variables": {"start_epoch": "noon"}}', "start_epoch is 'noon'"),
        (Adapter.ASTERISK, b"a,b,c", "lines of 3 columns"),
        (Adapter.ASTERISK, b"", "lines of none columns"),
        (Adapter.VCON, b'{"payload": "x", "signatures": []}', "signed or encrypted"),
        (Adapter.VCON, b'{"uuid": "u", "parties": [], "dialog": []}', "dialog has 0 recordings"),
        (Adapter.AMAZON_CONNECT, b"[]", "JSON list"),
        (Adapter.AMAZON_CONNECT, b'{"InitiationTimestamp": "noon"}', "started_at is 'noon'"),
    ],
)
def test_a_sidecar_at_fault_is_refused(adapter: Adapter, data: bytes, told: str) -> None:
    with pytest.raises(MetadataInvalid) as refusal:
        Source(name="s", adapter=adapter, timezone="UTC").describe("x.wav", data)
    assert told in str(refusal.value)


def test_a_manifest_is_read() -> None:
    first, second = manifest.read((FIXTURES / "manifests" / "calls.csv").read_bytes())
    assert (first.key, first.line) == ("2026/a.wav", 2)
    assert first.metadata == CallMetadata(
        source_call_id="c-1",
        started_at=THERE,
        direction=Direction.INBOUND,
        agent_id="2214",
        agent_channel=0,
        queue="cards",
        language="zh",
        business={"product": "card, gold", "balance": -35.5, "vip": True, "code": "007"},
    )
    assert (second.key, second.line, second.metadata.business) == ("通话/b.wav", 4, {"balance": 12})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ("line 1: there is no column `key`; name the columns in the first line",)),
        ("key,agent", ("line 1: column 'agent' is not known: did you mean 'agent_id'?",)),
        ("key,queue,queue", ("line 1: column 'queue' stands there twice",)),
        (
            "key,agent_channel,language\na,2,en\n,0,en\nb,0\nc,1,fr\nd,,\nd,,\n",
            (
                "line 2: agent_channel is '2': Input should be a valid integer",
                "line 3: key is empty: name the audio",
                "line 4: it has 2 cells under 3 columns",
                "line 5: language is 'fr': write zh or en, or leave it out",
                "line 7: key 'd' stands in line 6, too",
            ),
        ),
    ],
)
def test_a_manifest_at_fault_is_told_line_by_line(text: str, told: tuple[str, ...]) -> None:
    with pytest.raises(ManifestInvalid) as refusal:
        manifest.read(text.encode())
    assert refusal.value.problems == told
