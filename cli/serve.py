"""`everycall serve`, `work` and `migrate`: the service and its workers."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import typer
import uvicorn

from api.app import create_app
from api.first_run import setup_token
from cli.people_files import check_no_demo
from config import Settings, trace
from storage.address import open_objects
from storage.clock import HouseClock
from storage.house_keys import sealing_of
from storage.uow import open_store
from workers.broker import celery_worker
from workers.engines import aids_of_one, crew, start_log, start_traces
from workers.memory import settled
from workers.queue import connect
from workers.rubrics import Rubrics

_STARTING = 60.0
_NEXT_PORTS = 20


def serve_api(host: str | None, port: int | None, *, workers: bool) -> None:
    """Serve the API until told to stop.

    Args:
        host: to listen on; None as the settings say.
        port: likewise.
        workers: whether to run workers beside it where no broker feeds them.
    """
    settings = Settings(**{k: v for k, v in {"host": host, "port": port}.items() if v is not None})  # type: ignore[arg-type] # checked by pydantic
    with running(settings, workers=workers) as address:
        typer.echo(f"QA API on {address}/docs. Press Ctrl-C to stop; nothing is lost.")
        _tell_first_run(settings, address)
        stay()


def _tell_first_run(settings: Settings, address: str) -> None:
    """Print how the first administrator is made, where there is nobody yet."""
    store = open_store(settings.database_url, settings.data_dir)
    by_page = f", or with POST {address}/v1/setup and this one-time token: "
    try:
        token = setup_token(store, settings.data_dir)
    except OSError:
        by_page, token = "", ""  # a house whose folder takes no file has the command
    finally:
        store.close()
    if token is not None:
        typer.echo(
            "Nobody has an account yet. Make the first administrator with `everycall people create-admin`"
            f"{by_page}{token}"
        )


def work_on(*, beat: bool) -> None:
    """Work on recordings until told to stop.

    Args:
        beat: whether to ask for what recurs from inside, where a broker feeds the workers.
    """
    settings = Settings()
    start_log(settings)
    migrated(settings)
    if settings.broker_url:
        celery_worker(settings, beat=beat)
        return
    with crew(settings):
        typer.echo("Working. Press Ctrl-C to stop; what is unfinished is given back.")
        stay()


def prepared(settings: Settings) -> None:
    """Bring the database's tables up to date, and make the bucket where it is missing.

    Raises:
        StorageUnavailable: the database or the object store cannot be reached.
        ObjectsRefused: the key may not make the bucket.
    """
    migrated(settings)
    open_objects(settings.objects_url, settings.data_dir).prepare()


def migrated(settings: Settings) -> None:
    """Bring the database's tables up to date.

    Raises:
        StorageUnavailable: the database cannot be reached.
    """
    store = open_store(settings.database_url, settings.data_dir)
    store.upgrade()
    store.close()


@contextmanager
def running(settings: Settings, *, workers: bool = True, any_port: bool = False) -> Iterator[str]:
    """Run the API, and workers beside it, while the `with` block does; gives the address.

    Args:
        settings: of the house.
        workers: whether to hire workers here; never where a broker feeds them.
        any_port: whether a port in use may be left for the next free one.

    Raises:
        typer.BadParameter: the port is taken, or the service did not come up.
    """
    start_log(settings)
    start_traces(settings, "api")
    with ExitStack() as stack:
        stack.callback(trace.stop)
        store = open_store(
            settings.database_url, settings.data_dir, connect(settings.broker_url), sealing_of(settings)
        )
        stack.callback(store.close)
        store.upgrade()
        check_no_demo(store, settings)
        objects = open_objects(settings.objects_url, settings.data_dir, settings.objects_public_url)
        objects.prepare()
        clock = HouseClock(store.now)
        Rubrics(store, settings.rubrics_dir, clock).refresh()
        app = create_app(
            settings, store=store, objects=objects, aids=partial(aids_of_one, settings), now=clock
        )
        door = stack.enter_context(_listening(settings, any_port=any_port))
        if workers and not settings.broker_url:
            stack.enter_context(crew(settings))
        stack.enter_context(
            settled()
        )  # what stays for good is not searched again while somebody waits for a page
        stack.enter_context(
            _served(uvicorn.Config(app, log_config=None, access_log=False, server_header=False), door)
        )
        stack.callback(app.state.live.close)  # first of all: a server waits for its open answers to end
        host, port = door.getsockname()[:2]
        yield f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _listening(settings: Settings, *, any_port: bool) -> Iterator[socket.socket]:
    ports = range(settings.port, settings.port + (_NEXT_PORTS if any_port and settings.port else 1))
    for port in ports:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        door = socket.socket(family)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, port))
        except OSError as error:
            door.close()
            reason = error.strerror
            continue
        with door:
            yield door
            return
    raise typer.BadParameter(
        f"{settings.host}:{settings.port} cannot be listened on ({reason}). Stop what uses it, or choose another"
        f" with --port or EVERYCALL_PORT."
    )


@contextmanager
def _served(config: uvicorn.Config, door: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined] # signals are the main thread's
    thread = threading.Thread(target=partial(server.run, sockets=[door]), name="api", daemon=True)
    thread.start()
    waited = threading.Event()
    for _ in range(int(_STARTING / 0.05)):
        if server.started or not thread.is_alive():
            break
        waited.wait(0.05)
    if not server.started:
        raise typer.BadParameter("The API did not come up; the log above says why.")
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def stay() -> None:
    """Stay until Ctrl-C or SIGTERM."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    while not told.wait(1.0):
        pass
