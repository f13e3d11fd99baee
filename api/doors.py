"""The ways in: how one signs in to this house, told to whoever stands before it."""

from dataclasses import dataclass

from fastapi import APIRouter

from api.deps import HouseDep
from api.session import AT_THE_DOOR

router = APIRouter(prefix="/v1/session", tags=["People"])


@dataclass(frozen=True, slots=True)
class Doors:
    """How one gets in.

    Attributes:
        set_up: whether the first administrator is still to be made, with the token that `everycall serve` prints.
        provider: whether one may sign in at the house's identity provider, by GET /v1/session/oidc.
    """

    set_up: bool
    provider: bool


@router.get("/doors", operation_id="getDoors", summary="Get the ways to sign in", dependencies=AT_THE_DOOR)
def get_doors(house: HouseDep) -> Doors:
    """Tell which ways in there are beside login and password."""
    with house.store.read() as unit:
        empty = unit.people.is_empty()
    return Doors(set_up=empty, provider=bool(house.settings.oidc_issuer))
