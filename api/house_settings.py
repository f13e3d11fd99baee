"""What an administrator turns on in the house."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.sources import Word
from qa.access import Action
from qa.house_events import SettingChanged
from qa.house_setting import HouseSetting, SettingName

router = APIRouter(prefix="/v1/house-settings", tags=["Service"])


class Switched(Word):
    """Whether something is on from now on, and why."""

    on: bool = Field(description="On or off.")


@dataclass(frozen=True, slots=True)
class HouseSettingList:
    """All that can be turned on, and how it stands."""

    items: tuple[HouseSetting, ...]


@router.get(
    "",
    operation_id="listHouseSettings",
    summary="List what is turned on",
    dependencies=[allowed(Action.READ_SELF)],
)
def list_house_settings(house: HouseDep) -> HouseSettingList:
    """List what can be turned on in the house, how it stands, and who decided so; everybody may know."""
    with house.store.read() as unit:
        return HouseSettingList(unit.house_settings.all())


@router.put("/{name}", operation_id="putHouseSetting", summary="Turn something on or off")
def put_house_setting(
    name: SettingName,
    body: Switched,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.SET_SETTINGS)],
) -> HouseSetting:
    """Turn something on or off; the audit trail keeps who did and why."""
    now = house.now()
    setting = HouseSetting(name, body.on, body.reason, permit.person.id, now)
    with house.store.begin() as unit:
        unit.house_settings.put(setting)
        unit.record(
            SettingChanged(at=now, actor=permit.person.id, setting=name, on=body.on, reason=body.reason)
        )
    return setting
