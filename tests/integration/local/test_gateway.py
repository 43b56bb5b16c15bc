"""The gateway's template in a real nginx before a stub of the services."""

import re
from pathlib import Path

import pytest
from local_process import Reply, ask
from own_gateway import DESCRIPTIONS, start
from stub_server import Got, HangUp, StubServer

from chassis.openapi.routes import operations_of
from deploy.local.settings import ROOT
from deploy.rights.doors import services as all_services

NAMED = re.compile(r"\{\w+\}")


def problem(reply: Reply) -> tuple[int, str, str]:
    return reply.status, reply.headers["content-type"], reply.json["code"]


def test_every_door_is_reached(gateway: int):
    doors = [
        (name, operation.door.method, NAMED.sub("x", operation.path))
        for name, service in all_services().items()
        for operation in operations_of(name, service)
    ]
    reached = [ask(gateway, method, path).json.get("service") for _, method, path in doors]
    assert [
        (door, name) for door, name in zip(doors, reached, strict=True) if door[0] != name
    ] == []
    assert ("orders", "GET", "/v1/orders/x/timeline") in doors


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
    assert reply.json == {
        "type": "https://haat.example/problems/body_too_large",
        "title": "Content Too Large",
        "status": 413,
        "code": "body_too_large",
        "detail": "The request is larger than 1 MB.",
        "request_id": "req-12345678",
        "errors": [{"detail": "The request is larger than 1 MB.", "allowed": "1 MB"}],
    }
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
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert b"//" not in page.body
    assert b'href="/asyncapi.json"' in page.body
    assert ask(gateway, "GET", "/docs").headers["location"] == "/docs/"


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_the_platforms_descriptions_are_served(gateway: int, name: str):
    reply = ask(gateway, "GET", f"/{name}")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.body == (ROOT / "docs" / name).read_bytes()
