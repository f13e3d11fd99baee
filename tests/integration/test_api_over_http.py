"""The API behind a real HTTP server: what a client in the same process cannot show."""

import json
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from tests.house import WAV, TestHouse, open_house

LIMIT = 256 * 1024 * 1024
MIB = 1024 * 1024
HEAD = b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n\r\n'
TAIL = b"\r\n--x--\r\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, max_upload_bytes=LIMIT) as opened:
        yield opened


@contextmanager
def serving(house: TestHouse, **parts: float) -> Iterator[int]:
    config = uvicorn.Config(
        house.app(**parts), host="127.0.0.1", port=0, server_header=False, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(timeout=30)


@pytest.fixture
def port(house: TestHouse) -> Iterator[int]:
    with serving(house) as opened:
        yield opened


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def files(house: TestHouse) -> list[Path]:
    return [path for path in (house.settings.data_dir / "objects").rglob("*") if path.is_file()]


def recordings(house: TestHouse) -> int:
    with house.store.read() as unit:
        return len(unit.recordings.page().recordings)


def talk(port: int, *pieces: bytes) -> bytes:
    """Send bytes on a bare socket and read the answer to its end."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as line:
        for piece in pieces:
            line.sendall(piece)
        return b"".join(iter(lambda: line.recv(65536), b""))


def request(path: str, *fields: str, method: str = "GET", host: str = "localhost") -> bytes:
    return "\r\n".join((f"{method} {path} HTTP/1.1", f"Host: {host}", *fields, "", "")).encode()


def upload(*fields: str) -> bytes:
    kind = "Content-Type: multipart/form-data; boundary=x"
    return request("/v1/recordings", kind, *fields, method="POST")


def test_two_hundred_megabytes_pass_through_little_memory(house: TestHouse, port: int) -> None:
    megabyte = bytes(range(256)) * 4096

    def body() -> Iterator[bytes]:
        yield HEAD + b"RIFF....WAVE"
        for _ in range(200):
            yield megabyte
        yield TAIL

    tracemalloc.start()
    try:
        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/recordings",
            content=body(),
            headers={"content-type": "multipart/form-data; boundary=x"},
            timeout=120,
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.status_code == 201, answer.text
    assert answer.json()["size"] == 200 * MIB + 12
    assert peak < 24 * MIB


def test_a_client_that_goes_away_leaves_nothing(house: TestHouse, port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        line.sendall(upload(f"Content-Length: {10 * MIB}") + HEAD + bytes(2 * MIB))
        until(lambda: bool(files(house)))  # it is being written
    until(lambda: not files(house))
    assert recordings(house) == 0
    assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200


def test_a_body_too_long_is_refused_before_it_is_sent(house: TestHouse, port: int) -> None:
    answer = talk(port, upload(f"Content-Length: {2 * LIMIT}", "Expect: 100-continue", "Connection: close"))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"api.too_large"' in answer
    assert files(house) == []


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, max_upload_bytes=MIB) as opened:
        yield opened


def test_a_body_that_grows_too_long_is_refused_on_its_way(narrow: TestHouse) -> None:
    chunk = b"%x\r\n%b\r\n" % (65536, bytes(65536))
    pieces = [b"%x\r\n%b\r\n" % (len(HEAD), HEAD), *[chunk] * 20]
    with serving(narrow) as port, closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as line:
        line.sendall(upload("Transfer-Encoding: chunked") + b"".join(pieces))
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413")
    assert files(narrow) == []


@pytest.mark.parametrize("times", range(5))
def test_a_client_that_sends_on_regardless_still_reads_the_refusal(narrow: TestHouse, times: int) -> None:
    with serving(narrow) as port:
        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/recordings",
            files={"audio": ("a.wav", bytes(40 * MIB))},
            timeout=30,
        )
    assert answer.status_code == 413
    assert files(narrow) == []


def test_head_sends_no_bytes_and_the_line_stays_open(house: TestHouse, port: int) -> None:
    house.waiting("a")
    path = "/v1/recordings/a/audio"
    answer = talk(port, request(path, method="HEAD"), request(path, "Connection: close"))
    first, second = answer.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert f"content-length: {len(WAV)}".encode() in first
    assert first.endswith(b"\r\n\r\n")
    assert second.endswith(WAV)


def test_a_refusal_before_the_body_was_read_keeps_the_line_usable(port: int) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="nonsense"\r\n\r\n' + bytes(MIB) + TAIL
    answer = talk(
        port, upload(f"Content-Length: {len(body)}"), body, request("/healthz", "Connection: close")
    )
    assert answer.count(b"HTTP/1.1 ") == 2
    assert answer.startswith(b"HTTP/1.1 422")
    assert answer.endswith(b'{"status":"ok"}')


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
def test_a_foreign_host_is_refused(port: int, host: str) -> None:
    answer = talk(port, request("/v1/recordings", "Connection: close", host=host))
    assert answer.startswith(b"HTTP/1.1 421")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert json.loads(body)["code"] == "api.host_refused"
    assert b"server:" not in head.lower()


def test_an_upload_that_stalls_is_given_up(narrow: TestHouse) -> None:
    with serving(narrow, stall_seconds=0.3) as port:
        answer = talk(port, upload(f"Content-Length: {MIB}", "Connection: close") + HEAD + bytes(1000))
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"Nothing came for 0.3 seconds" in answer
    assert files(narrow) == []


def test_many_slow_uploads_do_not_keep_others_from_reading(house: TestHouse, port: int) -> None:
    """More uploads hang than the thread pool has threads; the rest of the API still answers."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    try:
        for line in lines:
            line.sendall(upload(f"Content-Length: {10 * MIB}") + HEAD + bytes(1000))
        until(lambda: len(files(house)) > 0)
        for _ in range(3):
            assert httpx.get(f"http://127.0.0.1:{port}/v1/recordings", timeout=20).status_code == 200
    finally:
        for line in lines:
            line.close()
    until(lambda: not files(house))
