"""Errors as HTTP callers see them: RFC 9457 problem documents with a stable code."""

from http import HTTPStatus
from typing import Final

from chassis.errors import Refusal
from contracts.message import Message
from contracts.values import Language, Text

CONTENT_TYPE: Final = "application/problem+json"
TYPES: Final = "https://haat.example/problems"
_INTERNAL = Text(
    hi="हमारी ओर से गड़बड़ी हुई; कृपया फिर कोशिश करें।",
    en="Something went wrong on our side; please try again.",
)


class Problem(Message):
    """What went wrong: `code` for programs, `detail` for people, `field` and `allowed` to mend."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    field: str = ""
    allowed: str = ""


def problem(refusal: Refusal, language: Language, request_id: str) -> Problem:
    """The refusal as a problem document, in the caller's language."""
    return Problem(
        type=f"{TYPES}/{refusal.code}",
        title=HTTPStatus(refusal.status).phrase,
        status=refusal.status,
        code=refusal.code,
        detail=refusal.detail(language),
        request_id=request_id,
        field=refusal.field,
        allowed=refusal.allowed,
    )


def internal(language: Language, request_id: str) -> Problem:
    """An error of ours: nothing of it is shown but the id under which it was logged."""
    return Problem(
        type=f"{TYPES}/internal",
        title="Internal Server Error",
        status=500,
        code="internal",
        detail=_INTERNAL.to(language),
        request_id=request_id,
    )
