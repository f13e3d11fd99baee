"""What waits, in seconds of audio."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.backlog import (
    BYTES_A_SECOND,
    UNSIZED_SECONDS,
    Listened,
    Pace,
    Pile,
    audio_seconds,
    oldest_by_lane,
    pace,
    seconds_by_lane,
)
from qa.lane import LANES, Lane, stages_of
from qa.recording import Stage, State
from tests.contracts.values import at


def pile(stage: Stage = Stage.INGEST, source: str = "pbx", received: float = 0, **fields: object) -> Pile:
    made = {"count": 1, "seconds": 0.0, "bytes": 0, "unsized": 0} | fields
    return Pile(source, stage, State.WAITING, True, oldest=at(received), **made)  # type: ignore[arg-type] # by name


def test_every_stage_has_a_lane_and_every_lane_its_stages() -> None:
    assert set(LANES) == set(Stage)
    assert stages_of([Lane.GPU]) == (Stage.TRANSCRIBE,)
    assert stages_of([Lane.CPU]) == (Stage.INGEST, Stage.SCORE)
    assert stages_of(Lane) == tuple(Stage)


def test_an_unknown_length_is_estimated_from_bytes_and_where_these_are_unknown_guessed() -> None:
    known = pace([Listened("pbx", 32_000, 2.0), Listened("pbx", 32_000, 2.0), Listened("crm", 8_000, 2.0)])
    assert audio_seconds(pile(seconds=5.0, bytes=32_000), known) == 7.0
    assert audio_seconds(pile(source="crm", bytes=8_000), known) == 2.0
    assert audio_seconds(pile(source="new", bytes=24_000), known) == pytest.approx(2.0)  # 72,000 bytes in 6 s
    assert audio_seconds(pile(unsized=2), known) == 2 * UNSIZED_SECONDS
    assert pace([]) == Pace({}, BYTES_A_SECOND)
    assert pace([Listened("odd", 0, 4.0)]).of("odd") == BYTES_A_SECOND


def test_piles_add_up_by_the_machines_they_need() -> None:
    piles = [
        pile(Stage.INGEST, seconds=1.0, received=5),
        pile(Stage.TRANSCRIBE, seconds=10.0, received=3),
        pile(Stage.SCORE, seconds=100.0, received=2),
        pile(Stage.TRANSCRIBE, bytes=16_000, received=4),
    ]
    assert seconds_by_lane(piles, pace([])) == {Lane.CPU: 101.0, Lane.GPU: 11.0}
    assert oldest_by_lane(piles, now=at(10)) == {Lane.CPU: 8.0, Lane.GPU: 7.0}
    assert seconds_by_lane([], pace([])) == {Lane.CPU: 0, Lane.GPU: 0}
    assert oldest_by_lane([], now=at(10)) == {Lane.CPU: 0, Lane.GPU: 0}


@given(
    st.lists(
        st.builds(
            pile,
            st.sampled_from(Stage),
            seconds=st.floats(0, 1e6),
            bytes=st.integers(0, 10**9),
            unsized=st.integers(0, 9),
        ),
        max_size=9,
    )
)
def test_no_audio_is_lost_or_counted_twice(piles: list[Pile]) -> None:
    known = pace([Listened("pbx", 8_000, 1.0)])
    assert sum(seconds_by_lane(piles, known).values()) == pytest.approx(
        sum(audio_seconds(each, known) for each in piles)
    )
