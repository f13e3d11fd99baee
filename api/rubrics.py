"""The rubrics in use, and calls typed by hand tried on them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from api.access import allowed
from api.deps import House, HouseDep
from api.refusals import RequestInvalid
from qa.access import Action
from scoring.dialogue import Dialogue
from scoring.document import DocumentInvalid, parse
from scoring.errors import RubricUnknown
from scoring.finding import Scorecard
from scoring.form import Language, Rubric, Status
from scoring.score import score
from scoring.source import Source, collect, shared

router = APIRouter(prefix="/v1/rubrics", tags=["Rubrics"])

_LANGUAGE = Query(description="Of the calls it is for.")
_VERSION = Query(description="As the author counts.", examples=["1.0"])


class Attempt(Dialogue):
    """A call typed by hand, and perhaps a rubric that is still being written.

    Attributes:
        draft: YAML of a rubric to try instead of the one in use.
        parts: name under `uses:` → YAML of the shared file; the house's own where it is left out.
    """

    model_config = ConfigDict(defer_build=False)  # FastAPI looks at it as the route is made

    draft: Annotated[str, Field(min_length=1)] | None = None
    parts: Mapping[str, str] = {}


@router.get(
    "",
    operation_id="listRubrics",
    summary="List the rubrics in use",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def list_rubrics(
    house: HouseDep, language: Annotated[Language | None, _LANGUAGE] = None
) -> tuple[Rubric, ...]:
    """List every rubric calls are scored by, with its sections and criteria, by language and id.

    One whose status is `trial` scores in the shadow: it counts for nothing yet.
    """
    with house.store.read() as unit:
        used = unit.rubrics.in_use()
    return tuple(rubric for rubric in used if language in {None, rubric.language})


@router.get(
    "/{rubric_id}",
    operation_id="getRubric",
    summary="Get a rubric",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def get_rubric(
    rubric_id: str,
    house: HouseDep,
    language: Annotated[Language | None, _LANGUAGE] = None,
    version: Annotated[str | None, _VERSION] = None,
) -> Rubric:
    """Show a rubric in use. Its id is the same in every language: say which where there are several."""
    found = _found(house, rubric_id, language, version)
    if len(found) > 1:
        choices = ", ".join(f"language={rubric.language}&version={rubric.version}" for rubric in found)
        raise RequestInvalid((f"query: there are several rubrics {rubric_id!r}; choose one by {choices}",))
    return found[0]


@router.post(
    "/{rubric_id}/try",
    operation_id="tryRubric",
    summary="Try a rubric on a call typed by hand",
    dependencies=[allowed(Action.TRY_RUBRIC)],
)
def try_rubric(rubric_id: str, attempt: Attempt, house: HouseDep) -> Scorecard:
    """Score turns as if they had been heard; nothing is kept.

    Turns come as a list, or as lines of `agent: …` and `customer: …`. Without times they follow on one another.
    Checks on sound and timing are undecided unless `cues` are given. With `draft`, that rubric is tried instead
    of the one in use; what is wrong with it is told line by line.
    """
    rubric = drafted(house, attempt.draft, attempt.parts).rubric() if attempt.draft else None
    if rubric is None:
        found = _found(house, rubric_id, attempt.language, None)
        rubric = next((each for each in found if each.status is Status.ACTIVE), found[0])
    named = (rubric.id, rubric.language)
    if named != (rubric_id, attempt.language):
        asked = f"{rubric_id!r} in {attempt.language.value}"
        told = f"body field draft is {rubric.id!r} in {rubric.language.value}, and {asked} is asked for; make them agree"
        raise RequestInvalid((told,))
    return score(rubric, attempt.call(), house.aids([rubric]))


def drafted(house: House, text: str, parts: Mapping[str, str], examples: str = "") -> Source:
    """Gather a rubric that was sent; shared files that were not are the house's.

    Raises:
        RubricInvalid: with everything that is wrong in the rubric.
    """
    folder = house.settings.rubrics_dir / _language(text)

    def part(name: str) -> str:
        return parts[name] if name in parts else shared(folder, name)

    return collect(text, part, examples=examples)


def _language(text: str) -> str:
    """Read the language off a rubric that may be broken; empty where it names none."""
    try:
        value = parse(text).value
    except DocumentInvalid:
        return ""
    named = value.get("language") if isinstance(value, dict) else None
    return named if named in {language.value for language in Language} else ""


def _found(
    house: House, rubric_id: str, language: Language | None, version: str | None
) -> tuple[Rubric, ...]:
    """Find rubrics in use.

    Raises:
        RubricUnknown: there is none.
    """
    with house.store.read() as unit:
        used = unit.rubrics.in_use()
    found = tuple(
        rubric
        for rubric in used
        if rubric.id == rubric_id
        and language in {None, rubric.language}
        and version in {None, rubric.version}
    )
    if not found:
        known = ", ".join(sorted({rubric.id for rubric in used})) or "none"
        asked = " ".join(part for part in (rubric_id, language, version) if part)
        raise RubricUnknown(f"There is no rubric {asked!r} in use; there are: {known}.")
    return found
