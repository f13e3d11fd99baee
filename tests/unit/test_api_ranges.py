import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ranges import ByteRange, unchanged, wanted
from api.refusals import RangeUnsatisfiable

ETAG = '"abc"'
SIZE = 1000


def ask(header: str | None, if_range: str | None = None, size: int = SIZE) -> ByteRange | None:
    return wanted(header, if_range, size=size, etag=ETAG)


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-499", 0, 499),
        ("bytes=500-", 500, 999),
        ("bytes=-1", 999, 999),
        ("bytes=-1000", 0, 999),
        ("bytes=-5000", 0, 999),
        ("bytes=990-5000", 990, 999),
        ("Bytes = 1 - 2", 1, 2),
        ("bytes=0-99999999999999999999999999", 0, 999),
    ],
)
def test_a_range_within_the_object_is_sent(header: str, first: int, last: int) -> None:
    assert ask(header) == ByteRange(first, last, SIZE)


@pytest.mark.parametrize(
    "header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=9999999999999999999999-"]
)
def test_a_range_past_the_end_is_refused_with_the_size(header: str) -> None:
    with pytest.raises(RangeUnsatisfiable, match="1000") as refusal:
        ask(header)
    assert refusal.value.headers == {"Content-Range": "bytes */1000"}


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-4",
        "items=0-1",
        "bytes=0-1,3-4",
        "bytes=٣-٤",
    ],
)
def test_what_is_no_single_byte_range_gets_the_whole(header: str | None) -> None:
    assert ask(header) is None


@pytest.mark.parametrize(
    ("if_range", "partial"),
    [
        (None, True),
        (ETAG, True),
        (f" {ETAG} ", True),
        ('"other"', False),
        (f"W/{ETAG}", False),
        ("Sat, 21 Nov 2026 08:00:00 GMT", False),
    ],
)
def test_if_range_sends_a_part_of_the_very_same_object_only(if_range: str | None, partial: bool) -> None:
    assert (ask("bytes=0-1", if_range) is not None) is partial


def test_nothing_of_an_empty_object_can_be_sent() -> None:
    for header in ("bytes=0-", "bytes=-1"):
        with pytest.raises(RangeUnsatisfiable):
            ask(header, size=0)


@pytest.mark.parametrize(
    ("held", "same"),
    [
        (None, False),
        ("*", True),
        (ETAG, True),
        (f"W/{ETAG}", True),
        (f'"x", {ETAG}', True),
        ('"x"', False),
        ("", False),
    ],
)
def test_if_none_match_compares_weakly(held: str | None, same: bool) -> None:
    assert unchanged(held, ETAG) is same


@given(st.binary(min_size=1, max_size=200), st.integers(0, 250), st.none() | st.integers(0, 250))
def test_what_a_range_names_is_what_slicing_gives(body: bytes, first: int, last: int | None) -> None:
    header = f"bytes={first}-{'' if last is None else last}"
    try:
        part = ask(header, size=len(body))
    except RangeUnsatisfiable:
        assert first >= len(body)
        return
    if part is None:
        assert last is not None
        assert last < first
        return
    expected = body[first : len(body) if last is None else last + 1]
    assert body[part.first : part.first + part.length] == expected
    assert part.content_range == f"bytes {first}-{first + len(expected) - 1}/{len(body)}"


@given(st.text(max_size=40), st.integers(0, 100))
def test_no_header_whatever_breaks_it(header: str, size: int) -> None:
    try:
        part = ask(header, size=size)
    except RangeUnsatisfiable:
        return
    assert part is None or 0 <= part.first <= part.last < size
