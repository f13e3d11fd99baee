"""What every object store must do; each test class names the store it runs against."""

import hashlib
import io
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.errors import (
    KeyInvalid,
    ObjectIncomplete,
    ObjectMissing,
    ObjectTooLarge,
    RangeInvalid,
)
from storage.objects import Objects, check_key
from storage.stream import CHUNK_BYTES

ODD_KEYS = [
    "a",
    "a/b",
    "A",
    "a b",
    "a%20b",
    "a+b",
    "%2e",
    ".hidden",
    "a~",
    "a+/b",
    "a/b~",
    " lead",
    "trail ",
    "通话/录音 %+ 1.wav",
    "é",
    "e\u0301",
    "q?x=1&y#z",
    "\"'<>;=:@,$!*()[]{}|^`",
    "/".join(["x" * 200] * 5),
    "录" * 80,
]

properties = settings(
    max_examples=25,
    database=None,  # an example that fails on one store need not fail on the next
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
"""For properties that every store has: the same test runs against each."""

_letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
_part = st.text(st.sampled_from("abAB %+~._-录é/") | _letters, min_size=1, max_size=12)


def _fits(key: str) -> bool:
    try:
        check_key(key)
    except KeyInvalid:
        return False
    return True


keys = _part.filter(_fits)


class Endless:
    """A stream of `size` bytes that is never in memory as a whole."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int, /) -> bytes:
        chunk = b"\x5a" * min(size, self.left)
        self.left -= len(chunk)
        return chunk


class Breaking:
    """A stream that fails after some bytes, as an upload whose sender goes away."""

    def __init__(self, size: int) -> None:
        self._inner = Endless(size)

    def read(self, size: int, /) -> bytes:
        chunk = self._inner.read(size)
        if not chunk:
            raise ConnectionResetError("the sender went away")
        return chunk


def content(chunks: Iterator[bytes]) -> bytes:
    return b"".join(chunks)


class ObjectsContract:
    """Subclasses bring a fixture `objects`, prepared and empty."""

    def test_gives_back_what_was_put(self, objects: Objects) -> None:
        body = bytes(range(256)) * 5000
        put = objects.put(
            "calls/one.wav", io.BytesIO(body), content_type="audio/wav", metadata={"by": "录音 1"}
        )
        assert put.size == len(body)
        assert put.sha256 == hashlib.sha256(body).hexdigest()
        assert content(objects.get("calls/one.wav")) == body
        stat = objects.stat("calls/one.wav")
        assert (stat.size, stat.content_type, dict(stat.metadata)) == (
            len(body),
            "audio/wav",
            {"by": "录音 1"},
        )
        assert stat.modified_at.tzinfo is not None

    def test_an_empty_object_is_an_object(self, objects: Objects) -> None:
        objects.put("empty", io.BytesIO(b""))
        assert objects.stat("empty").size == 0
        assert content(objects.get("empty")) == b""

    def test_replaces_as_a_whole(self, objects: Objects) -> None:
        objects.put("k", io.BytesIO(b"first, and longer"))
        objects.put("k", io.BytesIO(b"second"))
        assert content(objects.get("k")) == b"second"

    @pytest.mark.parametrize(
        ("start", "length", "expected"),
        [
            (0, None, b"0123456789"),
            (3, None, b"3456789"),
            (3, 4, b"3456"),
            (9, 1, b"9"),
            (8, 99, b"89"),
            (0, 0, b""),
            (5, 0, b""),
        ],
    )
    def test_reads_ranges(self, objects: Objects, start: int, length: int | None, expected: bytes) -> None:
        objects.put("k", io.BytesIO(b"0123456789"))
        assert content(objects.get("k", start=start, length=length)) == expected

    def test_who_has_enough_reads_no_further(self, objects: Objects) -> None:
        objects.put("k", Endless(2 * CHUNK_BYTES + 1))
        opened = objects.get("k")
        assert next(opened) == b"\x5a" * CHUNK_BYTES
        opened.close()
        opened.close()
        assert content(opened) == b""
        assert len(content(objects.get("k"))) == 2 * CHUNK_BYTES + 1

    @pytest.mark.parametrize("start", [10, 11, -1])
    def test_refuses_a_range_after_the_end_at_the_call(self, objects: Objects, start: int) -> None:
        objects.put("k", io.BytesIO(b"0123456789"))
        with pytest.raises(RangeInvalid, match="10 bytes") as caught:
            objects.get("k", start=start)
        assert caught.value.size == 10

    def test_says_at_the_call_what_is_missing(self, objects: Objects) -> None:
        with pytest.raises(ObjectMissing, match="nothing/here"):
            objects.get("nothing/here")
        with pytest.raises(ObjectMissing, match="nothing/here"):
            objects.stat("nothing/here")
        objects.put("folder/file", io.BytesIO(b"x"))
        with pytest.raises(ObjectMissing):
            objects.stat("folder")
        with pytest.raises(ObjectMissing):
            objects.stat("folder/file/deeper")

    def test_forgets(self, objects: Objects) -> None:
        objects.put("k", io.BytesIO(b"x"))
        objects.remove("k")
        objects.remove("k")
        with pytest.raises(ObjectMissing):
            objects.stat("k")
        assert list(objects.list()) == []

    def test_lists_by_prefix(self, objects: Objects) -> None:
        for key in ("a/1", "a/2", "ab", "b/1", "录/一"):
            objects.put(key, io.BytesIO(key.encode()))
        assert sorted(stat.key for stat in objects.list()) == ["a/1", "a/2", "ab", "b/1", "录/一"]
        assert sorted(stat.key for stat in objects.list("a")) == ["a/1", "a/2", "ab"]
        assert sorted(stat.key for stat in objects.list("a/")) == ["a/1", "a/2"]
        assert [(stat.key, stat.size) for stat in objects.list("录")] == [("录/一", 7)]
        assert list(objects.list("zzz")) == []

    def test_holds_odd_keys_apart(self, objects: Objects) -> None:
        for key in ODD_KEYS:
            objects.put(key, io.BytesIO(key.encode()))
        for key in ODD_KEYS:
            assert content(objects.get(key)) == key.encode()
        assert sorted(stat.key for stat in objects.list()) == sorted(ODD_KEYS)

    @properties
    @given(key=keys, body=st.binary(max_size=64), facts=st.dictionaries(st.sampled_from(["a", "b-c"]), _part))
    @example(key="..a/b..", body=b"", facts={})
    def test_any_key_comes_back(self, objects: Objects, key: str, body: bytes, facts: dict[str, str]) -> None:
        objects.put(key, io.BytesIO(body), metadata=facts)
        assert content(objects.get(key)) == body
        assert dict(objects.stat(key).metadata) == facts
        assert [stat.key for stat in objects.list(key) if stat.key == key] == [key]
        objects.remove(key)

    @pytest.mark.parametrize(
        "key",
        [
            "",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a\x00b",
            "a\nb",
            "\x7f",
            "a\\b",
            " ",
            "\u3000",
            "x" * 1025,
            "录" * 342,
            "\ud800",
        ],
    )
    def test_refuses_keys_that_stores_would_rewrite(self, objects: Objects, key: str) -> None:
        with pytest.raises(KeyInvalid):
            objects.put(key, io.BytesIO(b"x"))
        with pytest.raises(KeyInvalid):
            objects.get(key)
        with pytest.raises(KeyInvalid):
            objects.stat(key)
        with pytest.raises(KeyInvalid):
            objects.remove(key)

    @pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 17 * CHUNK_BYTES])
    def test_a_known_length_is_kept_to(self, objects: Objects, size: int) -> None:
        assert objects.put("k", Endless(size), size=size).size == size
        assert objects.stat("k").size == size

    @pytest.mark.parametrize("brought", [0, 9, 11, 5 * CHUNK_BYTES])
    def test_refuses_a_stream_that_is_not_as_long_as_it_said(self, objects: Objects, brought: int) -> None:
        objects.put("k", io.BytesIO(b"former"))
        with pytest.raises(ObjectIncomplete, match="named 10 bytes"):
            objects.put("k", Endless(brought), size=10)
        assert content(objects.get("k")) == b"former"

    @pytest.mark.parametrize("told", [True, False])
    def test_refuses_what_is_too_large_and_keeps_nothing(self, objects: Objects, told: bool) -> None:
        size = 17 * CHUNK_BYTES + 1
        with pytest.raises(ObjectTooLarge, match="17825792 bytes accepted"):
            objects.put("k", Endless(size), size=size if told else None, limit=size - 1)
        with pytest.raises(ObjectMissing):
            objects.stat("k")
        assert objects.put("k", Endless(size - 1), limit=size - 1).size == size - 1

    def test_a_sender_that_goes_away_leaves_nothing(self, objects: Objects) -> None:
        with pytest.raises(Exception):  # noqa: B017, PT011 what it raises is the sender's own
            objects.put("k", Breaking(17 * CHUNK_BYTES))
        with pytest.raises(ObjectMissing):
            objects.stat("k")
        assert list(objects.list()) == []

    def test_preparing_twice_changes_nothing(self, objects: Objects) -> None:
        objects.put("k", io.BytesIO(b"x"))
        objects.prepare()
        assert content(objects.get("k")) == b"x"
