"""Uploads that go to the object store by themselves, as pure state changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import UploadExpired, UploadOver
from qa.metadata import CallMetadata
from qa.upload import MOST_PARTS, Upload, UploadState, abort, begin, check_open, complete

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def upload(**changes: Any) -> Upload:
    facts: dict[str, Any] = {
        "upload_id": "u",
        "key": "uploads/u",
        "handle": "h",
        "name": "a.wav",
        "size": 10,
        "sha256": None,
        "source": "s",
        "metadata": CallMetadata(),
        "now": NOON,
        "lasting": HOUR,
        "part_bytes": 4,
    }
    return begin(**(facts | changes))


@given(st.integers(1, 10**12), st.integers(1, 10**9))
def test_parts_cover_the_file_once_and_are_no_more_than_s3_takes(size: int, part_bytes: int) -> None:
    parts = upload(size=size, part_bytes=part_bytes * 1000).parts
    assert sum(part.size for part in parts) == size
    assert len(parts) <= MOST_PARTS
    assert parts[0].start == 0
    assert all(one.start + one.size == other.start for one, other in pairwise(parts))
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert all(part.size == parts[0].size for part in parts[:-1])


def test_it_is_open_until_its_time_is_over() -> None:
    made = upload()
    check_open(made, NOON + HOUR - timedelta(microseconds=1))
    assert made.state_at(NOON + HOUR) is UploadState.EXPIRED
    with pytest.raises(
        UploadExpired, match=r"'a\.wav' expired at 2026-03-01T13:00:00\+00:00; begin a new one"
    ):
        check_open(made, NOON + HOUR)


def test_one_that_became_a_recording_is_over_for_good() -> None:
    done = complete(upload(), "r-1")
    assert done.state_at(NOON + 2 * HOUR) is UploadState.COMPLETED
    for change in (lambda: check_open(done, NOON), lambda: abort(done, NOON)):
        with pytest.raises(UploadOver, match="completed before and is recording r-1"):
            change()


def test_one_that_was_aborted_may_be_aborted_again_and_not_used() -> None:
    gone = abort(upload(), NOON)
    assert abort(gone, NOON) == gone == replace(upload(), state=UploadState.ABORTED)
    with pytest.raises(UploadOver, match="aborted before; begin a new one"):
        check_open(gone, NOON)
