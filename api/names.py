"""How people are called, for pages that show who judged or decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from api.access import allowed
from api.deps import HouseDep
from qa.access import Action
from qa.metadata import Name

router = APIRouter(prefix="/v1/names", tags=["People"])

MOST = 200
"""Ids that one request may ask about."""


@dataclass(frozen=True, slots=True)
class Names:
    """What people are called, by their ids; ids that are nobody's are left out."""

    items: Mapping[str, str]


@router.get(
    "",
    operation_id="getNames",
    summary="Tell what people are called",
    dependencies=[allowed(Action.READ_EVALUATION)],
)
def get_names(
    house: HouseDep,
    person: Annotated[
        tuple[Name, ...], Query(min_length=1, max_length=MOST, description="Their ids; may be repeated.")
    ],
) -> Names:
    """Tell the names of people whose ids stand at a review, an evaluation, or a decision; nothing else of them."""
    with house.store.read() as unit:
        found = {name: unit.people.look_up(name) for name in dict.fromkeys(person)}
    return Names({name: account.name for name, account in found.items() if account is not None})
