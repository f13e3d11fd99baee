"""A chat endpoint for tests: a real HTTP server on the loopback, that answers as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the endpoint answers.

    Attributes:
        body: sent as it is.
        status: of HTTP.
        headers: besides the usual ones.
        wait: seconds before anything is sent.
        drip: seconds between the bytes of the body.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


def completion(content: str, tokens: int | None = 50) -> Reply:
    """Answer as a chat model does."""
    usage = {} if tokens is None else {"usage": {"total_tokens": tokens}}
    return Reply(json.dumps({"choices": [{"message": {"content": content}}], **usage}).encode())


def verdict(verdict: str, *quotes: str, reason: str = "It was said.", tokens: int = 50) -> Reply:
    """Answer as a judge does that keeps to the rules."""
    return completion(json.dumps({"reason": reason, "quotes": quotes, "verdict": verdict}), tokens)


@dataclass
class Endpoint:
    """A running endpoint.

    Attributes:
        url: up to and with its version.
        answer: request body → what to reply; may be changed at any time.
        asked: (path, headers, body) of each request.
    """

    url: str
    answer: Callable[[dict[str, Any]], Reply]
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def replies(self, *replies: Reply) -> None:
        """Answer with these in turn; the last one stays."""
        left = list(replies)
        self.answer = lambda _: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """Run an endpoint while the block does."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            running.asked.append((self.path, dict(self.headers), body))
            reply = running.answer(body)
            closing.wait(reply.wait)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if not reply.drip:
                    self.wfile.write(reply.body)
                    return
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.drip)
            except OSError:
                pass  # the judge waited for no more of it

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", lambda _: Reply(status=500))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
