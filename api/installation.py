"""How this house was installed: the settings it was started with, and the weights that it runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter
from pydantic import SecretStr

from api.access import allowed
from api.deps import House, HouseDep
from asr.pins import Model
from asr.weights import Shelf, catalogue, whereabouts
from config.settings import Settings
from qa.access import Action
from qa.run import StageRun

router = APIRouter(prefix="/v1", tags=["Service"])

_RUNS = 200
"""So many attempts that ended last tell what runs."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of the installation; it is changed where the service is started, not here.

    Attributes:
        name: of the variable that sets it.
        description: what it does.
        value: what it is; null where it is secret.
        usual: what it is where nobody sets it; null where that is nothing, or secret.
        is_set: whether it is other than usual; of a secret whether there is one.
        secret: whether it is never shown.
    """

    name: str
    description: str
    value: str | None
    usual: str | None
    is_set: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class SettingList:
    """Every setting, as this process of the API was started with; workers elsewhere may have others."""

    items: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """Weights that may be loaded; any other file is refused.

    Attributes:
        name: as settings call it.
        purpose: `recognition`, `speech`, `voice` or `meaning`.
        licence: of the weights.
        origin: who made them.
        size: bytes.
        digest: SHA-256 that names it in transcripts.
        chosen: whether settings name it for its purpose, or nothing else is there for it.
        here: where it lies on the machine of this process, in a word; empty where it does not. Workers may have it.
    """

    name: str
    purpose: str
    licence: str
    origin: str
    size: int
    digest: str
    chosen: bool
    here: str


@dataclass(frozen=True, slots=True)
class RanEngine:
    """An engine that made results lately.

    Attributes:
        name: of the library.
        version: of the library.
        model: that it ran.
        digest: SHA-256 of the weights.
        last: when it was last done with a recording.
        attempts: how many of those looked at it had part in.
    """

    name: str
    version: str
    model: str
    digest: str
    last: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class ModelList:
    """Models.

    Attributes:
        pinned: every one that may be loaded.
        ran: what made the results of the last recordings, whichever machine it ran on.
        looked_at: how many attempts that is.
    """

    pinned: tuple[PinnedModel, ...]
    ran: tuple[RanEngine, ...]
    looked_at: int


@router.get(
    "/settings",
    operation_id="listSettings",
    summary="List the settings of the installation",
    dependencies=[allowed(Action.READ_METRICS)],
)
def list_settings(house: HouseDep) -> SettingList:
    """List every setting with what it does; secrets, and passwords in addresses, are not shown."""
    return SettingList(tuple(_setting(name, house.settings) for name in Settings.model_fields))


@router.get(
    "/models",
    operation_id="listModels",
    summary="List the models and what ran",
    dependencies=[allowed(Action.READ_METRICS)],
)
def list_models(house: HouseDep) -> ModelList:
    """List the weights that may be loaded, and those that the last results were made with, by their digests.

    Raises:
        ModelAltered: the house's own file of pins cannot be read.
    """
    shelf = Shelf(house.settings.data_dir / "models", house.settings.models_dir, house.settings.model_pins)
    pinned = tuple(_pinned(model, shelf, house) for model in catalogue(shelf))
    with house.store.read() as unit:
        runs = unit.runs.last(_RUNS)
    return ModelList(pinned, tuple(_ran(runs)), len(runs))


def shown(value: Any) -> str:
    """Write a setting's value, without the password that an address may carry."""
    text = "" if value is None else str(value)
    try:
        parts = urlsplit(text)
        if "://" not in text or "@" not in parts.netloc:
            return text
        return urlunsplit(parts._replace(netloc="…@" + parts.netloc.rpartition("@")[2]))
    except ValueError:  # no address after all, yet it looks like one
        return "…"


def _ran(runs: Sequence[StageRun]) -> Iterator[RanEngine]:
    """Sum up which engines made results, by name; the runs come the latest first."""
    seen: dict[tuple[str, str, str, str], list[StageRun]] = {}
    for run in runs:
        for each in {(e.name, e.version, e.model, e.digest) for e in run.engines}:
            seen.setdefault(each, []).append(run)
    for engine, its in sorted(seen.items()):
        yield RanEngine(*engine, last=its[0].finished_at or its[0].started_at, attempts=len(its))


def _pinned(model: Model, shelf: Shelf, house: House) -> PinnedModel:
    settings = house.settings
    named = {"recognition": settings.recogniser, "meaning": settings.embedder}
    chosen = named[model.purpose] == model.name if model.purpose in named else model.default
    return PinnedModel(
        model.name,
        model.purpose,
        model.licence,
        model.origin,
        model.size,
        model.digest,
        chosen,
        whereabouts(model, shelf),
    )


def _setting(name: str, settings: Settings) -> Setting:
    field = Settings.model_fields[name]
    value, usual = getattr(settings, name), field.get_default(call_default_factory=True)
    secret = isinstance(value, SecretStr)
    return Setting(
        name=f"EVERYCALL_{name.upper()}",
        description=field.description or "",
        value=None if secret else shown(value),
        usual=None if secret else shown(usual) or None,
        is_set=bool(value.get_secret_value()) if secret else value != usual,
        secret=secret,
    )
