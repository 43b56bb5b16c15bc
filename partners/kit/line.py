"""One HTTP line to one base address: a connection per call, and attempts with growing pauses."""

import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from .answers import Answer
from .backoff import Backoff
from .errors import Unreachable

TIMEOUT_SECONDS = 15.0
ATTEMPTS = 8
LONGEST_WAIT_SECONDS = 300.0


class Line:
    """Asks until there is an answer that another attempt would not change."""

    def __init__(
        self,
        base_url: str,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = urlsplit(base_url)
        self._backoff = Backoff(first=0.5, longest=15.0)
        self._pause = pause

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The first answer that is not for now (408, 425, 429, 5xx).

        Waits as `Retry-After` says where that is longer than the own pause; raises `Unreachable`
        after the last attempt. The caller makes sure that a repeat does no harm.
        """
        trouble = ""
        for attempt in range(1, ATTEMPTS + 1):
            wait = self._backoff.pause(attempt)
            try:
                answer = self._once(method, path, body, headers)
            except (OSError, HTTPException) as failure:
                trouble = f"{type(failure).__name__}: {failure}"
            else:
                if not answer.is_for_now:
                    return answer
                trouble = f"answered {answer.status}"
                wait = max(wait, _retry_after(answer))
            if attempt < ATTEMPTS:
                self._pause(wait)
        raise Unreachable(f"{method} {path.partition('?')[0]}: {trouble}, {ATTEMPTS} attempts")

    def _once(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str] | None
    ) -> Answer:
        kind = HTTPSConnection if self._base.scheme == "https" else HTTPConnection
        connection = kind(self._base.hostname or "", self._base.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(
                method, self._base.path.rstrip("/") + path, body, dict(headers or {})
            )
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()


def _retry_after(answer: Answer) -> float:
    """Seconds that the answer asks to wait (RFC 9110: a number or a date); 0 if it does not say."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT_SECONDS)
    try:
        seconds = parsedate_to_datetime(text).timestamp() - time.time()
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS)
