"""What can go wrong for a caller.

HaatFailure
├── Problem       Haat understood and said no, or could not just now
└── Unreachable   no answer, or none in words that we know, for as long as was waited
"""

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One thing to mend: a JSON `pointer` into the body or the name of a `parameter`; what is
    `allowed` there; a sentence for a person."""

    detail: str = ""
    pointer: str = ""
    parameter: str = ""
    allowed: str = ""

    @property
    def place(self) -> str:
        """Where it is."""
        return self.pointer or self.parameter


class HaatFailure(Exception):
    """Base of every failure that the client raises."""


class Unreachable(HaatFailure):
    """Haat did not answer, or not sensibly, for as long as the client waits."""


class _Told(msgspec.Struct, frozen=True):
    code: str = ""
    detail: str = ""
    title: str = ""
    request_id: str = ""
    errors: list[Fault] = []


class Problem(HaatFailure):
    """The answer was application/problem+json: `code` is stable and for programs, `detail` for
    people in the language that was asked for, `errors` name what to mend."""

    def __init__(
        self, request: str, status: int, body: bytes, *, retry_after: float | None = None
    ) -> None:
        told = _told(body)
        self.request, self.status, self.retry_after = request, status, retry_after
        self.code, self.detail, self.title = told.code, told.detail, told.title
        self.errors, self.request_id = told.errors, told.request_id
        super().__init__(self._sentence())

    def about(self, place: str) -> Fault | None:
        """What is said of that pointer or parameter, if anything is."""
        return next((fault for fault in self.errors if fault.place == place), None)

    def _sentence(self) -> str:
        parts = [f"{self.request} answered {self.status}", self.code, self.detail]
        for fault in self.errors:
            allowed = f", allowed: {fault.allowed}" if fault.allowed else ""
            parts.append(f"at {fault.place or 'the body'}{allowed}")
        return "; ".join(part for part in parts if part)


def _told(body: bytes) -> _Told:
    """The problem document; of an answer in other words, its beginning."""
    try:
        return msgspec.json.decode(body, type=_Told)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _Told(detail=body[:200].decode(errors="replace"))
