"""Receivers outside, for tests: a web server on loopback that answers as it is told to, and keeps what it was sent."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1/32"


@dataclass
class Sent:
    """One request."""

    path: str
    fields: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """A web server.

    Attributes:
        answer: writes the answer to a request; left alone: 204.
        sent: what it was sent.
    """

    url: str = ""
    answer: Callable[[BaseHTTPRequestHandler], None] | None = None
    sent: list[Sent] = field(default_factory=list)


def with_status(status: int, body: bytes = b"", **fields: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in fields.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def huge(request: BaseHTTPRequestHandler) -> None:
    """Answer with as much as anybody takes."""
    request.send_response(200)
    request.end_headers()
    for _ in range(10_000):
        request.wfile.write(b"x" * 65_536)


def dripping(request: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, for ever: each comes soon enough, all of them never."""
    for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10_000:
        request.wfile.write(bytes([letter]))
        request.wfile.flush()
        time.sleep(0.05)


@contextmanager
def receiving(
    answer: Callable[[BaseHTTPRequestHandler], None] | None = None, tls: tuple[Path, Path] | None = None
) -> Iterator[Receiver]:
    """Open a receiver on loopback; `tls` names its certificate and key."""
    receiver = Receiver(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            fields = {name.lower(): value for name, value in self.headers.items()}
            receiver.sent.append(Sent(self.path, fields, self.rfile.read(length)))
            with suppress(OSError):  # the house has read enough
                (receiver.answer or with_status(204))(self)

        def handle(self) -> None:
            with suppress(ssl.SSLError, OSError):  # a certificate was not believed
                super().handle()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/in"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
