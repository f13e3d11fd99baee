"""A span of each request, within the caller's trace where the caller has one: https://www.w3.org/TR/trace-context/."""

from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config import trace

NONE_BUT_OURS: TelemetryConfig = {
    "tracing": False,
    "operation_spans": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
"""FastAPI's own telemetry tells what was sent and how it failed, word for word; what is here tells neither."""

_UNTOLD = frozenset({"/healthz", "/readyz", "/metrics"})
"""What is asked every few seconds, and tells nothing of a recording."""

_FAULTS = 500


class Traced:
    """ASGI middleware that makes the span; addresses are told by their template, for ids in them are many.

    Attributes:
        app: what stands behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on inside its span."""
        if scope["type"] != "http" or scope["path"] in _UNTOLD or not trace.is_on():
            await self.app(scope, receive, send)
            return
        status: int | None = None

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"]
        with trace.span(method, parent=Headers(scope=scope).get("traceparent"), kind="server"):
            await self.app(scope, receive, noting)
            route = getattr(scope.get("route"), "path", None)
            trace.rename(f"{method} {route or 'unmatched'}")
            facts = {"http.request.method": method, "http.route": route, "http.response.status_code": status}
            trace.note(**facts)
            if status is None or status >= _FAULTS:
                trace.blame(str(status))
