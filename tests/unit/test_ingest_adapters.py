"""What each recording system tells of a call, in a sidecar or in the name."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from qa.errors import MetadataInvalid
from qa.ingest.errors import NameUnmatched
from qa.ingest.source import Adapter, Source
from qa.metadata import CallMetadata, Direction

FIXTURES = Path(__file__).parents[1] / "fixtures"
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
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
