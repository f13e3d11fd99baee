"""RabbitMQ as the system's packages bring it, on loopback, its files in a folder of the test's own."""

import os
import shutil
import signal
import socket
import subprocess
import uuid
from contextlib import suppress
from pathlib import Path

from tests.integration.conftest import free_port, wait_for

_FOUND = "rabbitmq-server"
_PLACES = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/homebrew/sbin")
"""Where the program itself lies: what Debian has on the path wants to become another user first."""


def program() -> str | None:
    """Find the server; None where it is not installed."""
    return shutil.which(_FOUND, path=os.pathsep.join(_PLACES)) or shutil.which(_FOUND)


class Rabbit:
    """A RabbitMQ server that can be killed and started again.

    Args:
        folder: for its data, its log and the cookie of its runtime.
        config: settings, in the form of rabbitmq.conf.

    Attributes:
        port: for clients.
    """

    def __init__(self, folder: Path, config: str = "") -> None:
        self._folder = folder
        self.port, self._names = free_port(), free_port()
        (folder / "rabbitmq.conf").write_text(f"{config}\nlisteners.tcp.1 = 127.0.0.1:{self.port}\n")
        self._node = f"everycall-{uuid.uuid4().hex[:8]}@localhost"
        self._environment = {
            **os.environ,
            "HOME": str(folder),
            "RABBITMQ_NODENAME": self._node,
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "no-such-file"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "ERL_EPMD_PORT": str(self._names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        (folder / "plugins").write_text("[].")
        self.start()

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        with (self._folder / "out").open("ab") as log:
            self._process = subprocess.Popen(
                [program() or _FOUND],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for("RabbitMQ", self._answers)

    def kill(self) -> None:
        """Kill it and all it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def queues(self) -> dict[str, str]:
        """Name the queues, with the type of each."""
        control = Path(program() or _FOUND).with_name("rabbitmqctl")
        told = subprocess.run(
            [control, "-n", self._node, "--quiet", "list_queues", "name", "type", "--no-table-headers"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        return {name: kind for name, _, kind in (line.partition("\t") for line in told.splitlines())}

    def close(self) -> None:
        """Kill it with the daemon that knows its name, which outlives it."""
        self.kill()
        if shutil.which("epmd"):
            wait_for("the end of the daemon of names", self._forgotten)

    def _forgotten(self) -> bool:
        """End the daemon, which stays until it has noticed that its node is gone."""
        told = subprocess.run(
            ["epmd", "-port", str(self._names), "-kill"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return told.returncode == 0 or "Cannot connect" in told.stdout + told.stderr

    def _answers(self) -> bool:
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as probe:
            probe.sendall(b"AMQP\x00\x00\x09\x01")
            return probe.recv(1) == b"\x01"
