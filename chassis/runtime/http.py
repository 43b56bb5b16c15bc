"""The door for HTTP: `@http("POST", "/v1/orders", role="buyer")` on a service's method."""

import logging
import re
import time
from functools import wraps
from typing import Any

import msgspec
from eventlet.event import Event as Signal
from nameko.web.handlers import HttpRequestHandler
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from chassis import metrics, tracing
from chassis.answers import Answer, IdempotencyKeyMissing
from chassis.context import TRACEPARENT, Cause, begin, current
from chassis.doors import MOST_BODY_BYTES, Call, Door, door_for, read_body, read_query
from chassis.errors import Refusal, TooLarge, Unauthenticated, Unavailable
from chassis.ids import new_id
from chassis.people import Person, Tokens
from chassis.problems import CONTENT_TYPE, internal, problem
from chassis.runtime.assembled import assembled_in
from chassis.runtime.webserver import HttpServer
from contracts.values import Language

_log = logging.getLogger(__name__)
_KEY = re.compile(r"[\x21-\x7e]{8,200}")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{8,80}")
MOST_AT_ONCE = 256
"""Requests in hand; the other workers of the pool are the consumers'."""
_READS = ("GET", "HEAD", "OPTIONS")
QUIET = ("/healthz", "/readyz", "/metrics")


class HttpDoor(HttpRequestHandler):
    """JSON in and out by the types of the method; errors as problems; measured and logged."""

    server = HttpServer()

    def __init__(self, door: Door, **options: Any) -> None:
        self.door = door
        super().__init__(door.method, door.path, **options)

    def stop(self) -> None:
        """The server too, now: else the container waits for workers that new requests bring."""
        super().stop()
        self.server.stop()

    def get_url_rule(self) -> Rule:
        return Rule(self.url, methods=[self.method])

    def handle_request(self, request: Request) -> Response:
        started = time.perf_counter()
        begin(_cause(request))
        person: list[Person] = []
        with self._span() as span:
            response = self._answer_or_problem(request, current(), person, span)
            response.headers["X-Request-Id"] = current().correlation_id
            span.set("http.response.status_code", response.status_code)
            self._tell(response.status_code, time.perf_counter() - started, person)
        return response

    def _span(self) -> tracing.Span:
        """By the route's template: addresses hold ids."""
        if not tracing.is_on() or self.url in QUIET:
            return tracing.UNSEEN
        attributes = {"http.request.method": self.method, "http.route": self.url}
        return tracing.span(f"{self.method} {self.url}", "server", attributes)

    def _answer_or_problem(
        self, request: Request, cause: Cause, person: list[Person], span: tracing.Span
    ) -> Response:
        language = _language(request)
        try:
            return self._answer(request, cause, language, person)
        except Refusal as refusal:
            span.failed(refusal)
            document = problem(refusal, language, cause.correlation_id)
            response = _response(msgspec.json.encode(document), refusal.status, CONTENT_TYPE)
            if refusal.status in (429, 503):
                response.headers["Retry-After"] = "2"
            return response
        except Exception as error:
            span.failed(error)
            _log.exception("an HTTP door failed", extra={"route": self.url})
            document = internal(language, cause.correlation_id)
            return _response(msgspec.json.encode(document), 500, CONTENT_TYPE)

    def _answer(
        self, request: Request, cause: Cause, language: Language, person: list[Person]
    ) -> Response:
        if metrics.HTTP_BUSY.labels(self.container.service_name)._value.get() > MOST_AT_ONCE:
            raise Unavailable(field="capacity")
        if self.method not in _READS and assembled_in(self.container).publisher.blocked:
            raise Unavailable(field="broker")  # an alarm: what it would cause cannot be told on
        if (request.content_length or 0) > MOST_BODY_BYTES:
            raise TooLarge(field="body", allowed=f"{MOST_BODY_BYTES} bytes")
        service = assembled_in(self.container).assembly
        who = _caller(request, service.tokens, self.door)
        if who:
            person.append(who)
            if self.door.role:
                who.must(self.door.role)
        raw = request.get_data(cache=False)
        call = Call(
            person=who,
            language=language,
            cause=cause,
            raw=raw if self.door.raw else b"",
            headers=dict(request.headers) if self.door.raw else {},
        )
        arguments = dict(request.path_values)  # type: ignore[attr-defined]
        if self.door.body is not None:
            arguments["body"] = read_body(self.door.body, raw)
        if self.door.query is not None:
            arguments["query"] = read_query(self.door.query, request.args.to_dict())
        if self.door.idempotent:
            return self._once(request, service.answers, call, arguments, raw)
        return self._plain(self._run(call, arguments))

    def _once(
        self, request: Request, answers: Any, call: Call, arguments: dict[str, Any], raw: bytes
    ) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(key):
            raise IdempotencyKeyMissing(
                field="Idempotency-Key", allowed="8 to 200 visible ASCII characters"
            )
        who = call.person.id if call.person else ""
        begun = answers.begin(who, f"{self.method} {request.path}", key, raw)
        if begun.answer is None:
            result = self._run(msgspec.structs.replace(call, seed=begun.seed), arguments)
            if self.door.secret:
                return self._plain(result)
            fresh = Answer(status=self.door.status, body=msgspec.json.encode(result))
            kept = answers.finish(begun, fresh)
            return _response(kept.body, kept.status, self.door.content_type)
        response = _response(begun.answer.body, begun.answer.status, self.door.content_type)
        response.headers["Idempotent-Replayed"] = "true"
        return response

    def _run(self, call: Call, arguments: dict[str, Any]) -> Any:
        done = Signal()

        def handle_result(context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            if exc_info:
                done.send_exception(*exc_info)
            else:
                done.send(result)
            return result, None

        self.container.spawn_worker(self, (call,), arguments, handle_result=handle_result)
        return done.wait()

    def _plain(self, result: Any) -> Response:
        if isinstance(result, Response):
            return result
        body = result if isinstance(result, bytes) else msgspec.json.encode(result)
        return _response(body, self.door.status, self.door.content_type)

    def _tell(self, status: int, seconds: float, person: list[Person]) -> None:
        service = self.container.service_name
        metrics.HTTP.labels(service, self.method, self.url, status).observe(seconds)
        if self.url not in QUIET:
            fields = {
                "method": self.method,
                "route": self.url,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "person": person[0].id if person else "",
            }
            _log.info("answered", extra=fields)


def http(method: str, path: str, **rules: Any) -> Any:
    """Decorate a method `(self, call, *, body, query, <path values>)`.

    `role` the caller must have · `open` for strangers · `guests` for strangers too, but who shows a
    token is known · `idempotent` needs an Idempotency-Key ·
    `secret` the same, but the answer is not kept: a repeat runs again, with the same ids ·
    `status` of success · `raw` gives the raw body and headers in `call`.
    """

    def decorate(function: Any) -> Any:
        door = door_for(method, path, function, **rules)

        @wraps(function)
        def run(self: Any, call: Call, **arguments: Any) -> Any:
            begin(call.cause)
            return function(self, call, **arguments)

        run.__door__ = door  # type: ignore[attr-defined]
        return HttpDoor.decorator(door)(run)

    return decorate


def _cause(request: Request) -> Cause:
    """Both travel on in every event that follows, to partners too: nothing but ids gets in."""
    given = request.headers.get("X-Request-Id", "")
    trace = request.headers.get("traceparent", "")
    return Cause(
        correlation_id=given if _REQUEST_ID.fullmatch(given) else new_id("req"),
        traceparent=trace if TRACEPARENT.fullmatch(trace) else tracing.first_traceparent(),
    )


def _language(request: Request) -> Language:
    best = request.accept_languages.best_match(["hi", "en"])
    return "en" if best == "en" else "hi"


def _caller(request: Request, tokens: Tokens, door: Door) -> Person | None:
    """Who shows a token; None for strangers, where the door lets them in. A bad one is refused."""
    if door.open and not door.guests:
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return tokens.person(token)
    if door.open:
        return None
    raise Unauthenticated(field="Authorization", allowed="Bearer <token>")


def _response(body: bytes, status: int, content_type: str) -> Response:
    return Response(body, status=status, content_type=content_type)
