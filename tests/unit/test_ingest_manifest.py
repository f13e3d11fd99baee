"""Lists of calls in a table."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from qa.ingest import manifest
from qa.ingest.errors import ManifestInvalid
from qa.metadata import CallMetadata, Direction

FIXTURES = Path(__file__).parents[1] / "fixtures"
THERE = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))


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
