"""Text messages to phones: the port, and the HTTP gateway behind it."""

import time
from http import HTTPStatus
from typing import Final, Protocol

import requests
from requests.adapters import HTTPAdapter

from chassis import metrics
from chassis.errors import Invalid, Unavailable
from contracts.values import Text

CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 5.0
CONNECTIONS: Final = 20
_LATER: Final = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


class SmsRefused(Invalid):
    """The gateway will never take this message: it would say no again."""

    text = Text(hi="इस नंबर पर SMS नहीं भेजा जा सकता।", en="No SMS can be sent to this number.")


class SmsGateway(Protocol):
    """Sends text messages."""

    def send(self, to: str, text: str, key: str) -> None:
        """Raises `Unavailable` (try again) or `SmsRefused` (never); the same `key` sends once."""
        ...


class HttpSmsGateway:
    """`SmsGateway` by POST {"to", "text"}; neither of them gets into an error, log or metric.

    `target` names it in errors and metrics: calls that read a text aloud go the same way.
    """

    def __init__(self, url: str, service: str, *, target: str = "sms") -> None:
        self._url, self._service, self._target = url, service, target
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))

    def send(self, to: str, text: str, key: str) -> None:
        started, outcome = time.perf_counter(), "failed"
        try:
            status = self._post(to, text, key)
            outcome = "ok" if status < 300 else "failed" if _may_pass(status) else "refused"
        finally:
            seconds = time.perf_counter() - started
            metrics.EXTERNAL.labels(self._service, self._target, "send", outcome).observe(seconds)
        if outcome == "failed":
            raise Unavailable(field=self._target)
        if outcome == "refused":
            raise SmsRefused(field="phone")

    def _post(self, to: str, text: str, key: str) -> int:
        try:
            answer = self._session.post(
                self._url,
                json={"to": to, "text": text},
                headers={"Idempotency-Key": key},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException:
            raise Unavailable(field=self._target) from None
        return answer.status_code


def _may_pass(status: int) -> bool:
    """Whether the same request may succeed later: a misled address or key is ours to mend."""
    return not 400 <= status < 500 or status in _LATER or status in (401, 403, 404)
