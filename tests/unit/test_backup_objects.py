"""Objects copied into a folder, and brought back."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.backup import INDEX, bring_back, read_index, save
from storage.errors import ObjectMissing, StorageUnavailable
from storage.folder import FolderObjects
from storage.objects import Stat


class Shop(FolderObjects):
    """A store that was asked for what it lists too late, or that goes away in the middle."""

    gone: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()

    def stat(self, key: str) -> Stat:
        if key in self.gone:
            raise ObjectMissing(key)
        if key in self.away:
            raise StorageUnavailable("gone fishing")
        return super().stat(key)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    opened = Shop(tmp_path / "shop")
    opened.prepare()
    for key in ("a", "b/c.wav", "通话.wav"):
        opened.put(key, io.BytesIO(key.encode() * 700_000), content_type="audio/wav", metadata={"team": key})
    return opened


def everything(store: FolderObjects) -> dict[str, tuple[bytes, str, object]]:
    def one(key: str) -> tuple[bytes, str, object]:
        stat = store.stat(key)
        return b"".join(store.get(key)), stat.content_type, stat.metadata

    return {stat.key: one(stat.key) for stat in store.list()}


def test_what_was_saved_comes_back_as_it_was(shop: Shop, tmp_path: Path) -> None:
    done = save(shop, tmp_path / "copy")
    assert (done.copied, done.kept) == (3, 0)
    back = FolderObjects(tmp_path / "back")
    assert bring_back(tmp_path / "copy", back).problems == ()
    assert everything(back) == everything(shop)


def test_only_what_changed_is_copied_again(shop: Shop, tmp_path: Path) -> None:
    save(shop, tmp_path / "copy")
    shop.put("a", io.BytesIO(b"new"))
    shop.remove("b/c.wav")
    done = save(shop, tmp_path / "copy")
    assert (done.copied, done.kept, done.size) == (1, 1, 3)
    assert {entry.key for entry in read_index(tmp_path / "copy")} == {"a", "通话.wav"}
    back = FolderObjects(tmp_path / "back")
    bring_back(tmp_path / "copy", back)
    assert everything(back) == everything(shop)


def test_what_is_removed_meanwhile_is_left_out(shop: Shop, tmp_path: Path) -> None:
    shop.gone = frozenset({"a"})
    assert save(shop, tmp_path / "copy").copied == 2


def test_a_copy_that_was_cut_off_leaves_the_one_before(shop: Shop, tmp_path: Path) -> None:
    save(shop, tmp_path / "copy")
    before = (tmp_path / "copy" / INDEX).read_bytes()
    shop.put("b/c.wav", io.BytesIO(b"new"))
    shop.away = frozenset({"b/c.wav"})
    with pytest.raises(StorageUnavailable):
        save(shop, tmp_path / "copy")
    assert (tmp_path / "copy" / INDEX).read_bytes() == before


def test_what_is_gone_from_the_copy_is_told_of(shop: Shop, tmp_path: Path) -> None:
    save(shop, tmp_path / "copy")
    FolderObjects(tmp_path / "copy").remove("a")
    done = bring_back(tmp_path / "copy", FolderObjects(tmp_path / "back"))
    assert done.copied == 2
    assert done.problems == ("a is gone from the copy.",)


def test_a_folder_without_a_copy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match=INDEX):
        bring_back(tmp_path, FolderObjects(tmp_path / "back"))


def test_chunks_of_any_size_are_copied_whole(shop: Shop, tmp_path: Path) -> None:
    class Odd(Shop):
        def get(self, key: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
            whole = b"".join(super().get(key, start=start, length=length))
            return iter([whole[:1], b"", whole[1:3_000], whole[3_000:]])

    save(Odd(tmp_path / "shop"), tmp_path / "copy")
    assert everything(FolderObjects(tmp_path / "copy")) == everything(shop)
