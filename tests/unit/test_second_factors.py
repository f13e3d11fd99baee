"""The secret of a second factor lies sealed, and who cannot open it loses nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qa.account import Account
from storage.codec import Codec
from storage.house_keys import HouseKeys, Sealing
from storage.uow import Store, open_store
from tests.contracts.people import account

SECRET = "JBSWY3DPEHPK3PXP"


def opened(folder: Path, key: str = "content.key") -> Store:
    store = open_store("", folder, sealing=Sealing(HouseKeys(folder / key)))
    store.upgrade()
    return store


def row(folder: Path) -> tuple[str, bytes | None]:
    with closing(sqlite3.connect(folder / "everycall.db")) as lines:
        body, sealed = lines.execute("SELECT body, sealed FROM people").fetchone()
    return body, sealed


def test_it_lies_sealed(tmp_path: Path) -> None:
    with opened(tmp_path).begin() as unit:
        unit.people.add(account(totp=SECRET, totp_on=True))
    body, sealed = row(tmp_path)
    assert SECRET not in body
    assert sealed is not None
    assert SECRET.encode() not in sealed


def test_one_from_before_is_sealed_at_its_next_use(tmp_path: Path) -> None:
    store, plain = opened(tmp_path), account(totp=SECRET, totp_on=True)
    with store.begin() as unit:
        unit.people.add(account())
    with closing(sqlite3.connect(tmp_path / "everycall.db")) as lines, lines:
        lines.execute("UPDATE people SET body = ?", (Codec(Account).encode(plain),))
    with store.begin() as unit:
        assert unit.people.get("p-emma") == plain
        unit.people.save(plain)
    body, sealed = row(tmp_path)
    assert SECRET not in body
    assert sealed is not None


def test_without_the_houses_key_it_stays_as_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    known = account(totp=SECRET, totp_on=True)
    with opened(tmp_path).begin() as unit:
        unit.people.add(known)
    with opened(tmp_path, key="lost.key").begin() as unit:
        (found,) = unit.people.all()
        assert (found.totp, found.totp_on) == ("", True)
        unit.people.save(found)  # as a sign-in by a recovery code does
    assert "cannot be read" in caplog.text
    with opened(tmp_path).read() as unit:
        assert unit.people.look_up("p-emma") == known
