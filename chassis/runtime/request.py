"""What a door needs to know of a request, read from its headers."""

import re
import unicodedata

from werkzeug.wrappers import Request

from chassis import tracing
from chassis.context import TRACEPARENT, Cause
from chassis.doors import MOST_BODY_BYTES, Call, Door
from chassis.errors import Malformed, TooLarge, Unauthenticated, WrongMedia
from chassis.ids import new_id
from chassis.people import Person, Tokens
from contracts.values import Language

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{8,80}")
_ETAG = re.compile(r'(?:W/)?"([0-9]{1,18})(?:-[0-9a-f]{8})?"')
_JSON = re.compile(r"application/([a-z0-9.-]+\+)?json", re.IGNORECASE)
MOST_DEVICE = 120


def cause_of(request: Request) -> Cause:
    """Both travel on in every event that follows, to partners too: nothing but ids gets in."""
    given = request.headers.get("X-Request-Id", "")
    trace = request.headers.get("traceparent", "")
    return Cause(
        correlation_id=given if _REQUEST_ID.fullmatch(given) else new_id("req"),
        traceparent=trace if TRACEPARENT.fullmatch(trace) else tracing.first_traceparent(),
    )


def language_of(request: Request) -> Language:
    """English where it is preferred, else Hindi."""
    wanted = request.headers.get("Accept-Language", "")
    if wanted in ("", "hi", "en"):  # most callers', without the cost of reading preferences
        return "en" if wanted == "en" else "hi"
    return "en" if request.accept_languages.best_match(["hi", "en"]) == "en" else "hi"


def caller_of(request: Request, tokens: Tokens, door: Door) -> Person | None:
    """Who shows a token; None for strangers, where the door lets them in. A bad one is refused."""
    if door.open and not door.guests:
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return tokens.person(token.strip())
    if door.open:
        return None
    raise Unauthenticated(field="Authorization", allowed="Bearer <token>")


def network_of(request: Request) -> str:
    """The caller's address, from the gateway, which lets no caller name another."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return (forwarded or request.remote_addr or "")[:45]


def body_of(request: Request, door: Door) -> bytes:
    """The raw body; raises `TooLarge`, `WrongMedia`."""
    if request.method in ("GET", "HEAD"):
        return b""
    if (request.content_length or 0) > MOST_BODY_BYTES:
        raise TooLarge(field="body", allowed=f"{MOST_BODY_BYTES} bytes")
    raw = request.get_data(cache=False)
    if (
        raw
        and door.body is not None
        and not _JSON.fullmatch(request.mimetype or "application/json")
    ):
        raise WrongMedia(field="Content-Type", allowed="application/json")
    return raw


def call_of(request: Request, door: Door, person: Person | None, cause: Cause, raw: bytes) -> Call:
    """The request as its door sees it."""
    return Call(
        person=person,
        language=language_of(request),
        cause=cause,
        action=door.may,
        network=network_of(request),
        device=_device(request.headers.get("User-Agent", "")),
        if_match=_version(request.headers.get("If-Match")),
        raw=raw if door.raw else b"",
        headers=dict(request.headers) if door.raw else {},
    )


def _device(given: str) -> str:
    """Without what could forge lines or hide in them."""
    return "".join(c for c in given[:MOST_DEVICE] if unicodedata.category(c)[0] != "C")


def _version(given: str | None) -> int | None:
    """`If-Match: "7-1a2b3c4d"`, or `"7"`, as 7; None where any will do."""
    if given is None or given == "*":
        return None
    found = _ETAG.fullmatch(given)
    if found is None:
        raise Malformed(field="If-Match", allowed='one ETag, such as "7"', why="not an ETag")
    return int(found[1])
