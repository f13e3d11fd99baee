"""The QA API, put together from the parts it is given."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from threading import BoundedSemaphore
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import BaseRoute

from api import (
    audio,
    audit,
    backtests,
    bucket,
    calibrations,
    cdr_files,
    coaching,
    coaching_clips,
    coaching_effect,
    comparisons,
    coverage,
    coverage_days,
    deliveries,
    digest,
    direct,
    disputes,
    doors,
    events,
    exports,
    factor,
    fairness,
    first_run,
    house_settings,
    installation,
    keys,
    legal_holds,
    live,
    my_week,
    names,
    oidc,
    own_sessions,
    parties,
    peaks,
    people,
    prints,
    problems,
    proposals,
    quality,
    queues,
    receipts,
    recordings,
    redrive,
    refused,
    results,
    retention,
    review_lists,
    review_plans,
    reviewers,
    reviews,
    rubric_checks,
    rubric_versions,
    rubrics,
    saved_filters,
    service,
    session,
    source_trial,
    sources,
    subscriptions,
    suggestions,
    swagger,
    taken,
    trail,
    trends,
    uploads,
    web,
    worklist,
)
from api.about import DESCRIPTION, TAGS
from api.access import Authenticator
from api.authentication import whoever_signed_in
from api.deps import House
from api.document import document
from api.guard import MAX_JSON_BYTES, Guard
from api.live import Live
from api.measures import Measures, Meter
from api.media import BYTES
from api.prints import PDF
from api.problems import MEDIA_TYPE
from api.rates import Rates
from api.reads import Reads
from api.sheets.form import Form
from api.traced import NONE_BUT_OURS, Traced
from api.verdicts import Verdicts
from config.settings import Settings
from qa.ingest.sources import load
from qa.retention import load as load_retention
from qa.upload import MOST_PARTS
from scoring.form import Rubric
from scoring.ports import Aids
from storage.objects import Objects
from storage.uow import Store
from workers.queue import reach

UPLOADS_AT_ONCE = 8
"""Uploads written at once. Each keeps a thread for as long as its client takes to send."""

WORKBOOKS_AT_ONCE = 2
"""Workbooks written at once. Each keeps a thread, and a core, for minutes where it has a million rows."""

COMPRESSED_FROM_BYTES = 4096
"""Answers under it fit into a few packets as they are."""
_PACKED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    *(exports.MEDIA[form] for form in (Form.XLSX, Form.PARQUET)),
    *(PDF.type, BYTES.type),
)
"""What is compressed by its own form, or sound."""

_REFUSALS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "The request was refused; the body says why and what to do.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
}


def create_app(  # noqa: PLR0913 one argument for each part
    settings: Settings,
    *,
    store: Store,
    objects: Objects,
    aids: Callable[[Sequence[Rubric]], Aids] = lambda _: Aids(),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    stall_seconds: float = 60.0,
    live_seconds: float = 300.0,
    authenticate: Authenticator = whoever_signed_in,
) -> FastAPI:
    """Put the API together.

    Args:
        settings: limits and host names.
        store: the database, its tables up to date.
        objects: the object store, prepared.
        aids: gives the models that some rubrics ask, for one call or one run of examples.
        now: tells the time, with its zone.
        new_id: makes an id nobody has.
        stall_seconds: how long an upload may send nothing.
        live_seconds: how long a page is told of changes before it asks again; 0: not at all.
        authenticate: finds out who sent a request.
    """
    app = FastAPIOffline(
        docs_url=None,  # `api/swagger.py` has it
        redoc_url=None,
        title="EveryCall",
        summary="Quality assurance for contact centres: every call inspected, with evidence.",
        description=DESCRIPTION,
        version=version("everycall"),
        openapi_tags=TAGS,
        # The badge of Swagger UI would send the document to a validator elsewhere.
        swagger_ui_parameters={"validatorUrl": None, "displayRequestDuration": True},
        redirect_slashes=False,
        telemetry=NONE_BUT_OURS,
        routes=list(_routes()),
    )
    systems = load(settings.sources)
    measures = Measures(store, now, sources=systems, zone=ZoneInfo(settings.time_zone))
    app.state.authenticate = authenticate
    app.state.rates = Rates(settings.requests_a_minute, monotonic)
    app.state.live = Live(store, live_seconds)
    app.state.house = House(
        settings=settings,
        store=store,
        objects=objects,
        aids=aids,
        now=now,
        new_id=new_id,
        uploads=CapacityLimiter(UPLOADS_AT_ONCE),
        workbooks=BoundedSemaphore(WORKBOOKS_AT_ONCE),
        stall_seconds=stall_seconds,
        sources=systems,
        retention=load_retention(settings.retention),
        measures=measures,
        reads=Reads(store, now),
        verdicts=Verdicts(),
        broker_answers=reach(settings.broker_url),
    )
    app.include_router(web.pages(settings.web_dir))
    # A long call's transcript is a megabyte of JSON; the quickest level makes a seventh of it in some milliseconds.
    app.add_middleware(
        GZipMiddleware,
        minimum_size=COMPRESSED_FROM_BYTES,
        compresslevel=1,
        exclude_content_types=_PACKED,
    )
    app.add_middleware(
        Guard,
        hosts=[name.strip() for name in settings.hosts.split(",") if name.strip()],
        limits={
            "/v1/recordings": settings.max_upload_bytes + MAX_JSON_BYTES,
            "/v1/cdrs/file": cdr_files.MAX_BYTES,
            "/v1/sources/try": source_trial.MAX_BYTES + MAX_JSON_BYTES,
            "/v1/uploads/": max(settings.upload_part_bytes, settings.max_upload_bytes // MOST_PARTS + 1),
        },
    )
    app.add_middleware(Meter, measures=measures)
    app.add_middleware(Traced)
    problems.install(app)
    app.openapi = lambda: document(app)  # type: ignore[method-assign] # FastAPI's own way to extend the document
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Put the routes of all resources together, once for all apps of a process.

    FastAPI works out the schemas of routes anew wherever they are included, which takes a second.
    """
    router = APIRouter()
    for resource in (
        uploads,
        direct,
        bucket,
        events,
        recordings,
        redrive,
        parties,
        source_trial,
        sources,
        queues,
        refused,
        results,
        audio,
        peaks,
        rubrics,
        rubric_versions,
        fairness,
        rubric_checks,
        backtests,
        coverage_days,
        coverage,
        cdr_files,
        trends,
        exports,
        taken,
        prints,
        comparisons,
        coaching,
        coaching_clips,
        coaching_effect,
        digest,
        my_week,
        house_settings,
        review_lists,
        worklist,
        review_plans,
        reviewers,
        reviews,
        disputes,
        proposals,
        calibrations,
        quality,
        receipts,
        audit,
        trail,
        retention,
        legal_holds,
        doors,
        own_sessions,
        saved_filters,
        session,
        oidc,
        factor,
        people,
        names,
        suggestions,
        keys,
        first_run,
        subscriptions,
        deliveries,
        installation,
        live,
        swagger,
        service,
    ):
        router.include_router(resource.router, responses=_REFUSALS)
    return tuple(router.routes)
