"""An HTTP proxy before the payment server that spoils calls on command.

It stands above the proxy that honours idempotency keys, as a bad line stands before Stripe. It
takes one JSON object a line on standard input and ends when its input ends:
    {"spoil": "drops", "calls": 3} → {}    the next so many calls that move money
    {"spoiled": true}              → {"calls": 2}   how many were; none is spoiled any more
"""

import argparse
import http.client
import json
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HOST = "127.0.0.1"
MONEY = ("/v1/payment_intents", "/v1/refunds")
UPSTREAM_SECONDS = 60
_OWN = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}


class Wish:
    """What is to happen to the next calls."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._way, self._calls, self._done = "", 0, 0

    def set(self, way: str, calls: int) -> None:
        """Spoil so many calls in this way."""
        with self._lock:
            self._way, self._calls, self._done = way, calls, 0

    def clear(self) -> int:
        """Spoil none; how many were."""
        with self._lock:
            self._calls = 0
            return self._done

    def take(self) -> str:
        """The way in which to spoil the call in hand; nothing for none."""
        with self._lock:
            if self._calls == 0:
                return ""
            self._calls, self._done = self._calls - 1, self._done + 1
            return self._way


class Door(BaseHTTPRequestHandler):
    """The HTTP door that payments talks to."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    upstream: str
    wish: Wish
    hang_seconds: float

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        moves_money = self.command == "POST" and self.path.startswith(MONEY)
        way = self.wish.take() if moves_money else ""
        WAYS[way](self, body)

    do_GET = do_POST = do_DELETE = do_PUT = _serve

    def forward(self, body: bytes) -> None:
        """As if this proxy were not there."""
        try:
            status, headers, answer = self._ask(body)
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        self._answer(status, headers, answer)

    def fail_before(self, body: bytes) -> None:
        """500, and nothing was done."""
        self._answer(500, {"Content-Type": "application/json"}, _ERROR)

    def fail_after(self, body: bytes) -> None:
        """500, though it was done."""
        self._work(body)
        self.fail_before(body)

    def drop(self, body: bytes) -> None:
        """Done, and the line is gone."""
        self._work(body)
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def hang(self, body: bytes) -> None:
        """Done, and no answer until the caller has given up."""
        self._work(body)
        self.connection.settimeout(self.hang_seconds)
        with suppress(OSError):
            self.connection.recv(1)
        self.close_connection = True

    def _work(self, body: bytes) -> None:
        try:
            self._ask(body)
        except (OSError, http.client.HTTPException) as error:
            print(f"not done after all: {error}", file=sys.stderr)

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection(self.upstream, timeout=UPSTREAM_SECONDS)
        try:
            headers = {name: v for name, v in self.headers.items() if name.lower() not in _OWN}
            line.request(self.command, self.path, body, headers)
            reply = line.getresponse()
            return reply.status, dict(reply.getheaders()), reply.read()
        finally:
            line.close()

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in (*_OWN, "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """The payment server logs each request."""


_ERROR = b'{"error": {"type": "api_error", "message": "An unknown error occurred"}}'
WAYS: dict[str, Callable[[Door, bytes], None]] = {
    "": Door.forward,
    "fails before": Door.fail_before,
    "fails after": Door.fail_after,
    "drops": Door.drop,
    "hangs": Door.hang,
}


class Server(ThreadingHTTPServer):
    """Threads end with the program; a caller that hangs up is no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The caller has gone."""


def main() -> None:
    """Say the port, then take commands until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--hang-seconds", type=float, default=20.0)
    options = parser.parse_args()
    Door.upstream = urlsplit(options.upstream).netloc
    Door.wish, Door.hang_seconds = Wish(), options.hang_seconds
    server = Server((HOST, 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for line in sys.stdin:
        command, answer = json.loads(line), {}
        if "spoil" in command:
            Door.wish.set(command["spoil"], command["calls"])
        elif "spoiled" in command:
            answer = {"calls": Door.wish.clear()}
        else:
            answer = {"port": server.server_port}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
