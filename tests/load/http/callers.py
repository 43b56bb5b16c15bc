"""Callers on kept connections, one request after the other on each, without a library between."""

import selectors
import socket
import time
from collections.abc import Callable

from tests.load.messaging.figures import Figures, summary

PATIENCE = 30.0
Request = Callable[[int], bytes]


class Refused(Exception):
    """An answer was not the one that was expected."""


class Line:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun, self._read = 0.0, b""

    def send(self, request: bytes) -> None:
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def answered(self) -> bool:
        """Read on; whether the answer is whole. Raises `Refused` for another than 2xx."""
        self._read += self.socket.recv(65536)
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found:
            return False
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if len(body) < int(length or 0):
            return False
        if not head.startswith(b"HTTP/1.1 2"):
            raise Refused(self._read.decode(errors="replace")[:600])
        self._read = b""
        return True


def crowd(port: int, callers: int, seconds: float, request: Request) -> Figures:
    """So many callers ask for so long; rate, p50 and p99."""
    chosen, times, asked = selectors.DefaultSelector(), [], 0
    lines = [Line(port) for _ in range(callers)]
    started = time.perf_counter()
    for line in lines:
        chosen.register(line.socket, selectors.EVENT_READ, line)
        line.send(request(asked := asked + 1))
    while (now := time.perf_counter()) - started < seconds:
        for key, _ in chosen.select(timeout=PATIENCE):
            line = key.data
            if line.answered():
                times.append(time.perf_counter() - line.begun)
                line.send(request(asked := asked + 1))
    for line in lines:
        line.socket.close()
    return summary(times, now - started)
