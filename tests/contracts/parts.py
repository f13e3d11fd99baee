"""What every object store must do with uploads in parts; each test class names the store it runs against."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest

from storage.errors import (
    KeyInvalid,
    ObjectMissing,
    ObjectsRefused,
    PartsMissing,
)
from storage.objects import Objects, join_parts
from storage.stream import CHUNK_BYTES
from tests.contracts.objects import content


def put_part(objects: Objects, key: str, handle: str, number: int, body: bytes) -> int:
    """Put a part as an uploader does; gives the status, where the store has addresses of its own."""
    address = objects.address(key, handle, number, lasting=timedelta(minutes=5))
    if address is not None:
        return httpx.put(address, content=body).status_code
    try:
        objects.put_part(key, handle, number, io.BytesIO(body), size=len(body))
    except ObjectMissing:
        return 404
    return 200


class PartsContract:
    """Subclasses bring a fixture `objects`, prepared and empty."""

    KEY = "uploads/通话 1+2%20"
    FIRST, LAST = b"\x5a" * (5 * CHUNK_BYTES), b"last"

    def test_parts_in_any_order_become_one_object(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        assert put_part(objects, self.KEY, handle, 2, b"wrong") == 200
        assert put_part(objects, self.KEY, handle, 2, self.LAST) == 200
        assert put_part(objects, self.KEY, handle, 1, self.FIRST) == 200
        sizes = [len(self.FIRST), len(self.LAST)]
        assert objects.parts(self.KEY, handle, sizes) == {1: sizes[0], 2: sizes[1]}
        assert list(objects.list()) == []
        objects.join(self.KEY, handle, sizes)
        assert content(objects.get(self.KEY)) == self.FIRST + self.LAST
        assert handle not in {each.handle for each in objects.unfinished("")}

    def test_one_small_part_is_enough(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        objects.join(self.KEY, handle, [len(self.LAST)])
        assert content(objects.get(self.KEY)) == self.LAST

    def test_what_is_missing_or_of_another_size_is_named_and_nothing_is_joined(
        self, objects: Objects
    ) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        with pytest.raises(PartsMissing) as caught:
            objects.join(self.KEY, handle, [5, 7])
        assert caught.value.problems == (
            "part 1 has 4 bytes instead of 5; PUT it again",
            "part 2 did not come; PUT its 7 bytes at its address",
        )
        with pytest.raises(ObjectMissing):
            objects.stat(self.KEY)
        assert objects.parts(self.KEY, handle, [5, 7]) == {1: 4}
        objects.forget_parts(self.KEY, handle)

    def test_once_joined_the_addresses_are_void(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        objects.join(self.KEY, handle, [4])
        assert put_part(objects, self.KEY, handle, 1, b"evil") == 404
        assert content(objects.get(self.KEY)) == self.LAST

    def test_joined_twice_it_is_the_same_object(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        for _ in range(2):
            join_parts(objects, self.KEY, handle, [4])
        assert content(objects.get(self.KEY)) == self.LAST

    def test_joined_at_once_it_is_the_same_object(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.FIRST)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: join_parts(objects, self.KEY, handle, [len(self.FIRST)]), range(4)))
        assert content(objects.get(self.KEY)) == self.FIRST

    def test_what_was_forgotten_is_gone(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        for _ in range(2):
            objects.forget_parts(self.KEY, handle)
        assert put_part(objects, self.KEY, handle, 1, self.LAST) == 404
        assert handle not in {each.handle for each in objects.unfinished("")}
        with pytest.raises(ObjectMissing):
            join_parts(objects, self.KEY, handle, [4])

    def test_forgetting_parts_that_were_joined_changes_nothing(self, objects: Objects) -> None:
        handle = objects.begin(self.KEY)
        put_part(objects, self.KEY, handle, 1, self.LAST)
        objects.join(self.KEY, handle, [4])
        objects.forget_parts(self.KEY, handle)
        assert content(objects.get(self.KEY)) == self.LAST

    @pytest.mark.parametrize("handle", ["", "nonsense", "../data", "0" * 32])
    def test_a_handle_nobody_gave_leads_nowhere(self, objects: Objects, handle: str) -> None:
        objects.put(self.KEY, io.BytesIO(b"kept"))
        with pytest.raises((ObjectMissing, ObjectsRefused)):
            objects.parts(self.KEY, handle, [4])
        with suppress(ObjectsRefused):
            objects.forget_parts(self.KEY, handle)
        assert content(objects.get(self.KEY)) == b"kept"

    def test_lists_what_is_unfinished_under_a_prefix(self, objects: Objects) -> None:
        begun = {key: objects.begin(key) for key in ("uploads/1", "calls/1", "uploads/2")}
        found = {each.key: each.handle for each in objects.unfinished("uploads/")}
        assert found == {key: begun[key] for key in ("uploads/1", "uploads/2")}
        assert all(each.begun_at.tzinfo for each in objects.unfinished(""))
        for key, handle in begun.items():
            objects.forget_parts(key, handle)

    @pytest.mark.parametrize("key", ["", "/a", "a/../b", "a\x00b", "x" * 1025])
    def test_begins_nothing_under_a_key_no_store_can_hold(self, objects: Objects, key: str) -> None:
        with pytest.raises(KeyInvalid):
            objects.begin(key)
