"""The service itself: is it alive, can it work, and what may it refuse."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.deps import HouseDep
from api.problems import ProblemKind, kinds
from storage.errors import ObjectMissing

router = APIRouter(tags=["Service"])


@dataclass(frozen=True, slots=True)
class Alive:
    """The service answers."""

    status: Literal["ok"] = "ok"


@dataclass(frozen=True, slots=True)
class Ready:
    """The service can work: what it depends on answers.

    Attributes:
        database: its tables can be read.
        objects: its bucket or folder can be reached.
    """

    database: Literal["ok"] = "ok"
    objects: Literal["ok"] = "ok"


@router.get("/", include_in_schema=False)
def show_the_way() -> RedirectResponse:
    """Lead whoever opens the bare address to the docs."""
    return RedirectResponse("/docs")


@router.get("/healthz", operation_id="isAlive", summary="Is the service alive?")
def is_alive() -> Alive:
    """Answer, without asking anything else; when this fails, start the service again."""
    return Alive()


@router.get("/readyz", operation_id="isReady", summary="Can the service work?")
def is_ready(house: HouseDep) -> Ready:
    """Ask the database and the object store for a sign of life; a 503 says which of them gives none."""
    house.store.ping()
    with suppress(ObjectMissing):  # that there is nothing of the name is an answer, too
        house.objects.stat("readyz")
    return Ready()


@router.get("/v1/problems", operation_id="listProblems", summary="List what this API may refuse, and why")
def list_problems() -> tuple[ProblemKind, ...]:
    """List every kind of problem that an answer's `code` may name, with its status and what to do."""
    return kinds()
