"""Paths, framings and headers by which an attacker would get past the gateway."""

import contextlib
import socket

import pytest
from local_process import SECONDS, ask
from stub_server import StubServer

OUTWARD = (
    *(
        "/v1/orders/../../metrics",
        "/v1/orders/..%2f..%2fmetrics",
        "/v1/orders/%2e%2e/%2e%2e/metrics",
    ),
    *(
        "/v1/orders/..%2F..%2Freadyz",
        "//metrics",
        "/./metrics",
        "/metrics/",
        "/%6detrics",
        "/METRICS",
    ),
    *("/v1/../healthz", "/v1//../readyz", "/metrics?/v1/orders", "/metrics#/v1/orders"),
    *("/docs/../../nginx.conf", "/docs/..%2f..%2fnginx.conf", "/docs/%2e%2e/%2e%2e/etc/passwd"),
    *("/docs../nginx.conf", "/docs/.git/config", "/.env", "/.git/config", "/nginx.conf"),
)
"""Each leads to a probe of a service or to a file, if anybody follows."""
INWARD = (
    *("/metrics/../v1/orders", "/readyz/%2e%2e/v1/orders", "/metrics%3f/../v1/orders"),
    *("/healthz/..%2fv1/orders", "/metrics/x/../../v1/orders"),
)
"""Asked for as a route of a service, and passed on as it was written."""


def raw(port: int, request: bytes) -> bytes:
    """All that comes back for these bytes, until the gateway hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def get(port: int, path: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    return raw(port, head.encode("latin-1"))


def seen(services: dict[str, StubServer]) -> list[str]:
    return [got.path for stub in services.values() for got in stub.requests]


@pytest.mark.parametrize("path", OUTWARD)
def test_no_way_of_writing_a_path_leads_to_probes_or_files(
    gateway: int, services: dict[str, StubServer], path: str
):
    answer = get(gateway, path)
    assert answer.split(b" ")[1] in (b"400", b"404"), answer[:200]
    assert seen(services) == []


@pytest.mark.parametrize("path", INWARD)
def test_a_path_is_passed_on_as_it_was_written_and_is_no_route_there(
    gateway: int, services: dict[str, StubServer], path: str
):
    """Services compare the whole path, so that a probe before `..` is none of their doors."""
    get(gateway, path)
    assert seen(services) in ([path], [])


def test_the_gateways_own_page_of_a_bad_request_is_no_route(gateway: int):
    assert ask(gateway, "GET", "/-/bad_request").json["code"] == "no_such_route"


@pytest.mark.parametrize(
    "path", ["/v1/orders/%00", "/v1/orders\x00", "/v1/orders/%", "/v1/orders/%zz", "/v1/or ders"]
)
def test_a_broken_path_is_refused(gateway: int, services: dict[str, StubServer], path: str):
    answer = get(gateway, path)
    assert answer.split(b" ")[1] == b"400"
    assert b"Content-Type: application/problem+json" in answer
    assert b'"code":"bad_request"' in answer
    assert seen(services) == []


@pytest.mark.parametrize(
    "head",
    [
        "GET /v1/orders HTTP/1.1\r\nHost: h\r\nX-A: b\r\n c\r\n",
        "GET /v1/orders HTTP/1.1\r\nHost: h\r\nX-A : b\r\n",
        "GET /v1/orders HTTP/1.1\r\nHost: h\r\nHost: other\r\n",
        "GET /v1/orders HTTP/1.1\r\nHost: h\r\nX-A: b\0c\r\n",
        "GET /v1/orders HTTP/1.1\r\n",
        "GET http://[ /v1/orders HTTP/1.1\r\nHost: h\r\n",
        "GET /v1/orders HTTP/9.9\r\nHost: h\r\n",
        "PRI * HTTP/2.0\r\n",
        "CONNECT orders:80 HTTP/1.1\r\nHost: h\r\n",
    ],
)
def test_a_head_that_two_readers_may_read_differently_is_refused(
    gateway: int, services: dict[str, StubServer], head: str
):
    answer = raw(gateway, f"{head}Connection: close\r\n\r\n".encode("latin-1"))
    assert not answer.startswith(b"HTTP/1.1 200"), answer[:200]
    assert seen(services) == []


@pytest.mark.parametrize(
    "framing",
    [
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nContent-Length: 4",
        "Transfer-Encoding: \x0bchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked, identity",
        "Content-Length: 4, 4",
        "Content-Length: 0x4",
        "Content-Length: -1",
    ],
)
def test_no_request_is_smuggled_behind_another(
    gateway: int, services: dict[str, StubServer], framing: str
):
    inner = "GET /v1/search?smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
    chunks = f"0\r\n\r\n{inner}"
    head = f"POST /v1/orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{framing}\r\n\r\n"
    answer = raw(gateway, (head + chunks).encode("latin-1"))
    assert answer.split(b" ")[1] in (b"400", b"501"), answer[:200]
    assert seen(services) == []


def test_a_chunked_body_is_counted_too(gateway: int, services: dict[str, StubServer]):
    chunk = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    head = b"POST /v1/orders HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", gateway), timeout=SECONDS) as line:
        with contextlib.suppress(OSError):  # it may have hung up
            line.sendall(head + chunk * 17)
        assert line.recv(64).startswith(b"HTTP/1.1 413 ")
    assert seen(services) == []


@pytest.mark.parametrize("name", ["X-Request-Id", "Accept-Language", "Origin"])
@pytest.mark.parametrize("value", ['"},{"a":"', "x\\u0000", "{{7*7}}", "$request_id", "${jndi:x}"])
def test_what_the_gateway_says_of_itself_holds_nothing_of_the_callers(
    gateway: int, services: dict[str, StubServer], name: str, value: str
):
    reply = ask(gateway, "GET", "/v1/nothing", headers={name: value})
    assert set(reply.json) == {
        *("type", "title", "status", "code", "detail", "request_id", "errors")
    }
    assert value not in reply.body.decode()
    assert value not in reply.headers.values()


def test_a_host_of_the_callers_is_in_no_answer(gateway: int):
    for path in ("/docs", "/v1/nothing", "/docs/"):
        reply = ask(gateway, "GET", path, headers={"Host": "evil.example"})
        assert "evil.example" not in reply.body.decode() + str(dict(reply.headers))
