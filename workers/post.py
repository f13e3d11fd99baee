"""Send a web request to an address that somebody gave, and reach nothing else by it.

The name is resolved once, each address it leads to is looked at (`qa.destination`), and the connection is made to one that
was looked at: a name server that answers otherwise the second time changes nothing. No redirect is followed, no proxy of
the environment is used, all of it takes so many seconds at most, and no more of the answer is read than the log shows.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Any

import httpcore

from qa.delivery_errors import DestinationRefused
from qa.destination import Address, Network, check_address, read_address
from workers.errors import Undelivered

READ_BYTES = 2048
"""Bytes of an answer that are read."""

_DIGITS = 10

Resolve = Callable[[str, int], Sequence[Address]]
"""Finds the addresses of a host name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver answered.

    Attributes:
        status: HTTP's.
        body: how it begins.
        asked: seconds to be left alone for, as Retry-After says; 0 where it does not.
    """

    status: int
    body: bytes
    asked: float = 0.0


def resolve(host: str, port: int) -> tuple[Address, ...]:
    """Ask the name server.

    Raises:
        Undelivered: it knows no such name, or does not answer.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Undelivered(f"The host {host} is not found ({error}); check its name.") from error
    return tuple(dict.fromkeys(ip_address(each[4][0]) for each in found))


class Post:
    """Sends requests.

    Args:
        networks: inward networks that the administrator opened.
        seconds: for all of one request.
        tls: whom to trust; left out: whom this machine trusts.
        resolve: finds the addresses of a name.
    """

    def __init__(
        self,
        networks: Iterable[Network] = (),
        *,
        seconds: float = 10.0,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        self._networks = tuple(networks)
        self._seconds = seconds
        self._given = tls
        self._resolve = resolve

    def send(self, url: str, body: bytes, fields: Mapping[str, str]) -> Answer:
        """Send a body by POST.

        Raises:
            DestinationRefused: nothing is sent to that address.
            Undelivered: no answer came.
        """
        read_address(url)
        until = time.monotonic() + self._seconds
        way = _Way(self._networks, self._resolve, until)
        plain = {
            "Content-Type": "application/json",
            "User-Agent": "EveryCall",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **fields,
        }
        headers: list[tuple[bytes | str, bytes | str]] = [*plain.items()]
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=way) as pool,
                pool.stream("POST", url, headers=headers, content=body) as answer,
            ):
                return Answer(answer.status, _beginning(answer), _asked(answer))
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            said = str(error) or type(error).__name__
            raise Undelivered(f"No answer came: {said}.") from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given or ssl.create_default_context()


class _Way(httpcore.NetworkBackend):
    """Connects to addresses that were looked at.

    Args:
        networks: inward ones that are open.
        resolve: finds the addresses of a name.
        until: when all of it has to be over, by the monotonic clock.
    """

    def __init__(self, networks: Sequence[Network], resolve: Resolve, until: float) -> None:
        self._networks = networks
        self._resolve = resolve
        self._until = until
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 the library's own signature: here all of it has one limit
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that may be reached and answers."""
        refusal: Exception | None = None
        for address in self._resolve(host, port):
            try:
                check_address(address, self._networks)
                stream = self._inner.connect_tcp(
                    str(address), port, _left(self._until), local_address, socket_options
                )
            except (DestinationRefused, httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = refusal or error
            else:
                return _Timed(stream, self._until)
        raise refusal or Undelivered(f"The host {host} has no address.")


class _Timed(httpcore.NetworkStream):
    """A connection that is over in time, however slowly the other side sends.

    Args:
        inner: the connection.
        until: when, by the monotonic clock.
    """

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 as above
        """Read some bytes."""
        return self._inner.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 as above
        """Write bytes."""
        self._inner.write(buffer, _left(self._until))

    def close(self) -> None:
        """Close it."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 as above
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate has to be one of the host's name, not of its address."""
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        """Tell what the library asks."""
        return self._inner.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("it took too long")
    return left


def _beginning(answer: httpcore.Response) -> bytes:
    body = b""
    for chunk in answer.iter_stream():
        body += chunk
        if len(body) >= READ_BYTES:
            break
    return body[:READ_BYTES]


def _asked(answer: httpcore.Response) -> float:
    """Read Retry-After where it gives seconds, RFC 9110 section 10.2.3; a date is passed over, clocks differ."""
    for name, value in answer.headers:
        text = value.decode("latin-1").strip()
        if name.lower() == b"retry-after" and text.isdecimal() and len(text) < _DIGITS:
            return float(text)
    return 0.0
