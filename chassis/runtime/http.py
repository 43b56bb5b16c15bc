"""The door for HTTP: `@http("POST", "/v1/orders", may="order.place")` on a service's method."""

import logging
import time
from typing import Any

import eventlet
import msgspec
from nameko.web.handlers import HttpRequestHandler
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from chassis import audit, metrics, policy, tracing
from chassis.answers import Answer
from chassis.context import begin
from chassis.doors import SAFE, Call, Door, door_for
from chassis.errors import Refusal, Unavailable
from chassis.problems import CONTENT_TYPE, internal
from chassis.reading import read_body, read_query
from chassis.runtime.assembled import assembled_in
from chassis.runtime.once import key_of, once
from chassis.runtime.request import body_of, call_of, caller_of, cause_of, language_of
from chassis.runtime.response import answer_of, refusal_of, sent
from chassis.runtime.visit import Visit
from chassis.runtime.webserver import HttpServer

_log = logging.getLogger(__name__)
MOST_AT_ONCE = 256
"""Requests in hand: one more is turned away at once, so that these are answered."""
MOST_SECONDS = 25.0
"""For one request; the gateway waits a little longer."""
QUIET = ("/healthz", "/readyz", "/metrics")


class NeverAsked(Exception):
    """A door answered without asking the policy table about the object in hand."""


class HttpDoor(HttpRequestHandler):
    """JSON in and out by the types of the method; errors as problems; measured and logged."""

    server = HttpServer()

    def __init__(self, door: Door, **options: Any) -> None:
        self.door = door
        super().__init__(door.method, door.path, **options)

    def setup(self) -> None:
        super().setup()
        service = self.container.service_name
        self._service = assembled_in(self.container)
        self._quiet = self.url in QUIET
        self._busy = metrics.HTTP_BUSY.labels(service)
        self._body = tuple(getattr(self.door.body, "__struct_fields__", ()))
        self._looks = bool(self.door.may) and policy.needs_object(self.door.may)

    def stop(self) -> None:
        """The server too, now: else the container waits for what new requests bring."""
        super().stop()
        self.server.stop()

    def get_url_rule(self) -> Rule:
        return Rule(self.url, methods=[self.method])

    def handle_request(self, request: Request) -> Response:
        started = time.perf_counter()
        eventlet.sleep(0)  # a caller with ever more to ask lets the others have their turn
        visit = Visit(request, cause_of(request))
        begin(visit.cause)
        with self._span() as span:
            response = self._answer_or_problem(visit, span)
            response.headers["X-Request-Id"] = visit.cause.correlation_id
            span.set("http.response.status_code", response.status_code)
            self._tell(response.status_code, time.perf_counter() - started, visit)
        return response

    def _span(self) -> tracing.Span:
        """By the route's template: addresses hold ids."""
        if not tracing.is_on() or self._quiet:
            return tracing.UNSEEN
        attributes = {"http.request.method": self.method, "http.route": self.url}
        return tracing.span(f"{self.method} {self.url}", "server", attributes)

    def _answer_or_problem(self, visit: Visit, span: tracing.Span) -> Response:
        try:
            with eventlet.Timeout(MOST_SECONDS, Unavailable(field="time")):
                response = self._answer(visit)
        except Refusal as refusal:
            span.failed(refusal)
            response = sent(self._refused(refusal, visit), self.door, visit.request)
            if refusal.wait:
                response.headers["Retry-After"] = str(refusal.wait)
            if refusal.status == 401:
                response.headers["WWW-Authenticate"] = 'Bearer realm="haat"'
        except Exception as error:
            span.failed(error)
            _log.exception("an HTTP door failed", extra={"route": self.url})
            document = internal(language_of(visit.request), visit.cause.correlation_id)
            body = msgspec.json.encode(document)
            response = Response(body, status=500, content_type=CONTENT_TYPE)
        response.headers.extend(visit.headers)
        return response

    def _refused(self, refusal: Refusal, visit: Visit) -> Answer:
        return refusal_of(
            refusal, language_of(visit.request), visit.cause.correlation_id, self._body
        )

    def _answer(self, visit: Visit) -> Response:
        request, door, service = visit.request, self.door, self._service
        if self._busy._value.get() > MOST_AT_ONCE and not self._quiet:
            raise Unavailable(field="capacity")
        if self.method not in SAFE and service.publisher.blocked:
            raise Unavailable(field="broker")  # an alarm: what it would cause cannot be told on
        who = visit.person = caller_of(request, service.assembly.tokens, door)
        if not self._quiet:
            visit.count(service.assembly.limiter_for(self.method))
        if who and door.may and not door.guests:
            policy.must(who, door.may)
            if door.sure:
                who.must_be_sure(service.assembly.clock.now())
        raw = body_of(request, door)
        call = call_of(request, door, who, visit.cause, raw)
        audit.act(call)
        arguments = dict(request.path_values)  # type: ignore[attr-defined]
        if door.body is not None:
            arguments["body"] = read_body(door.body, raw)
        if not door.raw:
            query = read_query(door.query, request.args.to_dict(flat=False))
            arguments |= {} if door.query is None else {"query": query}
        return self._keyed(visit, call, arguments, raw)

    def _keyed(self, visit: Visit, call: Call, arguments: dict[str, Any], raw: bytes) -> Response:
        request, door = visit.request, self.door
        key = key_of(request, door)
        if not key:
            result = self._run(call, arguments)
            if isinstance(result, Response):
                return result
            return sent(answer_of(door, result), door, request)
        asked = raw + request.query_string + request.headers.get("If-Match", "").encode()
        answer, earlier = once(
            self._service.assembly.answers,
            call,
            (f"{self.method} {request.path}", key, asked),
            lambda seeded: answer_of(door, self._run(seeded, arguments)),
            lambda refusal: self._refused(refusal, visit),
            secret=door.secret,
        )
        response = sent(answer, door, request)
        if earlier:
            response.headers["Idempotent-Replayed"] = "true"
        return response

    def _run(self, call: Call, arguments: dict[str, Any]) -> Any:
        """In the greenlet that read the request: a worker of nameko's own would only be slower."""
        shell = self.container.service_cls()
        for provider in self.container.dependencies:
            setattr(shell, provider.attr_name, provider.get_dependency(None))
        result = getattr(shell, self.method_name)(call, **arguments)
        if self._looks and call.person and not call.asked:
            raise NeverAsked(f"{self.method} {self.url}")
        return result

    def _tell(self, status: int, seconds: float, visit: Visit) -> None:
        service = self.container.service_name
        metrics.HTTP.labels(service, self.method, self.url, status).observe(seconds)
        if not self._quiet:
            fields = {
                "method": self.method,
                "route": self.url,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "person": visit.person.id if visit.person else "",
            }
            _log.info("answered", extra=fields)


def http(method: str, path: str, **rules: Any) -> Any:
    """Decorate a method `(self, call, *, body, query, <path values>)`.

    `may` the action of the policy table that this is; an action that depends on the object must be
    asked for by `call.must`, `call.may` or `call.narrows` · `open` for strangers · `guests` for
    strangers too, but who shows a token is known · `sure` needs a second step a short while ago ·
    `key` "required" or "optional" (writes) Idempotency-Key, or "none" · `secret` the answer is not
    kept: a repeat runs again, with the same ids · `status` of success · `at` the address of what
    was made, such as `/v1/orders/{order_id}` · `raw` gives the raw body and headers in `call`.
    """

    def decorate(function: Any) -> Any:
        function.__door__ = door = door_for(method, path, function, **rules)
        return HttpDoor.decorator(door)(function)

    return decorate
