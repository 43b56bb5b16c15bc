"""An Elasticsearch that a test may kill: a process, a folder and ports of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import requests

from deploy.local.elasticsearch import data_folder, elasticsearch_programs, prepare_elasticsearch
from deploy.local.settings import load_settings

START_SECONDS = 240.0


class OwnElasticsearch:
    """Started, killed as by a power cut, started again; its data stays between."""

    def __init__(self, var: Path) -> None:
        given = {"HAAT_VAR": str(var), "HAAT_ENV_FILE": os.devnull}
        given |= {"HAAT_PORT_ELASTICSEARCH": str(_free_port())}
        given |= {"HAAT_PORT_ELASTICSEARCH_TRANSPORT": str(_free_port())}
        self._settings = load_settings(given | {"HAAT_ELASTICSEARCH_HEAP": "256m"})
        prepare_elasticsearch(self._settings)
        [self._program] = elasticsearch_programs(self._settings)
        self.url = self._settings.url("ELASTICSEARCH")
        self._pid_file = data_folder(self._settings) / "tmp" / "pid"
        self._launcher: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Wait until it answers."""
        program = self._program
        self._pid_file.unlink(missing_ok=True)
        self._launcher = subprocess.Popen(
            [*program.command, "-p", str(self._pid_file)],
            cwd=program.directory,
            env={"PATH": os.environ["PATH"], **program.environment},
            user=program.user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._launcher.poll() is None, "it has ended by itself"
            assert time.monotonic() < deadline, "it does not answer"
            time.sleep(0.2)

    def kill(self) -> None:
        """As a power cut would; its launcher ends with it."""
        os.kill(int(self._pid_file.read_text()), signal.SIGKILL)
        self._ended()

    def close(self) -> None:
        """End it if it runs, and remove what it kept."""
        if self._launcher is not None and self._launcher.poll() is None:
            os.kill(int(self._pid_file.read_text()), signal.SIGTERM)
            self._ended()
        shutil.rmtree(data_folder(self._settings), ignore_errors=True)

    def _ended(self) -> None:
        assert self._launcher is not None
        self._launcher.wait(60)

    def _answers(self) -> bool:
        try:
            return requests.get(self._program.ready[0], timeout=5).ok
        except requests.RequestException:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
