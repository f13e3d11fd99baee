"""What went wrong with a recording, whose fault it is, and how long to wait before the next try."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Whose fault a problem is; this alone decides what happens next.

    `recording`: the same bytes fail again, so it ends at once. `chance`: it may go better next time, for a
    few tries. `house`: a full disk, a missing model, an object store that is away: every recording would
    fail alike, so it waits as long as that lasts and costs no try.
    """

    RECORDING = "recording"
    CHANCE = "chance"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a stage did not succeed.

    Attributes:
        code: stable name for machines, as `asr.not_audio`.
        message: what was wrong, where, and what to do.
        fault: whose.
    """

    code: str
    message: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try again.

    Attributes:
        tries: failures by chance at one stage before it is final.
        losses: workers that die over one stage before it is final.
        free_losses: that many are tried again at once: a house may be restarted while it works.
        first_wait: seconds before the second try.
        growth: each later wait is this much longer.
        longest_wait: seconds; no wait is longer.
        house_wait: seconds between tries while the house is at fault, or workers keep dying.
    """

    tries: int = 4
    losses: int = 20
    free_losses: int = 3
    first_wait: float = 5.0
    growth: float = 4.0
    longest_wait: float = 900.0
    house_wait: float = 30.0

    def wait(self, fault: Fault, tries: int) -> float:
        """Say how many seconds to wait after the `tries`-th failure."""
        if fault is Fault.HOUSE:
            return self.house_wait
        steps = min(max(tries - 1, 0), 32)
        return min(self.longest_wait, self.first_wait * self.growth**steps)

    def wait_lost(self, losses: int) -> float:
        """Say how many seconds to wait after the `losses`-th worker was lost."""
        return 0.0 if losses <= self.free_losses else self.house_wait
