"""Everything that a house kept in the clear is sealed while it works: resumed, told, and nothing lost on the way."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from qa.content import Original, WhenSealed
from qa.house_events import ContentSealed
from qa.ingest.source import Source
from qa.ingest.sources import WHOLE_BUCKET, Sources
from qa.recording import Stage, State
from storage.errors import ContentKeyUnusable
from storage.plain_sealing import Errand, Sealed, seal_all
from storage.vault import sound_of
from tests.desks import Plan, deliver
from tests.shifts import CALL, drive_again, look, until_idle
from workers.desk import Desk

Lay = Callable[..., Desk]


@pytest.fixture
def open_house(plan: Plan, lay: Lay) -> Desk:
    """A house that sealed nothing when two calls came."""
    desk = lay(replace(plan, sealing=False))
    for name in ("one", "two"):
        deliver(plan, CALL, name, desk.store)
    until_idle(desk)
    assert look(desk, "one").vault is None
    return desk


def errand(desk: Desk, folder: Path, sources: Sources = WHOLE_BUCKET) -> Errand:
    return Errand(desk.store, desk.objects, sources, "bob", desk.now, folder)


def sealing(lay: Lay, plan: Plan) -> Desk:
    return lay(replace(plan, sealing=True))


def test_all_of_it_is_sealed_and_read_as_before(
    plan: Plan, lay: Lay, open_house: Desk, tmp_path: Path
) -> None:
    with open_house.store.read() as unit:
        before = [unit.transcripts.of(name) for name in ("one", "two")]
        receipts = [unit.receipts.get(each.id) for each in unit.evaluations.of("one")]
    desk, told = sealing(lay, plan), list[Sealed]()
    done = seal_all(errand(desk, tmp_path), told.append)
    assert (done.recordings, done.sounds, done.bytes, done.left) == (2, 2, 2 * len(CALL), ())
    assert done.rows >= 2 * 5  # transcript, cues, evaluation, receipt, flags, peaks
    assert told == [done]
    with desk.store.read() as unit:
        assert [unit.transcripts.of(name) for name in ("one", "two")] == before
        assert [unit.receipts.get(each.id) for each in unit.evaluations.of("one")] == receipts
        assert unit.plain.recordings() == ()
    for name in ("one", "two"):
        recording = look(desk, name)
        assert recording.vault is not None
        assert b"".join(sound_of(desk.store, desk.objects, recording).read(0, None)) == CALL
        assert CALL[:64] not in b"".join(desk.objects.get(recording.vault))
    assert seal_all(errand(desk, tmp_path)) == Sealed()
    with desk.store.read() as unit:
        noted = [line for line in unit.audit.of("one") if line.name == ContentSealed.name]
    assert [line.actor for line in noted] == ["bob"]
    drive_again(desk, "one", Stage.INGEST)
    until_idle(desk)
    assert look(desk, "one").state is State.DONE


def test_killed_in_the_middle_it_goes_on_with_what_is_left(
    plan: Plan, lay: Lay, open_house: Desk, tmp_path: Path
) -> None:
    desk = sealing(lay, plan)

    class Killed(Exception):
        """As by a signal."""

    class Dying:
        """Objects that die at the second sound."""

        def __init__(self) -> None:
            self.gets = 0

        def __getattr__(self, name: str) -> object:
            return getattr(desk.objects, name)

        def put(self, *given: object, **named: object) -> object:
            self.gets += 1
            if self.gets == 2:
                raise Killed
            return desk.objects.put(*given, **named)  # type: ignore[arg-type] # as it came

    with pytest.raises(Killed):
        seal_all(replace(errand(desk, tmp_path), objects=Dying()))  # type: ignore[arg-type] # as far as it is asked
    assert [look(desk, name).vault is None for name in ("one", "two")] == [False, True]
    done = seal_all(errand(desk, tmp_path))
    assert (done.recordings, done.rows, done.sounds) == (1, 0, 1)


def test_an_original_that_changed_or_left_is_told_and_stays(
    plan: Plan, lay: Lay, open_house: Desk, tmp_path: Path
) -> None:
    desk = sealing(lay, plan)
    desk.objects.remove("calls/one.wav")
    other = b"".join(desk.objects.get("calls/two.wav"))[:-2] + b"xx"
    desk.objects.put("calls/two.wav", io.BytesIO(other))
    done = seal_all(errand(desk, tmp_path))
    assert done.sounds == 0
    assert [line.partition(":")[0] for line in done.left] == ["one", "two"]
    assert "no longer what was ingested" in done.left[1]
    assert look(desk, "two").vault is None


def test_an_original_leaves_as_its_source_has_it(
    plan: Plan, lay: Lay, open_house: Desk, tmp_path: Path
) -> None:
    desk = sealing(lay, plan)
    sources = Sources((Source(name="tests", original=WhenSealed.REMOVE),))
    seal_all(errand(desk, tmp_path, sources))
    assert look(desk, "one").original is Original.LEAVING


def test_a_house_that_seals_nothing_is_told_so(open_house: Desk, tmp_path: Path) -> None:
    with pytest.raises(ContentKeyUnusable, match="EVERYCALL_SEALING"):
        seal_all(errand(open_house, tmp_path))


def test_the_command_prints_how_far_it_is(
    plan: Plan, open_house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(plan.folder))
    said = CliRunner().invoke(cli, ["keys", "seal", "--actor", "bob"])
    assert said.exit_code == 0, said.output
    assert "2 recordings" in said.output
    assert "2 sounds" in said.output
    monkeypatch.setenv("EVERYCALL_SEALING", "false")
    refused = CliRunner().invoke(cli, ["keys", "seal", "--actor", "bob"])
    assert isinstance(refused.exception, ContentKeyUnusable | SystemExit)
