"""What every unit test may ask for; what takes long to import is imported by the fixture that needs it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desks import Plan
    from workers.desk import Desk


@pytest.fixture
def plan(data_dir: Path) -> "Plan":
    from tests.desks import Plan

    return Plan(data_dir)


@pytest.fixture
def lay(plan: "Plan") -> Iterator[Callable[..., "Desk"]]:
    """Lays desks, each with a presence of its own."""
    from tests.shifts import laying

    with laying(plan) as make:
        yield make
