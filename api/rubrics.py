"""The rubrics in use."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import HouseDep
from api.refusals import RequestInvalid
from scoring.errors import RubricUnknown
from scoring.rubric import Language, Rubric

router = APIRouter(prefix="/v1/rubrics", tags=["Rubrics"])

_LANGUAGE = Query(description="Of the calls it is for.")
_VERSION = Query(description="As the author counts.", examples=["1.0"])


@router.get("", operation_id="listRubrics", summary="List the rubrics in use")
def list_rubrics(
    house: HouseDep, language: Annotated[Language | None, _LANGUAGE] = None
) -> tuple[Rubric, ...]:
    """List every rubric of the library with its sections and criteria, by language, id and version."""
    return tuple(rubric for rubric in house.rubrics if language in {None, rubric.language})


@router.get("/{rubric_id}", operation_id="getRubric", summary="Get a rubric")
def get_rubric(
    rubric_id: str,
    house: HouseDep,
    language: Annotated[Language | None, _LANGUAGE] = None,
    version: Annotated[str | None, _VERSION] = None,
) -> Rubric:
    """Show a rubric. Its id is the same in every language and version: say which where there are several."""
    found = [
        rubric
        for rubric in house.rubrics
        if rubric.id == rubric_id
        and language in {None, rubric.language}
        and version in {None, rubric.version}
    ]
    if not found:
        known = ", ".join(sorted({rubric.id for rubric in house.rubrics})) or "none"
        asked = " ".join(part for part in (rubric_id, language, version) if part)
        raise RubricUnknown(f"There is no rubric {asked!r} in use; there are: {known}.")
    if len(found) > 1:
        choices = ", ".join(f"language={rubric.language}&version={rubric.version}" for rubric in found)
        raise RequestInvalid((f"query: there are several rubrics {rubric_id!r}; choose one by {choices}",))
    return found[0]
