"""nameko's web server with a real backlog, no second access log, and a drain."""

import logging
import time
from collections.abc import Iterable
from typing import Any

import eventlet
import msgspec
from eventlet import wsgi
from nameko.web.server import HttpOnlyProtocol, WebServer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from chassis import metrics
from chassis.errors import MethodNotAllowed, NotFound
from chassis.problems import CONTENT_TYPE, problem
from chassis.runtime.request import cause_of, language_of

DRAIN_SECONDS = 20


class HttpServer(WebServer):
    """One per service."""

    _starting: bool

    def start(self) -> None:
        if self._starting:
            return
        self._starting = True
        address = self.bind_addr
        self._sock = eventlet.listen((address.address, address.port), backlog=1024)
        self._sock.settimeout(None)
        self._serv = self.get_wsgi_server(self._sock, self.get_wsgi_app())
        self._gt = self.container.spawn_managed_thread(self.run)

    def stop(self) -> None:
        """Accept nothing new, then wait for the answers in hand."""
        if not self._is_accepting or self._gt is None:
            return
        self._serv.keepalive = False  # who is connected leaves with the next answer
        super().stop()
        busy = metrics.HTTP_BUSY.labels(self.container.service_name)
        end = time.monotonic() + DRAIN_SECONDS
        while busy._value.get() > 0 and time.monotonic() < end:
            eventlet.sleep(0.02)

    def process_request(self, sock: Any, address: Any) -> None:
        """A line that breaks (timed out, no route) ends its caller's connection alone."""
        try:
            super().process_request(sock, address)
        except OSError:
            sock.close()

    def get_wsgi_app(self) -> Any:
        return Routed(self)

    def get_wsgi_server(self, sock: Any, wsgi_app: Any, **options: Any) -> Any:
        return wsgi.Server(
            sock,
            sock.getsockname(),
            wsgi_app,
            protocol=HttpOnlyProtocol,
            log=logging.getLogger(__name__),
            log_output=False,
            debug=False,  # no traceback ever leaves
            keepalive=True,
            socket_timeout=75,
        )


class Routed:
    """The WSGI application: finds the door; what has none is a problem document too."""

    def __init__(self, server: WebServer) -> None:
        self._map = server.make_url_map()
        self._busy = metrics.HTTP_BUSY.labels(server.container.service_name)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self._busy.track_inprogress():
            return list(self._answer(environ)(environ, start_response))

    def _answer(self, environ: Any) -> Any:
        request = Request(environ)
        try:
            door, values = self._map.bind_to_environ(environ).match()
        except HTTPException as missing:
            return _nowhere(request, getattr(missing, "valid_methods", None) or ())
        request.path_values = values  # type: ignore[attr-defined]
        return door.handle_request(request)


def _nowhere(request: Request, methods: Iterable[str]) -> Response:
    """No door at this address, or none for this method: then which methods there are."""
    refusal = MethodNotAllowed(field="method") if methods else NotFound(field="path")
    request_id = cause_of(request).correlation_id
    document = problem(refusal, language_of(request), request_id)
    headers = {"X-Request-Id": request_id}
    if methods:
        headers["Allow"] = ", ".join(sorted(methods))
    return Response(
        msgspec.json.encode(document), refusal.status, headers, content_type=CONTENT_TYPE
    )
