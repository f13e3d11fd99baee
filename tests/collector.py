"""An OpenTelemetry collector for tests: takes OTLP over HTTP on the loopback and keeps the spans."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Span:
    """A span that came.

    Attributes:
        name: what was done.
        service: whose it is.
        trace: its trace, hexadecimal.
        id: its own, hexadecimal.
        parent: id of the span it belongs to; empty for the first of a trace.
        facts: its attributes.
        seconds: from its start to its end.
        failed: whether its status is that of an error.
        said: the words of its status, and its events.
    """

    name: str
    service: str
    trace: str
    id: str
    parent: str
    facts: dict[str, str | int | float]
    seconds: float
    failed: bool
    said: str


@dataclass
class Collector:
    """What came in.

    Attributes:
        url: where to send it.
        spans: in the order they came.
        bodies: as they were sent.
    """

    url: str = ""
    spans: list[Span] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def of(self, name: str) -> list[Span]:
        return [span for span in self.spans if span.name == name]

    def wait_for(self, *names: str, count: int = 1, seconds: float = 60) -> None:
        """Wait until so many spans of each name came; they are sent some time after their end."""
        end = time.monotonic() + seconds
        while any(len(self.of(name)) < count for name in names):
            assert time.monotonic() < end, sorted(span.name for span in self.spans)
            time.sleep(0.05)

    def take(self, body: bytes) -> None:
        self.bodies.append(body)
        request = ExportTraceServiceRequest.FromString(body)
        for resource in request.resource_spans:
            service = next(
                a.value.string_value for a in resource.resource.attributes if a.key == "service.name"
            )
            for span in (each for scope in resource.scope_spans for each in scope.spans):
                facts = {a.key: getattr(a.value, str(a.value.WhichOneof("value"))) for a in span.attributes}
                self.spans.append(
                    Span(
                        span.name,
                        service,
                        span.trace_id.hex(),
                        span.span_id.hex(),
                        span.parent_span_id.hex(),
                        facts,
                        (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9,
                        span.status.code == span.status.STATUS_CODE_ERROR,
                        f"{span.status.message}{list(span.events)}",
                    )
                )


@contextmanager
def collecting() -> Iterator[Collector]:
    """Run a collector on a free port of the loopback."""
    kept = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers["Content-Encoding"] == "gzip":
                body = gzip.decompress(body)
            kept.take(body)
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_port}/v1/traces"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
