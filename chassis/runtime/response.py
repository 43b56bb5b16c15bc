"""What a door sends back: bodies, versions, preferences, problems."""

import re
import zlib
from typing import Any

import msgspec
from werkzeug.wrappers import Request, Response

from chassis.answers import Answer
from chassis.doors import SAFE, Door
from chassis.errors import Refusal
from chassis.problems import CONTENT_TYPE, problem
from contracts.values import Language


def answer_of(door: Door, result: Any) -> Answer:
    """What the door returned, ready to be kept and sent."""
    version = getattr(result, "version", None)
    body = result if isinstance(result, bytes) else msgspec.json.encode(result)
    return Answer(
        status=door.status,
        body=body,
        location=door.at.format_map(_fields(result)) if door.at else "",
        etag=_etag(version, body) if isinstance(version, int) else "",
    )


def _etag(version: int, body: bytes) -> str:
    """The version, for who edits; and of what was shown, which may hold more than the edited."""
    return f'"{version}-{zlib.crc32(body):08x}"'


def _fields(result: Any) -> dict[str, Any]:
    return {name: getattr(result, name) for name in result.__struct_fields__}


def refusal_of(
    refusal: Refusal, language: Language, request_id: str, body: tuple[str, ...]
) -> Answer:
    """A refusal as a problem document."""
    document = problem(refusal, language, request_id, body)
    return Answer(status=refusal.status, body=msgspec.json.encode(document))


def sent(answer: Answer, door: Door, request: Request) -> Response:
    """The answer as HTTP, shortened where the caller asks for less."""
    if answer.status >= 400:
        return Response(answer.body, status=answer.status, content_type=CONTENT_TYPE)
    headers = {"Location": answer.location} if answer.location else {}
    if answer.etag:
        headers["ETag"] = answer.etag
    if door.method in SAFE:
        return _read(answer, door, request, headers)
    if _wants_little(request.headers.get("Prefer", "")):
        headers["Preference-Applied"] = "return=minimal"
        return Response(b"", status=204, headers=headers)
    return Response(answer.body, answer.status, headers, content_type=door.content_type)


def _read(answer: Answer, door: Door, request: Request, headers: dict[str, str]) -> Response:
    """A read; who has this very version already is told so."""
    known = request.headers.get("If-None-Match", "")
    if answer.etag and known and (known == "*" or answer.etag in re.split(r"[,\s]+", known)):
        return Response(b"", status=304, headers=headers)
    return Response(answer.body, answer.status, headers, content_type=door.content_type)


def _wants_little(preferred: str) -> bool:
    return "return=minimal" in re.split(r"[,;\s]+", preferred) if preferred else False
