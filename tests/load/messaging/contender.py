"""A contender as the parent sees it: a process that obeys, one command at a time."""

import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE = 180.0


class Broken(Exception):
    """A contender could not do what it was told; the text says why."""


class Contender:
    """Starts the process and waits until it is ready; `ask` is `begin` and then `answer`."""

    def __init__(self, name: str, environment: Mapping[str, str], log: Path) -> None:
        self.name, self.log = name, log
        mine, theirs = socket.socketpair()
        mine.settimeout(PATIENCE)
        with theirs, log.open("wb") as output:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.load.messaging.process",
                    name,
                    str(theirs.fileno()),
                ],
                cwd=ROOT,
                env=dict(environment),
                pass_fds=[theirs.fileno()],
                stdout=output,
                stderr=output,
            )
        self._line = mine
        self._answers = mine.makefile("r")

    def begin(self, command: str, **arguments: Any) -> None:
        """Tell it what to do, and go on. Raises `Broken`."""
        try:
            self._line.sendall(json.dumps([command, arguments]).encode() + b"\n")
        except OSError as gone:
            raise self._broken() from gone

    def answer(self) -> Any:
        """Wait for what the last command gave. Raises `Broken`."""
        try:
            text = self._answers.readline()
        except TimeoutError as late:
            raise Broken(f"{self.name} did not answer within {PATIENCE} s") from late
        if not text:
            raise self._broken()
        reply = json.loads(text)
        if "error" in reply:
            raise Broken(f"{self.name}: {reply['error']}")
        return reply["answer"]

    def ask(self, command: str, **arguments: Any) -> Any:
        """Tell it what to do, and wait for the answer."""
        self.begin(command, **arguments)
        return self.answer()

    def end(self) -> None:
        """It ends when the line is closed; else it is made to."""
        self._answers.close()
        self._line.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _broken(self) -> Broken:
        return Broken(f"{self.name} ended: {self.log.read_text(errors='replace')[-2000:]}")
