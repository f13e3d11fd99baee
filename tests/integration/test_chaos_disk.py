"""The disk under database, objects and scratch is full while the workers work, and has room again later."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import (
    PATIENT,
    check_audio,
    deliver_some,
    log,
    tell,
    wait_for_another,
    wait_until,
)
from tests.integration.disks import filled, small_disk
from tests.launched import Launched

CALLS = 8


def test_a_disk_that_is_full_for_a_while_delays_and_loses_nothing(
    tmp_path: Path, migrated_sqlite: bytes
) -> None:
    with small_disk(tmp_path / "small", "6m") as folder:
        (folder / "everycall.db").write_bytes(migrated_sqlite)
        (folder / "log").symlink_to(tmp_path / "log")  # so that it can be told that the disk was full
        plan = Plan(folder, seconds=0.3)
        plan = replace(plan, patience=replace(plan.patience, house_wait=0.3))
        store = plan.store()
        full: Counter[str] = Counter()

        def met() -> int:
            return (tmp_path / "log").read_text().count("make room")

        with closing(store), closing(Launched()) as houses:
            sent = deliver_some(plan, store, CALLS)
            houses.start(plan)
            for _ in range(2):
                wait_for_another(plan, "the disk is full")
                with filled(folder):
                    full["disk full"] += 1
                    before = met()
                    wait_until("somebody meets the full disk", lambda: met() > before, plan)  # noqa: B023 called at once
            assert settled(store, CALLS, seconds=PATIENT), log(plan)
            check_each_done_once(store)
            check_audio(plan, sent)
            tell(store, full, plan, CALLS)
