"""How every database must keep what is sealed: shut to whoever has the rows only, and gone once its key is."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Connection, Table, select, update

from qa.bare import bare_card, bare_flag
from qa.content import Layer
from qa.flag import Flag, FlagKind
from scoring.ports import Verdict
from storage import database, tables
from storage.errors import ContentAltered, ContentErased, ContentKeyUnusable, StorageError
from storage.house_keys import HouseKeys, Sealing
from storage.keeping_tables import content_keys
from storage.uow import Store, Unit
from tests.contracts.steps import add, heard
from tests.contracts.values import at, evaluation, recording

WORDS = "您好，这里是客服。"
CALL = ("rec-0001", Layer.TRANSCRIPT)


def raw(store: Store, change: Callable[[Connection], Any]) -> Any:
    """Do what somebody does who has the rows, and not the house's key."""
    with database.writing(store._engine) as connection, connection.begin():
        return change(connection)


def rows_of(store: Store, table: Table) -> Sequence[Any]:
    """Read a table as it lies there."""
    return cast("Sequence[Any]", raw(store, lambda connection: connection.execute(select(table)).all()))


def another(store: Store, sealing: Sealing | None) -> Store:
    """Open the same database with another key."""
    return Store(store._engine, sealing=sealing)


def said(store: Store) -> None:
    """Store a call with all that holds words."""
    add(store, recording())
    with store.begin() as unit:
        unit.transcripts.add(heard())
        unit.evaluations.add(evaluation())
        unit.answers.keep("tr-1", {"q": Verdict(True, ("您好",), "坐席问候了。")}, now=at(1))
        unit.flags.replace("rec-0001", (Flag(FlagKind.UNDECIDED, "greeting: 您好 was said"),))


def readers(unit: Unit) -> tuple[Callable[[], object], ...]:
    """Every way to read words."""
    return (
        lambda: unit.transcripts.get("tr-1"),
        lambda: unit.transcripts.of("rec-0001"),
        lambda: unit.evaluations.get(evaluation().id),
        lambda: unit.answers.of("tr-1"),
        lambda: unit.flags.of(["rec-0001"]),
    )


class SealingContract:
    """Subclasses bring the fixtures `store` (empty, upgraded, sealing) and `tmp_path` (where its key lies)."""

    def test_no_word_stands_in_any_column(self, store: Store) -> None:
        said(store)
        for table in (tables.transcripts, tables.cues, tables.evaluations, tables.answers, tables.flags):
            for row in rows_of(store, table):
                columns = [part.encode() if isinstance(part, str) else part for part in row]
                held = b"".join(bytes(part) for part in columns if isinstance(part, bytes | memoryview))
                assert "您好".encode() not in held
                assert row.sealed is not None

    def test_rows_from_before_are_read_and_new_ones_sealed(self, store: Store) -> None:
        said(another(store, None))
        with store.read() as unit:
            before = [read() for read in readers(unit)]
        assert WORDS in str(before[0])
        with store.begin() as unit:
            unit.transcripts.add(heard(2, digest="bb"))
        rows = raw(store, lambda c: c.execute(select(tables.transcripts.c.sealed)).scalars().all())
        assert sorted(sealed is None for sealed in rows) == [False, True]

    def test_what_is_swapped_or_altered_does_not_open(self, store: Store) -> None:
        said(store)
        with store.begin() as unit:
            unit.transcripts.add(heard(2, digest="bb"))
        table = tables.transcripts
        sealed = dict(
            raw(store, lambda c: [tuple(r) for r in c.execute(select(table.c.id, table.c.sealed)).all()])
        )
        flipped = bytearray(sealed["tr-1"])
        flipped[-1] ^= 1
        for bad in (sealed["tr-2"], bytes(flipped), sealed["tr-1"][:-1], b"\x01", b""):
            statement = update(table).where(table.c.id == "tr-1").values(sealed=bad)
            raw(store, partial(Connection.execute, statement=statement))
            with store.read() as unit, pytest.raises(ContentAltered, match=r"rec-0001.*backup"):
                unit.transcripts.get("tr-1")

    def test_a_key_of_another_recording_opens_nothing(self, store: Store) -> None:
        said(store)
        add(store, recording(2))
        with store.begin() as unit:
            unit.keys.to_seal("rec-0002", Layer.TRANSCRIPT)
        other = raw(
            store,
            lambda c: (
                c.execute(select(content_keys.c.wrapped).where(content_keys.c.recording_id == "rec-0002"))
            ).scalar_one(),
        )
        mine = content_keys.c.recording_id == "rec-0001"
        raw(store, lambda c: c.execute(update(content_keys).where(mine).values(wrapped=other)))
        with store.read() as unit, pytest.raises(ContentKeyUnusable, match="was altered"):
            unit.transcripts.get("tr-1")

    def test_an_erased_key_erases_for_ever(self, store: Store) -> None:
        said(store)
        with store.begin() as unit:
            unit.keys.erase(*CALL, purge="p-1", now=at(9))
            unit.keys.erase(*CALL, purge="p-2", now=at(99))
        with store.read() as unit:
            for read in readers(unit):
                with pytest.raises(ContentErased, match=r"transcript of recording rec-0001 .* purge p-1"):
                    read()
        with pytest.raises(ContentErased), store.begin() as unit:
            unit.transcripts.add(heard(2, digest="bb"))
        with pytest.raises(ContentErased), another(store, None).begin() as unit:
            unit.transcripts.add(heard(2, digest="bb"))

    def test_without_the_key_nothing_opens_and_none_is_made(self, store: Store, tmp_path: Path) -> None:
        said(store)
        missing, wrong = HouseKeys(tmp_path / "missing.key"), HouseKeys(tmp_path / "wrong.key")
        wrong.make()
        for sealing, why in (
            (None, "no content key was given"),
            (Sealing(missing), "cannot be read"),
            (Sealing(wrong), "bring that file back"),
        ):
            with (
                another(store, sealing).read() as unit,
                pytest.raises((ContentKeyUnusable, StorageError), match=why),
            ):
                unit.transcripts.get("tr-1")
        add(store, recording(2))
        with (
            pytest.raises(ContentKeyUnusable, match="No other is made"),
            another(store, Sealing(missing)).begin() as unit,
        ):
            unit.keys.to_seal("rec-0002", Layer.AUDIO)
        assert not missing.exists

    def test_the_houses_key_is_changed_under_all(self, store: Store, tmp_path: Path) -> None:
        said(store)
        with store.begin() as unit:
            unit.keys.to_seal("rec-0001", Layer.AUDIO)
            (use,) = unit.keys.uses()
        before = tmp_path / "before.key"
        before.write_bytes(_key_file(store).read_bytes())
        after = HouseKeys(tmp_path / "after.key")
        after.make()
        both = another(store, Sealing(HouseKeys(after.path, [before])))
        with both.begin() as unit:
            assert unit.transcripts.get("tr-1")  # before it is changed, too
            assert unit.keys.rotate(limit=1) == 1
        with both.begin() as unit:
            assert unit.keys.rotate() == 1
            assert unit.keys.rotate() == 0
            assert [(each.by, each.keys) for each in unit.keys.uses()] == [(after.present, use.keys)]
        with another(store, Sealing(after)).read() as unit:
            assert WORDS in str(unit.transcripts.get("tr-1"))

    def test_what_remains_has_no_words(self, store: Store) -> None:
        said(store)
        row = raw(store, lambda c: c.execute(select(tables.evaluations)).one())
        again = raw(store, lambda c: c.execute(update(tables.evaluations).values(sealed=None)))
        assert again.rowcount == 1
        raw(store, lambda c: c.execute(update(tables.flags).values(sealed=None)))
        with store.read() as unit:
            found, flags = unit.evaluations.get(row.id), unit.flags.of(["rec-0001"])["rec-0001"]
        assert found.scorecard == bare_card(evaluation().scorecard)
        assert [flag.why for flag in flags] == [bare_flag(flags[0]).why] == [""]
        assert [f.outcome for f in found.scorecard.findings] == [
            f.outcome for f in evaluation().scorecard.findings
        ]


def _key_file(store: Store) -> Path:
    sealing = store._sealing
    assert sealing is not None
    assert sealing.keys.path.stat().st_mode & 0o777 == 0o600
    return sealing.keys.path
