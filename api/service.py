"""The service itself: is it alive, can it work, what is measured of it, and what may it refuse."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, RedirectResponse
from prometheus_client import generate_latest

from api.deps import House, HouseDep
from api.problems import ProblemKind, kinds
from api.refusals import NotReady
from storage.errors import ObjectMissing, StorageError

router = APIRouter(tags=["Service"])

_METRICS = "text/plain; version=1.0.0; charset=utf-8"


class Metrics(PlainTextResponse):
    """Figures in Prometheus' text format."""

    media_type = _METRICS


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
        broker: whether it can be reached; `none` where workers ask the database. While it is away recordings are
            still taken in, and workers find them once it is back, so the service is ready without it.
    """

    database: Literal["ok"] = "ok"
    objects: Literal["ok"] = "ok"
    broker: Literal["ok", "away", "none"] = "none"


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
    """Ask database, object store and broker for a sign of life; a 503 names each that it cannot work without."""
    trouble = (*_trouble("database", house.store.ping), *_trouble("objects", lambda: _look(house)))
    if trouble:
        raise NotReady(trouble)
    if house.broker_answers is None:
        return Ready()
    return Ready(broker="ok" if house.broker_answers() else "away")


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Get figures for Prometheus",
    response_class=Metrics,
)
def get_metrics(house: HouseDep) -> Metrics:
    """Tell what waits and how long, what failed and why, and how long stages and requests take."""
    return Metrics(generate_latest(house.measures.registry))


@router.get("/v1/problems", operation_id="listProblems", summary="List what this API may refuse, and why")
def list_problems() -> tuple[ProblemKind, ...]:
    """List every kind of problem that an answer's `code` may name, with its status and what to do."""
    return kinds()


def _trouble(name: str, ask: Callable[[], object]) -> tuple[str, ...]:
    try:
        ask()
    except StorageError as error:
        return (f"{name}: {error}",)
    return ()


def _look(house: House) -> None:
    with suppress(ObjectMissing):  # that there is nothing of the name is an answer, too
        house.objects.stat("readyz")
