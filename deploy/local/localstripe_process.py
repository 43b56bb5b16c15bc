"""Runs localstripe on the loopback address, with its state in a file of our choice.

localstripe listens on every address, writes all of its state to one fixed file in /tmp several
times per request, in place, and forgets its webhooks when it ends. This launcher sees to the four
without changing it: it stands between localstripe and `bind`, `open` and `pickle.dump`, and
registers the webhook over localstripe's own HTTP door. It runs in the tools' environment.
"""

import asyncio
import atexit
import builtins
import contextlib
import io
import json
import os
import pickle
import runpy
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

THEIR_FILE = "/tmp/localstripe.pickle"  # noqa: S108 - localstripe's own, never written here
_REST_PER_WORK = 20  # writing the state may take a twentieth of the time


class StateFile:
    """Writes localstripe's store soon after it changed: whole, in one step, and not too often."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: object = None
        self._waiting = False
        self._not_before = 0.0
        self._dump = pickle.dump
        atexit.register(self.write)

    def changed(self, store: object) -> None:
        """Write when the request in hand is answered, or when the last write is long enough ago."""
        self._store = store
        with contextlib.suppress(RuntimeError):  # no loop: localstripe is only being loaded
            if not self._waiting:
                loop = asyncio.get_running_loop()
                loop.call_later(max(0.0, self._not_before - time.monotonic()), self.write)
                self._waiting = True

    def write(self) -> None:
        """Replace the file by the store as it is now."""
        self._waiting = False
        if self._store is None:
            return
        begun = time.monotonic()
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            self._dump(self._store, file, protocol=pickle.HIGHEST_PROTOCOL)
        fresh.replace(self._path)
        ended = time.monotonic()
        self._not_before = ended + _REST_PER_WORK * (ended - begun)


class _Nowhere(io.BytesIO):
    """What localstripe gets to write to: its `pickle.dump` is caught, so nothing arrives."""


def redirect_state(path: Path) -> None:
    """Make localstripe's reads and writes of its fixed file use `path`."""
    state, plain_open, plain_dump = StateFile(path), builtins.open, pickle.dump

    def open_(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if file != THEIR_FILE:
            return plain_open(file, mode, *rest, **named)
        return _Nowhere() if "w" in mode else plain_open(path, mode)

    def dump(thing: object, file: Any, *rest: Any, **named: Any) -> None:
        if isinstance(file, _Nowhere):
            state.changed(thing)
        else:
            plain_dump(thing, file, *rest, **named)

    builtins.open = open_
    pickle.dump = dump  # type: ignore[assignment]


def listen_on_loopback() -> None:
    """Turn `bind` to every address into `bind` to 127.0.0.1."""
    plain: Callable[..., None] = socket.socket.bind

    def bind(self: socket.socket, address: Any) -> None:
        own = ("::ffff:127.0.0.1", *address[1:]) if address[0] == "::" else address
        plain(self, own)

    socket.socket.bind = bind  # type: ignore[method-assign, assignment]


def register_webhook(port: int, url: str, secret: str) -> None:
    """Tell localstripe where to send its events, once it listens."""
    body = json.dumps({"url": url, "secret": secret}).encode()
    where = f"http://127.0.0.1:{port}/_config/webhooks/haat"
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(where, body, headers)
    for _ in range(300):
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(request):  # noqa: S310
            return
        time.sleep(0.1)
    print("localstripe does not listen: no webhook registered", file=sys.stderr)


def main() -> None:
    """Start localstripe with this process's arguments, `--port P`."""
    port = int(sys.argv[sys.argv.index("--port") + 1])
    hook = (os.environ["LOCALSTRIPE_WEBHOOK_URL"], os.environ["LOCALSTRIPE_WEBHOOK_SECRET"])
    redirect_state(Path(os.environ["LOCALSTRIPE_STATE"]))
    listen_on_loopback()
    threading.Thread(target=register_webhook, args=(port, *hook), daemon=True).start()
    runpy.run_module("localstripe", run_name="__main__")


if __name__ == "__main__":
    main()
