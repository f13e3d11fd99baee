"""How every database must keep uploads that go straight to the object store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qa.metadata import check
from qa.upload import Upload, abort, begin, complete
from storage.errors import Conflict, NotFound
from storage.uow import Store
from tests.contracts.values import at


def upload(name: str = "u", sha256: str | None = None) -> Upload:
    return begin(
        upload_id=name,
        key=f"uploads/{name}",
        handle="h/1",
        name="通话 1.wav",
        size=5 * 1024**4,
        sha256=sha256,
        source="pbx",
        metadata=check({"queue": "卡"}),
        now=at(0),
        lasting=timedelta(hours=1),
        part_bytes=64 * 1024**2,
    )


def keep(store: Store, value: Upload) -> None:
    with store.begin() as unit:
        unit.uploads.forget(at(10**6))
        unit.uploads.add(value)


class UploadsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_an_upload_comes_back_as_it_was(self, store: Store) -> None:
        keep(store, upload(sha256="a" * 64))
        with store.read() as unit:
            assert unit.uploads.get("u") == upload(sha256="a" * 64)
            assert unit.uploads.told_sha256("uploads/u") == "a" * 64
            assert unit.uploads.told_sha256("uploads/other") is None
            with pytest.raises(NotFound, match="POST /v1/uploads"):
                unit.uploads.get("other")

    def test_whoever_closes_it_first_has_closed_it(self, store: Store) -> None:
        keep(store, upload())
        done = complete(upload(), "r-1")
        with store.begin() as unit:
            unit.uploads.save(done, loaded=upload())
        with pytest.raises(Conflict), store.begin() as unit:
            unit.uploads.save(abort(upload(), at(1)), loaded=upload())
        with store.read() as unit:
            assert unit.uploads.get("u") == done

    def test_what_ended_long_ago_is_forgotten(self, store: Store) -> None:
        keep(store, upload())
        with store.begin() as unit:
            unit.uploads.add(replace(upload("later"), expires_at=at(0) + timedelta(hours=2)))
            assert unit.uploads.forget(at(0) + timedelta(hours=1)) == 0
            assert unit.uploads.forget(at(0) + timedelta(hours=1, seconds=1)) == 1
            assert unit.uploads.get("later").id == "later"
