"""The line to Haat: one request, repeated until there is an answer that time would not change."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import requests
from requests.adapters import HTTPAdapter

from .problems import Problem, Unreachable
from .waiting import pause_before, retry_after_of

log = logging.getLogger("haat_client")
CONNECTIONS = 32
IN_FLIGHT: Final = "idempotency_key_in_flight"
_AWAY: Final = frozenset({502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked; `repeatable` where a second time does no harm."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: str = field(default="", repr=False)
    repeatable: bool

    @property
    def name(self) -> str:
        """Without the query, which may hold what is nobody else's business."""
        return f"{self.method} {self.path}"


class Line:
    """Sends requests; safe to share between threads.

    `patience` is how many seconds all pauses of one request may take; with 0 nothing is repeated.
    """

    def __init__(
        self,
        url: str,
        *,
        patience: float = 60.0,
        timeout: float = 30.0,
        http: requests.Session | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url, self._patience, self._timeout = url.rstrip("/"), patience, timeout
        self._http, self._pause = http or _connections(), pause

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def ask(self, request: Request) -> bytes:
        """The body of the answer; raises `Problem`, `Unreachable`."""
        waited, attempt = 0.0, 1
        while True:
            try:
                return self._once(request, attempt)
            except (Problem, Unreachable) as failure:
                attempt += 1
                wait = pause_before(attempt, getattr(failure, "retry_after", None))
                if not _may_pass(failure, request) or waited + wait > self._patience:
                    raise
            waited += wait
            self._pause(wait)

    def _once(self, request: Request, attempt: int) -> bytes:
        begun = time.monotonic()
        try:
            answer = self._http.request(
                request.method,
                self._url + request.path,
                params=request.query,
                data=request.body,
                headers=request.headers,
                auth=_Bearer(request.token),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            log.debug("%s had no answer, attempt %d", request.name, attempt)
            where = f"{request.method} {self._url}{request.path}"
            raise Unreachable(f"{where}: no answer: {type(error).__name__}") from error
        seconds = time.monotonic() - begun
        log.debug("%s: %d in %.3f s", request.name, answer.status_code, seconds)
        if answer.status_code < 300:
            return answer.content
        after = retry_after_of(answer.headers)
        raise Problem(request.name, answer.status_code, answer.content, retry_after=after)


class _Bearer(requests.auth.AuthBase):
    """The token of this request alone: never one from a file of the machine's user."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _may_pass(failure: Exception, request: Request) -> bool:
    """Whether the same request may fare better later.

    A 429 that points into the body is about what was sent (too many wrong codes), not the pace.
    """
    if not isinstance(failure, Problem):
        return request.repeatable
    if failure.status == 429:
        return not any(fault.pointer for fault in failure.errors)
    away = failure.status in _AWAY or failure.code == IN_FLIGHT
    return request.repeatable and away


def _connections() -> requests.Session:
    http = requests.Session()
    for scheme in ("http://", "https://"):
        http.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return http
