"""Errors as HTTP callers see them: RFC 9457 problem documents with a stable code."""

import re
from collections.abc import Collection
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


class Fault(Message, omit_defaults=True):
    """One thing to mend: `pointer` (RFC 6901) into the body, or `parameter` of path, query or
    headers; what is `allowed` there; a sentence for a person."""

    detail: str
    pointer: str = ""
    parameter: str = ""
    allowed: str = ""


class Problem(Message):
    """What went wrong: `code` for programs, `detail` for people, `errors` to mend."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    errors: list[Fault] = []


def problem(
    refusal: Refusal, language: Language, request_id: str, body: Collection[str] = ()
) -> Problem:
    """The refusal in the caller's language; `body` are the fields of the body that was sent."""
    return Problem(
        type=f"{TYPES}/{refusal.code}",
        title=HTTPStatus(refusal.status).phrase,
        status=refusal.status,
        code=refusal.code,
        detail=refusal.detail(language),
        request_id=request_id,
        errors=[_fault(one, language, body) for one in (refusal, *refusal.others) if one.field],
    )


def _fault(refusal: Refusal, language: Language, body: Collection[str]) -> Fault:
    steps = re.findall(r"[^.\[\]]+", refusal.field)
    inside = refusal.in_body or steps[0] in body
    return Fault(
        detail=refusal.detail(language),
        pointer=_pointer(steps) if inside else "",
        parameter="" if inside else refusal.field,
        allowed=refusal.allowed,
    )


def _pointer(steps: list[str]) -> str:
    """`lines[0].quantity` as `/lines/0/quantity`; the whole body is the empty pointer's."""
    escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps if step != "...")
    return "" if steps == ["body"] else "/" + "/".join(escaped)


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
