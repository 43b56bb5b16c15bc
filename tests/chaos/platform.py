"""The platform under fire: its services speak to their servers through proxies that can harm."""

import os
import signal
import subprocess
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from deploy.local.commands.up import start
from deploy.local.program import Program
from deploy.local.programs import all_programs
from deploy.local.rabbitmq import node_environment
from deploy.local.readiness import await_ready, is_ready
from deploy.local.services import PARTNER
from deploy.local.settings import SERVICES, Settings
from deploy.local.supervisor import Supervisor
from tests.chaos.bidden import Bidden

RABBITMQCTL = "/usr/lib/rabbitmq/bin/rabbitmqctl"
UPHILL_SECONDS = 180.0
SERVERS = {
    "amqp": "RABBITMQ",
    "mongo": "MONGO",
    "elasticsearch": "ELASTICSEARCH",
    "management": "RABBITMQ_MANAGEMENT",
}
"""What a line leads to, by the end of its name: the name of its port."""
PATIENCE = {
    "HAAT_PARTNER_DOOR_SECONDS": "600",
    "HAAT_PARTNER_WORKERS": "48",
    "HAAT_PARTNER_PREFETCH": "200",
}
"""The partner waits for a late code: a parcel carried back would be no fault of the platform."""


class Platform:
    """Programs with proxies between them, as long as it is entered."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.supervisor = settings, Supervisor(settings)
        self._programs = {program.name: program for program in all_programs(settings)}

    def __enter__(self) -> Self:
        self.proxy = Bidden("tests.chaos.proxy")
        self.payments = Bidden(
            "tests.chaos.payment_faults", "--upstream", self.settings.url("STRIPE")
        )
        ports = self.proxy.ask(listen=self._routes())
        ports["payments.stripe"] = self.payments.ask()["port"]
        self._run([self._through(program, ports) for program in self._programs.values()])
        return self

    def __exit__(self, *_: object) -> None:
        self._run(list(self._programs.values()))
        self.proxy.close()
        self.payments.close()

    def _routes(self) -> dict[str, int]:
        """Each line of each process of ours: `<program>.<server>`, and where it really leads."""
        return {
            f"{program.name}.{server}": self.settings.port(port)
            for program in self._ours(self._programs.values())
            for server, port in SERVERS.items()
            if any(self._address(port) in value for value in program.environment.values())
        }

    def _through(self, program: Program, ports: dict[str, int]) -> Program:
        if program.name not in (*SERVICES, PARTNER):
            return program
        moved = {self._address(p): f"{program.name}.{s}" for s, p in SERVERS.items()}
        moved[self._address("STRIPE")] = "payments.stripe"
        environment = dict(program.environment)
        for key, value in environment.items():
            for address, route in moved.items():
                if address in value and route in ports:
                    environment[key] = value.replace(address, f"127.0.0.1:{ports[route]}")
        patience = PATIENCE if program.name == PARTNER else {}
        return replace(program, environment=environment | patience)

    def _address(self, port: str) -> str:
        return f"127.0.0.1:{self.settings.port(port)}"

    def _ours(self, programs: Collection[Program]) -> list[Program]:
        return [program for program in programs if program.name in (*SERVICES, PARTNER)]

    def _run(self, programs: list[Program]) -> None:
        """Make the services run with these settings."""
        self.supervisor.configure(programs)
        start(self.settings, self.supervisor, self._ours(programs))

    def send(self, group: int, number: signal.Signals) -> None:
        """Send a program's whole process group a signal; one that has died meanwhile needs none."""
        if group:
            with suppress(ProcessLookupError):
                os.killpg(group, number)

    def process(self, name: str) -> int:
        """A program's process id; 0 when it does not run."""
        return int(self.supervisor.states()[name]["pid"])

    def await_another(self, name: str, process: int) -> None:
        """Until this process is no more and the program is ready again."""
        end = time.monotonic() + UPHILL_SECONDS
        while process and self.process(name) == process and time.monotonic() < end:
            time.sleep(0.1)
        self.await_up(name)

    def await_up(self, *names: str) -> None:
        """Until these programs are ready; raises NotReady."""
        end = time.monotonic() + UPHILL_SECONDS
        waiting = [self._programs[name] for name in names]
        while waiting and time.monotonic() < end:
            waiting = [one for one in waiting if not (self._runs(one) and is_ready(one))]
            time.sleep(0.1 if waiting else 0)
        if waiting:
            await_ready(self.settings, self.supervisor, waiting, seconds=0)

    def _runs(self, program: Program) -> bool:
        return bool(self.supervisor.states()[program.name]["statename"] == "RUNNING")

    def await_all(self) -> None:
        """Until every program of ours is ready."""
        self.await_up(*self._programs)

    def rabbitmqctl(self, *command: str) -> None:
        """Run a command on the broker's node; one that is away is no matter."""
        environment = node_environment(self.settings) | {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        subprocess.run([RABBITMQCTL, *command], env=environment, check=False, capture_output=True)

    @property
    def checkpoint(self) -> Path:
        """The file that the document store writes anew at each checkpoint."""
        return self.settings.var / "mongo" / "data" / "WiredTiger.turtle"

    @property
    def queue_names(self) -> Path:
        """The file in which the broker keeps the names of its quorum queues."""
        node = self.settings.var / "rabbitmq" / "mnesia" / "haat@localhost"
        return node / "quorum" / "haat@localhost" / "names.dets"
