"""Turns the operations of the API into requests, in the name of whoever is signed in."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import msgspec

from .line import Line, Request
from .problems import Problem, Unreachable

T = TypeVar("T")
READS = ("GET", "HEAD")


class Signed(Protocol):
    """Whose token goes with a request."""

    def token(self) -> str:
        """A token that is good now; "" for a stranger."""
        ...

    def refused(self, token: str) -> bool:
        """Haat does not take that token: whether there is another one now."""
        ...


def at(path: str, *values: str) -> str:
    """The address with its values in place: none of them can lead to another address."""
    return path.format(*(quote(value, safe="") for value in values))


class Caller:
    """Asks in one language; `signed` is None where there are only strangers."""

    def __init__(self, line: Line, language: str, signed: Signed | None = None) -> None:
        self._line, self._signed, self.language = line, signed, language

    def call(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        query: dict[str, Any] | None = None,
        body: object = None,
        key: str | None = None,
        if_match: int | None = None,
        signed: bool = True,
    ) -> T:
        """The answer, as `kind`; `key` "" makes a new one, None sends none.

        Raises `Problem`, `Unreachable`.
        """
        headers = {"Accept-Language": self.language}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        headers |= {"Idempotency-Key": key or str(uuid.uuid4())} if key is not None else {}
        headers |= {"If-Match": f'"{if_match}"'} if if_match is not None else {}
        request = Request(
            method=method,
            path=path,
            query={
                name: _text(value) for name, value in (query or {}).items() if value is not None
            },
            body=None if body is None else msgspec.json.encode(body),
            headers=headers,
            repeatable=method in READS or key is not None,
        )
        return _read(self._ask(request, signed), kind, request.name)

    def _ask(self, request: Request, signed: bool) -> bytes:
        """Once more where the token was at its end."""
        signer = self._signed if signed else None
        if signer is None:
            return self._line.ask(request)
        token = signer.token()
        try:
            return self._line.ask(replace(request, token=token))
        except Problem as problem:
            if problem.status != 401 or not token or not signer.refused(token):
                raise
        return self._line.ask(replace(request, token=signer.token()))


def _text(value: Any) -> str:
    """As a query has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(body: bytes, kind: type[T], name: str) -> T:
    if kind is bytes:
        return body  # type: ignore[return-value]
    try:
        return msgspec.json.decode(body or b"null", type=kind)
    except msgspec.MsgspecError as broken:
        raise Unreachable(f"{name}: the answer is not what was announced: {broken}") from None
