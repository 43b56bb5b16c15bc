"""What Haat answers, and how a refusal is read: application/problem+json."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from .errors import Refused

NOT_NOW = frozenset({408, 425})
IN_FLIGHT = "idempotency_key_in_flight"


class _Fault(msgspec.Struct):
    """What to mend: a pointer into the body that was sent, or a parameter."""

    pointer: str = ""
    parameter: str = ""


class _Problem(msgspec.Struct):
    code: str
    detail: str = ""
    errors: list[_Fault] = []

    @property
    def field(self) -> str:
        """The name of the first thing to mend; "" where nothing is named."""
        first = self.errors[0] if self.errors else _Fault()
        return first.pointer.removeprefix("/") or first.parameter


@dataclass(frozen=True)
class Answer:
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_for_now(self) -> bool:
        """Whether the same request may fare better later.

        A 429 that points into the body is about what was sent (too many wrong codes), not about
        the pace; a 409 may only say that the same report is being taken at this moment.
        """
        if self.status == 429:
            return not any(fault.pointer for fault in self._problem().errors)
        in_flight = self.status == 409 and self._problem().code == IN_FLIGHT
        return self.status >= 500 or self.status in NOT_NOW or in_flight

    def refusal(self) -> Refused:
        """The refusal in it; without a problem document the code is `http_<status>`."""
        problem = self._problem()
        return Refused(problem.code, problem.detail, problem.field, status=self.status)

    def _problem(self) -> _Problem:
        try:
            return msgspec.json.decode(self.body, type=_Problem)
        except msgspec.MsgspecError:
            return _Problem(code=f"http_{self.status}", detail="no reason given")
