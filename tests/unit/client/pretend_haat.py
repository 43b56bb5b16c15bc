"""Haat behind a requests session: answers one after the other, and remembers what it was asked."""

import json
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from requests.adapters import BaseAdapter

URL = "http://haat.test"
Reply = tuple[int, Any] | tuple[int, Any, dict[str, str]] | Exception


class PretendHaat(BaseAdapter):
    """Without a reply that waits, the answer is 200 with an empty object."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: deque[Reply] = deque()
        self.asked: list[requests.PreparedRequest] = []

    def session(self) -> requests.Session:
        session = requests.Session()
        session.mount(URL, self)
        return session

    @property
    def lines(self) -> list[str]:
        """Method and address of all requests."""
        return [f"{asked.method} {asked.url}".replace(URL, "") for asked in self.asked]

    @property
    def tokens(self) -> list[str]:
        """Who asked."""
        heads = [asked.headers.get("Authorization", "") for asked in self.asked]
        return [head.removeprefix("Bearer ") for head in heads]

    def header(self, name: str) -> list[str | None]:
        return [asked.headers.get(name) for asked in self.asked]

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        self.asked.append(request)
        reply = self.replies.popleft() if self.replies else (200, {})
        if isinstance(reply, Exception):
            raise reply
        status, body, *more = reply
        response = requests.Response()
        response.status_code, response.request = status, request
        response._content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response.headers.update(*more)
        return response

    def close(self) -> None:
        """Nothing to close."""


def tokens(number: int, minutes: float = 15) -> dict[str, str]:
    """What a login or a refresh answers."""
    ends = datetime.now(UTC) + timedelta(minutes=minutes)
    return {
        "token": f"token-{number}",
        "refresh_token": f"refresh-{number}",
        "expires_at": ends.isoformat(),
        "session_id": "ses_1",
        "person_id": "per_1",
    }


def problem(code: str, **fault: str) -> dict[str, Any]:
    return {"code": code, "detail": "No.", "errors": [fault | {"detail": "d"}] if fault else []}
