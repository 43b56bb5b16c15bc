"""Remote calls as the plain floor sees them: a port, and refusals that cross it."""

from typing import Protocol, TypeVar

from chassis.errors import Refusal
from contracts.calls import CallRefused
from contracts.message import Message
from contracts.values import Language, Text

M = TypeVar("M", bound=Message)


class Caller(Protocol):
    """Asks another service and waits, no longer than the deadline."""

    def call(self, service: str, question: Message, answer: type[M], *, seconds: float) -> M:
        """Raises `Unavailable` past the deadline, `RefusedThere` if the other side refuses."""
        ...


class RefusedThere(Refusal):
    """Another service's refusal, passed on as it is."""

    text = Text(hi="", en="")

    def __init__(self, answer: CallRefused) -> None:
        super().__init__(field=answer.field, allowed=answer.allowed)
        self.code, self._answer = answer.code, answer

    @property
    def status(self) -> int:
        return self._answer.status

    def detail(self, language: Language) -> str:
        return self._answer.text.to(language)


def refused(refusal: Refusal) -> CallRefused:
    """The refusal as an answer."""
    return CallRefused(
        code=refusal.code,
        status=refusal.status,
        text=Text(hi=refusal.detail("hi"), en=refusal.detail("en")),
        field=refusal.field,
        allowed=refusal.allowed,
    )
