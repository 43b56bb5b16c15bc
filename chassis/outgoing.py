"""Requests to addresses that people or partners give us: they cannot be led to our own machines.

A name is resolved once; every address it has must be public, and the connection goes to one of
those very addresses, while Host, SNI and the certificate's check keep the name. So a name that
means another address a moment later changes nothing. No redirect is followed, no proxy of the
environment used, no compression asked for; time and size are limited as a whole.

Nobody calls it yet: webhooks of partners and images by address will.
"""

import socket
import time
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

import certifi
import urllib3

from chassis import metrics
from chassis.addresses import is_public
from chassis.errors import Invalid, Unavailable
from chassis.guarded import Guard, pool_for
from contracts.message import Message
from contracts.values import Text

CONNECT_SECONDS: Final = 3.0
ALL_SECONDS: Final = 10.0
MOST_BYTES: Final = 1024 * 1024
_CHUNK: Final = 64 * 1024
Resolve = Callable[[str, int], list[str]]


class AddressNotAllowed(Invalid):
    """Not https, with a user in it, or not leading to the public internet."""

    text = Text(
        hi="यह पता नहीं चलेगा; https:// वाला सार्वजनिक पता दें।",
        en="This address cannot be used; give a public one that begins with https://.",
    )


class OutsideAway(Unavailable):
    """The other side did not answer, not in time, or with too much."""

    text = Text(hi="दूसरी ओर से उत्तर नहीं आया।", en="The other side does not answer as it should.")


class Reply(Message):
    """What the other side said; a redirect is told, not followed."""

    status: int
    content_type: str
    body: bytes


class Outgoing:
    """Sends requests for one purpose: `target` is its name in the metrics, such as `webhook`.

    `allow_http`, another `public` and `trusted` certificates are for sandboxes on one machine.
    """

    def __init__(
        self,
        service: str,
        target: str,
        *,
        allow_http: bool = False,
        public: Callable[[str], bool] = is_public,
        resolve: Resolve | None = None,
        trusted: str = "",
        seconds: float = ALL_SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._service, self._target = service, target
        self._schemes = ("https", "http") if allow_http else ("https",)
        self._public, self._resolve = public, resolve or resolved
        self._trusted = trusted or certifi.where()
        self._seconds, self._most_bytes = seconds, most_bytes

    def send(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Raises `AddressNotAllowed`, never to be tried again, or `OutsideAway`."""
        started, outcome = time.perf_counter(), "failed"
        try:
            reply = self._send(method, url, body, headers or {})
            outcome = "ok" if reply.status < 300 else "refused"
            return reply
        except AddressNotAllowed:
            outcome = "refused"
            raise
        finally:
            seconds = time.perf_counter() - started
            metrics.EXTERNAL.labels(self._service, self._target, "send", outcome).observe(seconds)

    def check(self, url: str) -> None:
        """When somebody gives the address: raises `AddressNotAllowed` for what is never sent to.

        What it leads to is looked at anew for each request.
        """
        try:
            parts = urlsplit(url)
            bad = parts.scheme not in self._schemes or not parts.hostname or "@" in parts.netloc
            if bad or parts.port == 0 or not url.isascii() or not url.isprintable() or " " in url:
                raise AddressNotAllowed(field="url")
        except ValueError:
            raise AddressNotAllowed(field="url") from None

    def _send(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        self.check(url)
        parts = urllib3.util.parse_url(url)
        with Guard(self._seconds) as guard:
            pool = pool_for(
                parts, lambda *where: guard.watch(self._connect(*where)), trusted=self._trusted
            )
            try:
                answer = pool.urlopen(
                    method,
                    parts.request_uri,
                    body=body or None,
                    headers={"Accept-Encoding": "identity", **headers},
                    timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=self._seconds),
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
                return self._read(answer, guard)
            except (urllib3.exceptions.HTTPError, OSError):
                raise OutsideAway(field="url") from None
            finally:
                pool.close()

    def _read(self, answer: urllib3.BaseHTTPResponse, guard: Guard) -> Reply:
        body = b""
        while chunk := answer.read(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > self._most_bytes:
                raise OutsideAway(field="url")
        if guard.is_over:
            raise OutsideAway(field="url")
        kind = answer.headers.get("Content-Type", "")
        return Reply(status=answer.status, content_type=kind, body=body)

    def _connect(self, host: str, port: int, seconds: float | None) -> socket.socket:
        """To an address of the name, all of which are public; raises `AddressNotAllowed`."""
        addresses = self._resolve(host.strip("[]"), port)
        if not addresses or not all(self._public(address) for address in addresses):
            raise AddressNotAllowed(field="url")
        away: OSError = ConnectionRefusedError()
        for address in addresses:
            try:
                return socket.create_connection((address, port), timeout=seconds)
            except OSError as failed:
                away = failed
        raise away


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
