"""Traces: the way of a recording from the request that brought it to its published scores, as OpenTelemetry spans.

Off unless `start` was told where they go, and then nothing that could send is even imported. A span carries ids,
names of stages and seconds, never words, object keys, messages of errors or names of people. Spans are sent by a
thread of their own; whatever becomes of them, the work that they tell of goes on.
"""

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, Literal

from config.log import about

DELAY_SECONDS = 2.0
"""How long a span may wait for others before it is sent."""

SEND_SECONDS = 5.0
"""How long the collector has for an answer, tries included; then the spans are dropped."""

FAREWELL_SECONDS = 6.0
"""How long a process that ends tries to send what is left."""

_HEADER = "traceparent"
"""The one field of https://www.w3.org/TR/trace-context/ that is read and written."""

Fact = str | int | float | bool | None
Kind = Literal["internal", "server", "producer", "consumer"]


class _Tracing:
    """What this process traces with; None while it does not."""

    provider: Any = None
    tracer: Any = None


def start(url: str, role: str, version: str) -> None:
    """Trace from now on; nothing changes where that was begun before, or where there is no address.

    Args:
        url: OTLP over HTTP, as `http://collector:4318/v1/traces`; empty: no traces.
        role: what this process is, as `api`.
        version: EveryCall's own.
    """
    if not url or _Tracing.tracer is not None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": f"everycall-{role}", "service.version": version})
    # Not the global provider: what libraries of ours would tell of themselves stays unmade.
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=url, timeout=SEND_SECONDS)
    provider.add_span_processor(
        BatchSpanProcessor(exporter, schedule_delay_millis=round(DELAY_SECONDS * 1000))
    )
    _Tracing.provider, _Tracing.tracer = provider, provider.get_tracer("everycall", version)
    atexit.register(stop)


def is_on() -> bool:
    """Tell whether this process traces."""
    return _Tracing.tracer is not None


def stop() -> None:
    """Send what is left, for a few seconds at most, and trace no more."""
    provider, _Tracing.provider, _Tracing.tracer = _Tracing.provider, None, None
    if provider is None:
        return
    atexit.unregister(stop)
    # In a thread that may be left behind: the SDK would wait for a collector that is away as often as it has batches.
    farewell = Thread(target=provider.shutdown, name="traces-farewell", daemon=True)
    farewell.start()
    farewell.join(FAREWELL_SECONDS)


@contextmanager
def span(name: str, *, parent: str | None = None, kind: Kind = "internal", **facts: Fact) -> Iterator[None]:
    """Make a span of the block, within the span around it; lines of the log inside carry its trace.

    Args:
        name: what is done, without ids.
        parent: `traceparent` of the span it belongs to instead, made elsewhere or long ago.
        kind: as OpenTelemetry has them.
        facts: see `note`.
    """
    tracer = _Tracing.tracer
    if tracer is None:
        yield
        return
    from opentelemetry.trace import SpanKind

    with tracer.start_as_current_span(
        name,
        context=_read(parent),
        kind=SpanKind[kind.upper()],
        record_exception=False,  # its message may repeat what was said
        set_status_on_exception=False,
    ) as made:
        note(**facts)
        with about(trace_id=f"{made.get_span_context().trace_id:032x}"):
            try:
                yield
            except BaseException as error:
                blame(type(error).__name__)
                raise


@contextmanager
def steps(**facts: Fact) -> Iterator[Callable[[str], None]]:
    """Make a span of each step that is told of; it ends where another begins, or with the block.

    Args:
        facts: of each of them.
    """
    tracer = _Tracing.tracer
    if tracer is None:
        yield _pass_over
        return
    name, open_ = "", None

    def begin(step: str) -> None:
        nonlocal name, open_
        if step == name:
            return
        if open_ is not None:
            open_.end()
        name, open_ = step, tracer.start_span(step, attributes=_named(facts))

    try:
        yield begin
    finally:
        if open_ is not None:
            open_.end()


def note(**facts: Fact) -> None:
    """Add facts to the span around; a name without a dot is put under `everycall.`, and None is left out."""
    if _Tracing.tracer is not None:
        _current().set_attributes(_named(facts))


def rename(name: str) -> None:
    """Name the span around by what is known only now."""
    if _Tracing.tracer is not None:
        _current().update_name(name)


def blame(code: str) -> None:
    """Say that what the span around tells of failed, and of what kind the failure was."""
    if _Tracing.tracer is None:
        return
    from opentelemetry.trace import StatusCode

    _current().set_status(StatusCode.ERROR)
    _current().set_attribute("error.type", code)


def traceparent() -> str | None:
    """Write down the span around, so that others may be put under it later and elsewhere; None without one."""
    if _Tracing.tracer is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get(_HEADER)


def _read(parent: str | None) -> Any:
    """Read a `traceparent`; one that cannot be read is passed over, as the standard says."""
    if parent is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({_HEADER: parent})


def _current() -> Any:
    from opentelemetry.trace import get_current_span

    return get_current_span()


def _named(facts: dict[str, Fact]) -> dict[str, Any]:
    return {
        name if "." in name else f"everycall.{name}": value
        for name, value in facts.items()
        if value is not None
    }


def _pass_over(step: str) -> None:
    """Tell nobody."""
