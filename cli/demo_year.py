"""What `everycall demo seed` and `unseed` do: a made-up year in this house's database, and out of it again."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cli.serve import migrated
from cli.show import console
from config import Settings
from storage.uow import open_store
from synthetic.form import RUBRIC
from synthetic.seed import Order, seed, unseed

TRUTH = "synthetic-year.json"
"""File in the data folder that says what is true of the year."""


def seed_year(calls: int, number: int, until: date | None, *, among_real: bool) -> None:
    """Make a year up, put it into the database, and write down what is true of it.

    Raises:
        Seeded: there is one already.
        RealCalls: there are calls that happened, and it may not stand beside them.
    """
    settings, out, now = Settings(), console(), datetime.now(UTC)
    zone = ZoneInfo(settings.time_zone)
    order = Order(calls, until or now.astimezone(zone).date(), number)
    migrated(settings)
    store = open_store(settings.database_url, settings.data_dir)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    try:
        with Progress(*columns, TimeElapsedColumn(), console=out) as bars:
            bar = bars.add_task("calls", total=1.0)
            truth = seed(
                store,
                order,
                zone=zone,
                now=now,
                progress=lambda what, share: bars.update(bar, description=what, completed=share),
                among_real=among_real,
            )
    finally:
        store.close()
    path = settings.data_dir / TRUTH
    path.write_text(json.dumps(truth, indent=1) + "\n", "utf-8")
    out.print(
        f"{calls:,} made-up calls until {order.until}, seed {number}, judged by {RUBRIC}. They have no sound.\n"
        f"What is true of them  {path}\nTo remove them        everycall demo unseed"
    )


def unseed_year() -> None:
    """Remove the made-up year with all that people did to it."""
    settings = Settings()
    migrated(settings)
    store = open_store(settings.database_url, settings.data_dir)
    try:
        gone = unseed(store, now=datetime.now(UTC))
    finally:
        store.close()
    (settings.data_dir / TRUTH).unlink(missing_ok=True)
    console().print(f"{gone:,} made-up calls are gone; the audit trail tells that they were here.")
