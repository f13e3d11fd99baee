"""What becomes of a recording whose sidecar comes late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qa.metadata import CallMetadata
from qa.recording import Recording, Stage, State, describe, receive

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def recording() -> Recording:
    return receive(recording_id="r", source="s", key="k", metadata=CallMetadata(), now=NOON)


def test_one_that_waits_for_it_is_due_at_once(recording: Recording) -> None:
    waiting = replace(recording, next_attempt_at=NOON + timedelta(hours=1))
    assert describe(waiting, CallMetadata(queue="q"), now=LATER).next_attempt_at == LATER


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (CallMetadata(queue="q"), Stage.SCORE),
        (CallMetadata(agent_channel=1), Stage.TRANSCRIBE),
        (CallMetadata(language="zh"), Stage.TRANSCRIBE),
    ],
)
def test_one_that_is_done_is_judged_again(recording: Recording, facts: CallMetadata, stage: Stage) -> None:
    done = replace(recording, stage=Stage.SCORE, state=State.DONE)
    again = describe(done, facts, now=LATER)
    assert (again.metadata, again.stage, again.state) == (facts, stage, State.WAITING)


@pytest.mark.parametrize("state", [State.WORKING, State.FAILED, State.NOT_SCORABLE])
def test_any_other_only_knows_more(recording: Recording, state: State) -> None:
    other = replace(recording, stage=Stage.TRANSCRIBE, state=state)
    facts = CallMetadata(queue="q")
    assert describe(other, facts, now=LATER) == replace(other, metadata=facts)
