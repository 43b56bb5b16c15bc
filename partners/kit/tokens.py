"""The machine's access token: fetched once, shared by all workers, renewed before it ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

import msgspec

from .errors import Unreachable
from .line import Line

MARGIN = timedelta(seconds=60)


class Token(msgspec.Struct, frozen=True):
    """A bearer token and when it ends (UTC)."""

    token: str
    expires_at: datetime


class Tokens:
    """Keeps one token for the machine; renews it a minute before its end."""

    def __init__(
        self,
        line: Line,
        api_key: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._line = line
        self._credentials = msgspec.json.encode({"api_key": api_key})
        self._now = now
        self._lock = Lock()
        self._held: Token | None = None

    def current(self) -> str:
        """A token that is good for at least a minute more."""
        with self._lock:
            if self._held is None or self._now() >= self._held.expires_at - MARGIN:
                self._held = self._fetch()
            return self._held.token

    def discard(self, token: str) -> None:
        """Forget this token, unless another worker has already brought a newer one."""
        with self._lock:
            if self._held is not None and self._held.token == token:
                self._held = None

    def _fetch(self) -> Token:
        headers = {"Content-Type": "application/json"}
        answer = self._line.ask("POST", "/v1/machine-tokens", self._credentials, headers)
        if answer.status >= 300:
            raise answer.refusal()
        try:
            return msgspec.json.decode(answer.body, type=Token)
        except msgspec.MsgspecError as broken:
            raise Unreachable(
                f"the answer to POST /v1/machine-tokens is broken: {broken}"
            ) from None
