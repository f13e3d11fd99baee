"""The service itself: is it alive, can it work, what is measured of it, and what may it refuse."""

import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import ClassVar, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import generate_latest

from api.access import Gate, bearer_of, client_of, person_of
from api.deps import House, HouseDep
from api.problems import ProblemKind, kinds
from api.refusals import NotReady
from qa.access import Action
from storage.errors import ObjectMissing, StorageError

router = APIRouter(tags=["Service"])

_METRICS = "text/plain; version=1.0.0; charset=utf-8"


class Metrics(PlainTextResponse):
    """Figures in Prometheus' text format."""

    media_type = _METRICS


class MetricsGate:
    """Lets figures be read by a token, from the machine itself, or by somebody who is signed in and may.

    Whatever collects them can neither sign in nor keep a session, so a token of its own is enough
    (EVERYCALL_METRICS_TOKEN). Where none is set, a collector on this machine needs nothing: the figures name no call and
    no person.
    """

    action: ClassVar[Action] = Action.READ_METRICS

    def __call__(self, request: Request, house: HouseDep) -> None:
        """Let those pass.

        Raises:
            SignInNeeded: nobody is signed in, and the token is missing or wrong.
            NotAllowed: whoever is signed in may not read figures.
        """
        token = house.settings.metrics_token.get_secret_value()
        if token and hmac.compare_digest(bearer_of(request).encode(), token.encode()):
            return
        if not token and _is_this_machine(client_of(request)):
            return
        Gate(self.action)(person_of(request))


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
    dependencies=[Depends(MetricsGate())],
)
def get_metrics(house: HouseDep) -> Metrics:
    """Tell what waits and how long, what failed and why, and how long stages and requests take."""
    return Metrics(generate_latest(house.measures.registry))


@router.get("/v1/problems", operation_id="listProblems", summary="List what this API may refuse, and why")
def list_problems() -> tuple[ProblemKind, ...]:
    """List every kind of problem that an answer's `code` may name, with its status and what to do."""
    return kinds()


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _trouble(name: str, ask: Callable[[], object]) -> tuple[str, ...]:
    try:
        ask()
    except StorageError as error:
        return (f"{name}: {error}",)
    return ()


def _look(house: House) -> None:
    with suppress(ObjectMissing):  # that there is nothing of the name is an answer, too
        house.objects.stat("readyz")
