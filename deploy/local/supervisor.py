"""The process manager: supervisord's configuration, its life, and calls to it."""

import http.client
import os
import subprocess
import time
import xmlrpc.client
from collections.abc import Collection
from pathlib import Path
from typing import Any

from deploy.local.credentials import credentials, write_private
from deploy.local.program import Program
from deploy.local.settings import Settings

MARK = "HAAT_LOCAL_SET_UP"  # inherited by every process, so that none can be overlooked
_ALREADY_STARTED, _NOT_RUNNING = 60, 70
_START_SECONDS = 20
_PAUSE = 0.1


class SupervisorDown(Exception):
    """supervisord did not come up, or went away."""


class Supervisor:
    """One supervisord of one var folder, over its XML-RPC door."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._configuration = settings.var / "supervisor.conf"
        password = credentials(settings)["HAAT_SUPERVISOR_PASSWORD"]
        self._door = f"http://haat:{password}@127.0.0.1:{settings.port('SUPERVISOR')}/RPC2"

    def answers(self) -> bool:
        """Whether our own supervisord is there: another one would refuse our password."""
        try:
            with xmlrpc.client.ServerProxy(self._door) as server:
                return bool(server.supervisor.getIdentification() == _identifier(self._settings))
        except (OSError, xmlrpc.client.Error, http.client.HTTPException):
            return False

    def configure(self, programs: list[Program]) -> None:
        """Start supervisord, or make a running one take over what has changed."""
        write_private(self._configuration, render_configuration(self._settings, programs))
        if not self.answers():
            self._start()
            return
        [[added, changed, removed]] = self._call("reloadConfig")
        for name in (*changed, *removed):
            self._call("stopProcessGroup", name)
            self._call("removeProcessGroup", name)
        for name in (*added, *changed):
            self._call("addProcessGroup", name)

    def _start(self) -> None:
        environment = {key: v for key, v in os.environ.items() if not key.startswith("HAAT_")}
        environment[MARK] = str(self._settings.var)
        server = str(self._settings.tools / "bin" / "supervisord")
        command = [server, "-c", str(self._configuration)]
        subprocess.run(command, env=environment, check=True, cwd=self._settings.root)
        deadline = time.monotonic() + _START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline:
                raise SupervisorDown(f"see {self._settings.logs / 'supervisord.log'}")
            time.sleep(_PAUSE)

    def states(self) -> dict[str, dict[str, Any]]:
        """What supervisord knows of each program, by name."""
        return {info["name"]: info for info in self._call("getAllProcessInfo")}

    def start(self, name: str) -> None:
        """Begin to start a program; nothing happens to one that runs."""
        self._unless(_ALREADY_STARTED, "startProcess", name, False)

    def stop(self, names: Collection[str]) -> None:
        """Stop programs, all at once, and wait until they are gone."""
        for name in names:
            self._unless(_NOT_RUNNING, "stopProcess", name, False)
        while any(self.states()[name]["pid"] for name in names):
            time.sleep(_PAUSE)

    def signal(self, name: str, signal: str) -> None:
        """Send a running program a signal, named without its SIG."""
        self._unless(_NOT_RUNNING, "signalProcess", name, signal)

    def shut_down(self) -> None:
        """Make supervisord stop what still runs, and end."""
        self._call("shutdown")

    def _unless(self, tolerated: int, method: str, *arguments: object) -> None:
        try:
            self._call(method, *arguments)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != tolerated:
                raise

    def _call(self, method: str, *arguments: object) -> Any:
        try:
            with xmlrpc.client.ServerProxy(self._door) as server:
                return getattr(server.supervisor, method)(*arguments)
        except (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError) as error:
            raise SupervisorDown(f"supervisord went away: {error}") from error


def _identifier(settings: Settings) -> str:
    return f"haat:{settings.var}"


def render_configuration(settings: Settings, programs: list[Program]) -> str:
    """supervisord's configuration file."""
    head = f"""\
[supervisord]
identifier = {_plain(_identifier(settings))}
pidfile = {_plain(settings.var / "supervisord.pid")}
logfile = {_plain(settings.logs / "supervisord.log")}
logfile_maxbytes = 5MB
logfile_backups = 1
childlogdir = {_plain(settings.logs)}

[inet_http_server]
port = 127.0.0.1:{settings.port("SUPERVISOR")}
username = haat
password = {credentials(settings)["HAAT_SUPERVISOR_PASSWORD"]}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
    return head + "".join(_section(settings, program) for program in programs)


def _section(settings: Settings, program: Program) -> str:
    environment = ",".join(f'{key}="{_quoted(v)}"' for key, v in program.environment.items())
    return f"""
[program:{program.name}]
command = {" ".join(f'"{_quoted(word)}"' for word in _command(program))}
directory = {_plain(program.directory)}
environment = {environment}
{f"user = {program.user}" if program.user else ""}
autostart = false
autorestart = true
startsecs = 1
startretries = 100
stopsignal = {program.stop_signal}
stopwaitsecs = {program.stop_seconds}
stopasgroup = {str(program.stop_group).lower()}
killasgroup = true
redirect_stderr = true
stdout_logfile = {_plain(settings.logs / program.name)}.log
stdout_logfile_maxbytes = 20MB
stdout_logfile_backups = 2
"""


def _plain(value: object) -> str:
    return str(value).replace("%", "%%")


def _quoted(value: str) -> str:
    if '"' in value or "\n" in value:
        raise ValueError(f"supervisord cannot carry a quote or a line break: {value!r}")
    return _plain(value).replace("\\", "\\\\")


def _command(program: Program) -> tuple[str, ...]:
    return ("nice", "-n", "10", *program.command) if program.patient else program.command


def log_file(settings: Settings, name: str) -> Path:
    """Where a program's output goes."""
    return settings.logs / f"{name}.log"
