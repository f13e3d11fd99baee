"""Workers in processes of their own, which a test may kill."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from tests.desks import Plan


class Launched:
    """Houses of workers, each a process group of its own; `close` leaves nothing of them."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, plan: Plan, *words: str, count: int = 2) -> subprocess.Popen[bytes]:
        """Start a house: Celery workers where the plan has a broker, else workers that ask the database.

        Args:
            plan: of the house; what the workers say goes into its file `log`.
            words: of Celery's command line.
            count: how many workers.
        """
        name = f"house-{len(self.running)}"
        told = ("-c", str(count), "-n", name, "-s", str(plan.folder / name), *words)
        main = f"celery_main({plan!r}, *{told!r})"
        if not plan.broker_url:
            main = f"crew_main({plan!r}, {count})"
        program = f"from tests.desks import *; from pathlib import *; {main}"
        with (plan.folder / "log").open("ab") as log:
            self.running.append(
                subprocess.Popen(
                    [sys.executable, "-c", program], stdout=log, stderr=log, start_new_session=True
                )
            )
        return self.running[-1]

    def kill(self, house: subprocess.Popen[bytes]) -> None:
        """Kill all processes of a house at once."""
        with suppress(ProcessLookupError):
            os.killpg(house.pid, signal.SIGKILL)
        house.wait()

    def kill_oldest(self) -> None:
        """Kill the oldest house that lives."""
        alive = [house for house in self.running if house.poll() is None]
        if alive:
            self.kill(alive[0])

    def close(self) -> None:
        """Kill every house."""
        for house in self.running:
            self.kill(house)
