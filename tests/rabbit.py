"""A RabbitMQ of a test's own, where the system has one installed: on loopback, in a folder, gone afterwards."""

import os
import subprocess
from pathlib import Path

PROGRAMS = Path("/usr/lib/rabbitmq/bin")
"""Where Debian's package puts the programs themselves; those on the path change to the system's user first."""


def is_installed() -> bool:
    """Say whether this system has a RabbitMQ."""
    return (PROGRAMS / "rabbitmq-server").exists()


class Rabbit:
    """A running RabbitMQ.

    Args:
        folder: for its data and its log.
        config: its settings, in the form of rabbitmq.conf.
        ports: three that are free: for clients, between nodes, and of the daemon that names nodes.
    """

    def __init__(self, folder: Path, config: str, ports: tuple[int, int, int]) -> None:
        self.port, between, names = ports
        (folder / "rabbitmq.conf").write_text(f"{config}\nlisteners.tcp.1 = 127.0.0.1:{self.port}\n")
        (folder / "plugins").write_text("[].")
        self.log = folder / "out"
        self._node = f"tests-{self.port}@localhost"
        self._environment = os.environ | {
            "HOME": str(folder),
            "RABBITMQ_NODENAME": self._node,
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_DIST_PORT": str(between),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_PORT": str(names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [PROGRAMS / "rabbitmq-server"], env=self._environment, stdout=log, stderr=log
            )

    def is_ready(self) -> bool:
        """Say whether it takes messages."""
        return b"Server startup complete" in self.log.read_bytes()

    def queues(self) -> dict[str, str]:
        """Name the queues, with the type of each."""
        told = self._control("--quiet", "list_queues", "name", "type", "--no-table-headers")
        return {name: kind for name, _, kind in (line.partition("\t") for line in told.splitlines())}

    def close(self) -> None:
        """Stop it, and the daemon that came with it."""
        self._process.terminate()
        self._process.wait(60)
        subprocess.run(["epmd", "-kill"], env=self._environment, capture_output=True, check=False)

    def _control(self, *arguments: str) -> str:
        return subprocess.run(
            [PROGRAMS / "rabbitmqctl", "-n", self._node, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
