"""The gateway's template in a real nginx before a stub of the services."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_process import Reply, ask, free_port, running
from stub_server import Got, HangUp, StubServer, stub_server

from deploy.gateway.render import nginx_configuration
from deploy.local.settings import ROOT, SERVICES

ROUTES = {
    "accounts": [
        *("/v1/logins", "/v1/tokens", "/v1/me", "/v1/people/p/roles", "/v1/machines"),
        *("/v1/machine-tokens", "/.well-known/jwks.json", "/v1/parked/replay"),
    ],
    "catalog": ["/v1/sellers", "/v1/products/p/stock"],
    "orders": ["/v1/orders", "/v1/orders/o/timeline"],
    "payments": ["/v1/payments", "/v1/webhooks/stripe"],
    "delivery": ["/v1/partners/p/coverage", "/v1/serviceability", "/v1/shipments/s/events"],
    "search": ["/v1/search"],
    "notify": ["/v1/messages"],
}
DESCRIPTIONS = ("openapi.json", "asyncapi.json")


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, StubServer]]:
    """One stub per service, which answers its own name."""
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(stub_server()) for name in SERVICES}


def start(
    folder: Path, services: dict[str, StubServer], **changes: str
) -> tuple[int, contextlib.AbstractContextManager[object]]:
    """The gateway's port, and its process to be entered."""
    port = free_port()
    static = folder / "static"
    (static / "docs").mkdir(parents=True)
    for page in (ROOT / "deploy" / "gateway" / "docs").iterdir():
        (static / "docs" / page.name).write_bytes(page.read_bytes())
    for name in DESCRIPTIONS:
        (static / name).write_bytes((ROOT / "docs" / name).read_bytes())
    upstreams = {f"UPSTREAM_{n.upper()}": f"127.0.0.1:{s.port}" for n, s in services.items()}
    limits = {"RATE_LIMIT": "5000r/s", "RATE_BURST": "5000"}
    own = {"LISTEN": f"127.0.0.1:{port}", "RUN": str(folder), "STATIC": str(static)}
    file = folder / "nginx.conf"
    file.write_text(nginx_configuration({**upstreams, **limits, **own, "USER": user(), **changes}))
    quiet = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(file), "-g", "daemon off;"]
    return port, running(quiet, port)


def user() -> str:
    return "user root;" if os.geteuid() == 0 else ""


@pytest.fixture(scope="module")
def gateway(
    services: dict[str, StubServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    port, nginx = start(tmp_path_factory.mktemp("gateway"), services)
    with nginx:
        yield port


@pytest.fixture(autouse=True)
def _answering_by_name(services: dict[str, StubServer]) -> None:
    for name, stub in services.items():
        stub.requests.clear()
        stub.answer = lambda _, name=name: (200, json.dumps({"service": name}).encode())


def problem(reply: Reply) -> tuple[int, str, str]:
    return reply.status, reply.headers["content-type"], reply.json["code"]


@pytest.mark.parametrize(
    ("service", "path"), [(name, path) for name, paths in ROUTES.items() for path in paths]
)
def test_a_path_reaches_its_service(gateway: int, service: str, path: str):
    assert ask(gateway, "GET", path).json == {"service": service}


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/orderss", "/healthz", "/readyz", "/metrics"])
def test_what_no_service_owns_is_no_such_route(gateway: int, path: str):
    expected = (404, "application/problem+json", "no_such_route")
    assert problem(ask(gateway, "GET", path)) == expected


def test_path_query_and_body_pass_unchanged(gateway: int, services: dict[str, StubServer]):
    ask(gateway, "POST", "/v1/orders?a=%2B91&b=%E0%A4%95", b'{"x": 1}', {"Idempotency-Key": "k"})
    [got] = services["orders"].requests
    assert (got.method, got.path, got.body) == (
        "POST",
        "/v1/orders?a=%2B91&b=%E0%A4%95",
        b'{"x": 1}',
    )
    assert got.headers["idempotency-key"] == "k"


def test_a_harmless_request_id_is_kept_and_any_other_replaced(
    gateway: int, services: dict[str, StubServer]
):
    kept = ask(gateway, "GET", "/v1/orders", headers={"X-Request-Id": "req-12345678"})
    made = ask(gateway, "GET", "/v1/orders", headers={"X-Request-Id": 'x" y'})
    first, second = services["orders"].requests
    assert kept.headers["x-request-id"] == first.headers["x-request-id"] == "req-12345678"
    assert made.headers["x-request-id"] == second.headers["x-request-id"]
    assert len(made.headers["x-request-id"]) == 32


def test_a_body_over_1_mb_is_refused_before_it_reaches_a_service(
    gateway: int, services: dict[str, StubServer]
):
    headers = {"Content-Length": str(2 << 20), "X-Request-Id": "req-12345678"}
    reply = ask(gateway, "POST", "/v1/orders", b"", headers)
    assert problem(reply)[::2] == (413, "body_too_large")
    assert reply.json["allowed"] == "1 MB"
    assert reply.json["request_id"] == "req-12345678"
    assert services["orders"].requests == []


def test_a_service_s_own_errors_pass_unchanged(gateway: int, services: dict[str, StubServer]):
    services["orders"].answer = lambda _: (404, b'{"code": "order_not_found"}')
    reply = ask(gateway, "GET", "/v1/orders/o")
    assert (reply.status, reply.json) == (404, {"code": "order_not_found"})


def test_a_service_that_hangs_up_is_tried_once_more(gateway: int, services: dict[str, StubServer]):
    def hang_up(_: Got) -> tuple[int, bytes]:
        raise HangUp

    services["search"].answer = hang_up
    reply = ask(gateway, "GET", "/v1/search")
    assert problem(reply)[::2] == (503, "service_unavailable")
    assert reply.headers["retry-after"] == "1"
    services["search"].answer = lambda _: (200, b"{}")
    assert ask(gateway, "GET", "/v1/search").status == 200


def test_the_gateway_speaks_hindi_to_who_asks_for_it(gateway: int):
    reply = ask(gateway, "GET", "/v1/nothing", headers={"Accept-Language": "hi-IN,hi;q=0.9"})
    assert reply.json["detail"] == "इस पते पर कुछ नहीं है।"


def test_too_many_requests_of_one_client_are_refused(
    tmp_path: Path, services: dict[str, StubServer]
):
    port, nginx = start(tmp_path, services, RATE_LIMIT="1r/m", RATE_BURST="1")
    with nginx:
        replies = [ask(port, "GET", "/v1/orders") for _ in range(3)]
    assert [reply.status for reply in replies[:2]] == [200, 200]
    assert problem(replies[2])[::2] == (429, "too_many_requests")
    assert replies[2].headers["retry-after"] == "1"


def test_the_reading_page_loads_nothing_from_elsewhere(gateway: int):
    page = ask(gateway, "GET", "/docs/")
    assert page.status == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert b"//" not in page.body
    assert b'href="/asyncapi.json"' in page.body
    assert ask(gateway, "GET", "/docs").headers["location"] == "/docs/"


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_the_platforms_descriptions_are_served(gateway: int, name: str):
    reply = ask(gateway, "GET", f"/{name}")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.body == (ROOT / "docs" / name).read_bytes()
