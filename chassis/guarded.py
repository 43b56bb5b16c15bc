"""Connections of `chassis.outgoing`: made by whoever checks the address, ended when they last."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url

Connect = Callable[[str, int, float | None], socket.socket]
"""From a name, a port and seconds to a line to an address that was checked."""


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, connect_by: Connect, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connect_by = connect_by

    def _new_conn(self) -> socket.socket:
        return self._connect_by(self.host, self.port, _seconds(self.timeout))


class _Secured(HTTPSConnection):
    def __init__(self, *args: Any, connect_by: Connect, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connect_by = connect_by

    def _new_conn(self) -> socket.socket:
        return self._connect_by(self.host, self.port, _seconds(self.timeout))


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Secured


def pool_for(url: Url, connect_by: Connect, *, trusted: str) -> urllib3.HTTPConnectionPool:
    """Connections to that host alone; its name stays the one that Host, SNI and TLS speak of.

    `trusted` is a file of certificates; nobody else's word is taken for who a host is.
    """
    if url.scheme != "https":
        return _PlainPool(str(url.host), url.port, connect_by=connect_by)
    return _SecuredPool(
        str(url.host),
        url.port,
        connect_by=connect_by,
        cert_reqs="CERT_REQUIRED",
        ca_certs=trusted,
    )


class Guard:
    """Ends a connection that takes too long as a whole, however alive it looks."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._line: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> "Guard":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._line:
            self._line.close()

    def watch(self, line: socket.socket) -> socket.socket:
        """A second handle on it: the first one is TLS's own from now on."""
        self._line = line.dup()
        if self.is_over:
            self._end()
        return line

    def _end(self) -> None:
        self.is_over = True
        if self._line:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself


def _seconds(timeout: Any) -> float | None:
    return timeout if isinstance(timeout, int | float) else None
