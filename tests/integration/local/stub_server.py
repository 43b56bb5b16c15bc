"""A server inside the test process that answers as the test says and remembers what it got."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class HangUp(Exception):
    """Raised by a test's answer to close the connection without a word."""


@dataclass(frozen=True, kw_only=True)
class Got:
    """One request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(kw_only=True)
class StubServer:
    """`answer` gives status and body for a request."""

    port: int = 0
    requests: list[Got] = field(default_factory=list)
    answer: Callable[[Got], tuple[int, bytes]] = lambda _: (200, b"{}")

    def posts(self) -> list[Got]:
        return [got for got in self.requests if got.method == "POST"]


@contextlib.contextmanager
def stub_server() -> Iterator[StubServer]:
    stub = StubServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _door_to(stub))
    stub.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _door_to(stub: StubServer) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            got = Got(method=self.command, path=self.path, headers=headers, body=body)
            stub.requests.append(got)
            with contextlib.suppress(HangUp, ConnectionError):
                status, content = stub.answer(got)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

        def log_message(self, format: str, *arguments: Any) -> None:
            """Quiet."""

    return Door
