"""A TCP proxy that harms lines on command: one listener for each service and server.

It runs as a process of its own and takes one JSON object a line on standard input, answers each
with one line, and ends when its input ends:
    {"listen": {"orders.amqp": 5772, …}}           → {"orders.amqp": 40123, …}
    {"set": "pass" | "hold" | "delay", "names": […], "seconds": 0.2} → {}
    {"set": "cut", "names": […]}                   → {"cut": 3}
Held lines stay open and carry nothing, as when packets are lost; what was sent arrives afterwards.
"""

import asyncio
import json
import socket
import struct
import sys
from collections import deque
from contextlib import suppress
from typing import Any

HOST = "127.0.0.1"
_RESET = struct.pack("ii", 1, 0)


class Route:
    """One listener, what is wrong with it, and its lines."""

    def __init__(self, port: int) -> None:
        self.port, self.delay = port, 0.0
        self.sides: set[Side] = set()
        self.passes = asyncio.Event()
        self.passes.set()

    def set(self, what: str, seconds: float) -> int:
        """Change what happens; how many lines were cut."""
        if what == "cut":
            return self._cut()
        self.delay = seconds if what == "delay" else 0.0
        (self.passes.clear if what == "hold" else self.passes.set)()
        for side in self.sides:
            side.steer()
        return 0

    def _cut(self) -> int:
        sides = list(self.sides)
        for side in sides:
            side.reset()
        return sum(side.is_client for side in sides)


class Side(asyncio.Protocol):
    """One end of a line: what it hears, its other end says."""

    transport: asyncio.Transport

    def __init__(self, route: Route, other: "Side | None" = None) -> None:
        self._route, self._full = route, False
        self._late: deque[tuple[float, bytes | None]] = deque()
        self.is_client, self.other = other is None, other
        if other is not None:
            other.other = self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._route.sides.add(self)
        if self.is_client:
            transport.pause_reading()
            self._task = asyncio.get_running_loop().create_task(self._connect())
        else:
            self.steer()
            assert self.other is not None
            self.other.steer()

    def reset(self) -> None:
        """End it as a line breaks off: not with a farewell."""
        end = self.transport.get_extra_info("socket")
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.transport.abort()

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        await self._route.passes.wait()
        try:
            await loop.create_connection(lambda: Side(self._route, self), HOST, self._route.port)
        except OSError:
            self.reset()

    def steer(self) -> None:
        """Read exactly while the line passes and the other end can take more."""
        if self.other is None or self.transport.is_closing():
            return
        reads = self._route.passes.is_set() and not self._full
        if reads and not self.transport.is_reading():
            self.transport.resume_reading()
        elif not reads and self.transport.is_reading():
            self.transport.pause_reading()

    def data_received(self, data: bytes) -> None:
        assert self.other is not None
        if self._route.delay or self._late:
            self._later(data)
        else:
            self.other.transport.write(data)

    def _later(self, data: bytes | None) -> None:
        loop = asyncio.get_running_loop()
        due = max(loop.time() + self._route.delay, self._late[-1][0] if self._late else 0.0)
        self._late.append((due, data))
        loop.call_at(due, self._say)

    def _say(self) -> None:
        """Pass on what is due next; nothing stands for the end of the line."""
        assert self.other is not None
        data = self._late.popleft()[1]
        if data is None:
            self.other.transport.close()
        else:
            self.other.transport.write(data)

    def pause_writing(self) -> None:
        self._other_may_read(False)

    def resume_writing(self) -> None:
        self._other_may_read(True)

    def _other_may_read(self, may: bool) -> None:
        if self.other is not None:
            self.other._full = not may
            self.other.steer()

    def connection_lost(self, error: Exception | None) -> None:
        self._route.sides.discard(self)
        if self.other is None:
            return
        if error is not None:
            self.other.reset()
        elif self._late:
            self._later(None)
        else:
            self.other.transport.close()


class Proxy:
    """All routes, by name."""

    def __init__(self) -> None:
        self._routes: dict[str, Route] = {}

    async def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        """Carry out one command; its answer."""
        if "listen" in command:
            return {name: await self._listen(name, p) for name, p in command["listen"].items()}
        what, seconds = command["set"], float(command.get("seconds", 0))
        return {"cut": sum(self._routes[name].set(what, seconds) for name in command["names"])}

    async def _listen(self, name: str, port: int) -> int:
        route = self._routes[name] = Route(port)
        server = await asyncio.get_running_loop().create_server(lambda: Side(route), HOST, 0)
        return int(server.sockets[0].getsockname()[1])


async def serve() -> None:
    """Take commands until the input ends."""
    loop, commands, proxy = asyncio.get_running_loop(), asyncio.StreamReader(), Proxy()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        print(json.dumps(await proxy.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve())
