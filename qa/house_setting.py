"""What an administrator turned on in the house, and why; whatever was never turned on is off."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qa.errors import SwitchedOff


class SettingName(StrEnum):
    """What can be turned on.

    `leaderboards`: supervisors and leads see agents ranked.
    """

    LEADERBOARDS = "leaderboards"


@dataclass(frozen=True, slots=True)
class HouseSetting:
    """How one stands.

    Attributes:
        name: which.
        on: whether it is turned on.
        reason: why it was changed last; empty where it never was.
        by: id of who did.
        at: when; null where it never was.
    """

    name: SettingName
    on: bool = False
    reason: str = ""
    by: str = ""
    at: datetime | None = None


def must_be_on(setting: HouseSetting) -> None:
    """Insist that something is turned on.

    Raises:
        SwitchedOff: it is not.
    """
    if not setting.on:
        raise SwitchedOff(
            f"There are no {setting.name} in this house: an administrator turns them on with "
            f"PUT /v1/house-settings/{setting.name}, and says why."
        )
