"""A RabbitMQ node of the tests' own, for what must not be done to a shared one."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pika
from pika.exceptions import AMQPError

HOME = Path("/usr/lib/rabbitmq/bin")


def installed() -> bool:
    return (HOME / "rabbitmq-server").exists()


def eventually(true: Callable[[], object], seconds: float = 60) -> None:
    """Returns as soon as it is true; fails at the deadline."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class OwnBroker:
    """Started, killed and started again by the tests; keeps its data between."""

    def __init__(self, folder: Path) -> None:
        self.port, dist, self._epmd = _free_port(), _free_port(), _free_port()
        (folder / "rabbitmq.conf").write_text(f"listeners.tcp.1 = 127.0.0.1:{self.port}\n")
        (folder / "plugins").write_text("[].\n")
        self._log = folder / "out.log"
        self._env = os.environ | {
            "HOME": str(folder),
            "ERL_EPMD_PORT": str(self._epmd),
            "RABBITMQ_NODENAME": f"partners-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(dist),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/%2F"

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [HOME / "rabbitmq-server"],
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        eventually(self._listens)

    def kill(self) -> None:
        """As by kill -9, with all that belongs to it.

        RabbitMQ 3.10 writes a new quorum queue into its directory up to half a second late, and a
        kill before that leaves the queue dead for good; so the directory is synced first.
        """
        self.ctl("eval", "[dets:sync(Table) || Table <- dets:all()].")
        self._end()

    def _end(self) -> None:
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)

    def stop(self) -> None:
        self._end()
        eventually(self._registry_is_gone)

    def ctl(self, *command: str) -> None:
        """Run a rabbitmqctl command on this node."""
        subprocess.run(
            [HOME / "rabbitmqctl", *command], env=self._env, check=True, capture_output=True
        )

    def _registry_is_gone(self) -> bool:
        """epmd does not go while it still counts the node among the living."""
        epmd = shutil.which("epmd") or "epmd"
        command = [epmd, "-port", str(self._epmd), "-kill"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        return "Killed" in said.stdout or "Cannot connect" in said.stdout + said.stderr

    def _listens(self) -> bool:
        """For a moment after its port opens the node still hangs up on callers."""
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text()[-2000:]
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) != 0:
                return False
        with suppress(AMQPError), closing(pika.BlockingConnection(pika.URLParameters(self.url))):
            return True
        return False
