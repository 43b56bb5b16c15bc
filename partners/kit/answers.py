"""What Haat answers, and how a refusal is read: application/problem+json."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from .errors import Refused

NOT_NOW = frozenset({408, 425, 429})


class _Problem(msgspec.Struct):
    code: str
    detail: str = ""
    field: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_for_now(self) -> bool:
        """Whether the same request may fare better later.

        A 429 that names a field is about what was sent (too many wrong codes), not about the pace.
        """
        return self.status >= 500 or (self.status in NOT_NOW and not self._problem().field)

    def refusal(self) -> Refused:
        """The refusal in it; without a problem document the code is `http_<status>`."""
        problem = self._problem()
        return Refused(problem.code, problem.detail, problem.field or "", status=self.status)

    def _problem(self) -> _Problem:
        try:
            return msgspec.json.decode(self.body, type=_Problem)
        except msgspec.MsgspecError:
            return _Problem(code=f"http_{self.status}", detail="no reason given")
