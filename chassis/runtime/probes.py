"""The three doors that every service has: alive, ready, measured."""

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.wrappers import Response

from chassis.doors import Call
from chassis.errors import Unavailable
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http


class Probes:
    """Base of every service's shell."""

    service: Assembled

    @http("GET", "/healthz", open=True)
    def alive(self, call: Call) -> dict[str, str]:
        """The process answers."""
        return {"status": "alive"}

    @http("GET", "/readyz", open=True)
    def ready(self, call: Call) -> Response:
        """Its servers are reachable; else 503 and what is away."""
        away = {}
        for name, check in self.service.checks.items():
            try:
                check()
            except Exception as error:
                away[name] = error.code if isinstance(error, Unavailable) else type(error).__name__
        return Response(
            msgspec.json.encode({"status": "not ready" if away else "ready", "away": away}),
            status=503 if away else 200,
            content_type="application/json",
        )

    @http("GET", "/metrics", open=True)
    def measured(self, call: Call) -> Response:
        """Prometheus text."""
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
