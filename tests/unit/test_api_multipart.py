from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.multipart import Form
from api.refusals import BodyUnreadable, RequestInvalid, UploadBrokenOff

KIND = "multipart/form-data; boundary=b0undary"


def form(*parts: tuple[str, bytes]) -> bytes:
    made = b"".join(
        b'--b0undary\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (name.encode(), body)
        for name, body in parts
    )
    return made + b"--b0undary--\r\n"


def chunked(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


def read(body: bytes, size: int = 7, kind: str = KIND) -> list[tuple[str, bytes]]:
    return [(part.name, part.read()) for part in Form(kind, chunked(body, size))]


@given(
    st.lists(st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.binary(max_size=200)), max_size=4),
    st.integers(1, 300),
)
def test_parts_come_out_as_they_went_in_however_the_body_is_cut(
    parts: list[tuple[str, bytes]], size: int
) -> None:
    parts = [(name, body) for name, body in parts if b"--b0undary" not in body]
    assert read(form(*parts), size) == parts


@given(st.binary(max_size=300), st.integers(1, 50), st.integers(1, 50))
def test_a_part_is_read_in_pieces_no_longer_than_asked_for(body: bytes, size: int, chunk: int) -> None:
    (part,) = Form(KIND, chunked(form(("audio", body)), chunk))
    assert part.read(1) == b""  # the loop that found it has skipped it
    for part in Form(KIND, chunked(form(("audio", body)), chunk)):
        pieces = list(iter(lambda: part.read(size), b""))  # noqa: B023 read within this turn of the loop
        assert b"".join(pieces) == body
        assert all(0 < len(piece) <= size for piece in pieces)


@given(st.binary(max_size=60), st.integers(1, 80), st.integers(1, 50))
def test_what_is_looked_at_is_still_to_be_read(body: bytes, size: int, chunk: int) -> None:
    for part in Form(KIND, chunked(form(("audio", body)), chunk)):
        assert part.peek(size) == body[:size]
        assert part.peek(1) == body[:1]
        assert part.read() == body


def test_what_is_not_read_is_skipped() -> None:
    names = [part.name for part in Form(KIND, chunked(form(("a", b"x" * 100), ("b", b"y")), 9))]
    assert names == ["a", "b"]


@given(st.integers(0, 91))
def test_a_body_that_breaks_off_is_told(length: int) -> None:
    whole = form(("audio", b"sound" * 5)).removesuffix(b"--\r\n")
    with pytest.raises(UploadBrokenOff):
        read(whole[:length])


def test_an_epilogue_is_ignored() -> None:
    assert read(form(("audio", b"x")) + b"anything at all" * 10) == [("audio", b"x")]


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "application/json",
        "multipart/form-data",
        "multipart/mixed; boundary=b0undary",
        "multipart/form-data; boundary=" + "x" * 300,
    ],
)
def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(BodyUnreadable, match="multipart/form-data"):
        read(form(("audio", b"x")), kind=kind)


@pytest.mark.parametrize(
    "body",
    [b"no boundary here", b"--b0undary\r\nbad header\r\n\r\n", b"--b0undary\r\n" + b"X-A: b\r\n" * 10_000],
)
def test_a_broken_form_is_refused(body: bytes) -> None:
    with pytest.raises(BodyUnreadable, match="broken"):
        read(body)


def test_a_part_without_a_name_is_refused() -> None:
    with pytest.raises(RequestInvalid, match="no name"):
        read(b"--b0undary\r\nContent-Type: text/plain\r\n\r\nx\r\n--b0undary--\r\n")
