"""A small TCP proxy that can be cut: what a torn network looks like to those on its two sides.

A proxy and not a network namespace or a packet filter: those need root and tools that not every machine has, and they
would cut all that runs on it. What it cannot show is a peer whose kernel is gone, too, so that nothing is acknowledged;
to the programs on both sides a cut that holds looks the same: the connection is there, and nothing comes.
"""

import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass

_CHUNK = 65_536
_LINGER_NOT = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Upstream:
    """Where a server listens: a port of this machine, or a socket in the file system."""

    port: int = 0
    path: str = ""

    def connect(self) -> socket.socket:
        if self.path:
            opened = socket.socket(socket.AF_UNIX)
            opened.connect(self.path)
            return opened
        return socket.create_connection(("127.0.0.1", self.port))


class Proxy:
    """Forwards what comes to `port`.

    Args:
        upstream: where to.

    Attributes:
        port: of this machine.
        cuts: how often it was cut so far.
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._whole = threading.Event()
        self._whole.set()
        self._closed = False
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self.cuts = 0
        self._spawn(self._accept)

    def hold(self) -> None:
        """Forward nothing more; every connection stays open, and new ones are taken and heard by nobody."""
        self.cuts += 1
        self._whole.clear()

    def reset(self) -> None:
        """Tear every connection, and refuse new ones likewise, until the network is healed."""
        self.hold()
        for end in self._ends:
            self._tear(end)
        self._ends.clear()

    def heal(self) -> None:
        """Forward again, first what was held back."""
        self._whole.set()

    def close(self) -> None:
        self._closed = True
        self._door.close()
        self.reset()
        self._whole.set()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:  # closed
                return
            self._spawn(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        self._whole.wait()
        if self._closed:
            self._tear(client)
            return
        try:
            server = self._upstream.connect()
        except OSError:  # the server is away: so is its port
            self._tear(client)
            return
        self._ends += [client, server]
        with client, server:
            back = self._spawn(self._pump, server, client)
            self._pump(client, server)
            back.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while chunk := source.recv(_CHUNK):
                self._whole.wait()
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)
            return
        self._tear(source)
        self._tear(target)

    @staticmethod
    def _tear(end: socket.socket) -> None:
        with suppress(OSError):
            if end.family == socket.AF_INET:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
            end.shutdown(socket.SHUT_RDWR)
        end.close()

    @staticmethod
    def _spawn(work: object, *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        thread.start()
        return thread
