"""What can go wrong between a client and the platform."""

from typing import Any

import requests


class ApiProblem(Exception):
    """The platform refused: the parts of its application/problem+json answer."""

    def __init__(self, request: str, status: int, body: dict[str, Any]) -> None:
        self.request, self.status, self.body = request, status, body
        self.code = str(body.get("code") or "")
        self.detail = str(body.get("detail") or "")
        self.field = str(body.get("field") or "")
        self.allowed = str(body.get("allowed") or "")
        super().__init__(self._sentence())

    @classmethod
    def of(cls, answer: requests.Response, request: str) -> "ApiProblem":
        """The problem that an answer tells; of an answer in other words, their beginning."""
        try:
            body = answer.json()
        except ValueError:
            body = None
        told = body if isinstance(body, dict) else {"detail": answer.text[:200]}
        return cls(request, answer.status_code, told)

    def _sentence(self) -> str:
        parts = [f"{self.request} answered {self.status}", self.code, self.detail]
        parts += [f"field {self.field}"] if self.field else []
        parts += [f"allowed: {self.allowed}"] if self.allowed else []
        return "; ".join(part for part in parts if part)


class Unreachable(Exception):
    """Nothing answered at the address."""


class NoCode(Exception):
    """The one-time code did not reach the sandbox in time."""


class Refused(Exception):
    """The platform refused rows of the sample: a line for each."""
