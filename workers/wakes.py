"""What wakes the workers: the names of tasks and queues, and how often what recurs is asked for."""

from collections.abc import Collection

from qa.lane import Lane, stages_of
from qa.recording import Stage

SWEEP = "everycall.sweep"
"""The task that wakes again what is due and was not begun."""

TIDY = "everycall.tidy"
"""The task that removes uploads no recording refers to."""

TIDY_SECONDS = 6 * 3600.0
"""How often such uploads are looked for."""

BOOKS = "everycall.books"
"""The task that closes the days."""

BOOKS_SECONDS = 900.0
"""How often it is looked whether a day is to be closed."""

WALK = "everycall.walk"
"""The task that walks the bucket for what no notification told of."""

WALK_SECONDS = 300.0
"""How often it is walked, unless the house says otherwise."""


PURGE = "everycall.purge"
"""The task that executes purges that were approved."""

PURGE_SECONDS = 300.0
"""How often such purges are looked for."""

DELIVER = "everycall.deliver"
"""The task that tells receivers outside what waits for them."""

DELIVER_SECONDS = 15.0
"""How often it is looked for what waits, beside being woken when something begins to."""


def task_name(stage: Stage) -> str:
    """Name a stage's task, which is its queue's name, too."""
    return f"everycall.{stage}"


def queues_of(lanes: Collection[Lane]) -> tuple[str, ...]:
    """Name the queues that workers of some lanes listen to; what recurs needs no GPU."""
    names = tuple(task_name(stage) for stage in stages_of(lanes))
    return (*names, SWEEP) if Lane.CPU in lanes else names
