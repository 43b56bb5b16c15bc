"""What the gateway keeps from the services, and what it says to browsers."""

import gzip
import json
import socket
import time
from pathlib import Path

import pytest
from local_process import SECONDS, ask
from own_gateway import start
from stub_server import StubServer

SHOP = {"Origin": "https://shop.example"}
ASKED_BEFORE = {"Access-Control-Request-Method": "POST"}
FORGED = (
    *("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP"),
    *("X-Client-IP", "True-Client-IP", "X-Original-URL", "X-Rewrite-URL", "Proxy"),
    "X-HTTP-Method-Override",
)

PROVERS = [
    f"/v1/{name}" for name in ("logins", "tokens", "token-refreshes", "step-ups", "machine-tokens")
]


def raw(port: int, request: bytes) -> bytes:
    """All that comes back for these bytes, until the gateway hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_where_a_caller_is_cannot_be_forged(gateway: int, services: dict[str, StubServer]):
    forged = dict.fromkeys(FORGED, "203.0.113.7")
    ask(gateway, "GET", "/v1/orders", headers={**forged, "X-Forwarded-For": "203.0.113.7"})
    [got] = services["orders"].requests
    assert got.headers["x-forwarded-for"] == "127.0.0.1"
    assert [name for name in FORGED if name.lower() in got.headers] == []
    assert "203.0.113.7" not in got.headers.values()


def test_a_client_that_dribbles_its_headers_is_cut_off(
    gateway: int, services: dict[str, StubServer]
):
    """Its time is for the whole head: a byte now and then does not buy more."""
    end = time.monotonic() + SECONDS
    cut = False
    with socket.create_connection(("127.0.0.1", gateway), timeout=0.1) as line:
        line.sendall(b"GET /v1/orders HTTP/1.1\r\nHost: haat\r\nX-Slow: ")
        while not cut and time.monotonic() < end:
            try:
                line.sendall(b"a")
                cut = line.recv(1) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                cut = True
    assert cut
    assert services["orders"].requests == []


def test_a_service_sees_no_request_whose_body_is_not_all_here(
    gateway: int, services: dict[str, StubServer]
):
    with socket.create_connection(("127.0.0.1", gateway), timeout=SECONDS) as line:
        line.sendall(b"POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n{")
        assert ask(gateway, "GET", "/v1/search").status == 200
    assert services["orders"].requests == []


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Content-Length: +2",
        "Transfer-Encoding: xchunked",
    ],
)
def test_a_body_of_doubtful_length_is_refused(
    gateway: int, services: dict[str, StubServer], framing: str
):
    head = f"POST /v1/orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{framing}\r\n\r\n"
    answer = raw(gateway, head.encode() + b"{}")
    assert answer.split(b" ")[1] in (b"400", b"501"), answer
    assert services["orders"].requests == []


def test_a_chunked_body_arrives_whole(gateway: int, services: dict[str, StubServer]):
    head = b"POST /v1/orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    answer = raw(gateway, head + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    [got] = services["orders"].requests
    assert (got.body, got.headers["content-length"]) == (b"{}", "2")


def test_headers_that_are_too_large_are_refused(gateway: int, services: dict[str, StubServer]):
    reply = ask(gateway, "GET", "/v1/orders", headers={"X-Large": "a" * 9_000})
    assert (reply.status, reply.json["code"]) == (400, "bad_request")
    assert services["orders"].requests == []


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "BREW"])
def test_a_method_that_no_door_has_is_refused(
    gateway: int, services: dict[str, StubServer], method: str
):
    reply = ask(gateway, method, "/v1/orders")
    assert (reply.status, reply.json["code"]) == (405, "method_not_allowed")
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
    assert services["orders"].requests == []


def test_one_address_holds_so_many_connections_and_no_more(
    tmp_path: Path, services: dict[str, StubServer]
):
    port, nginx = start(tmp_path, services, CONNECTIONS="1")
    head = b"POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n{"
    with nginx, socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line:
        line.sendall(head)
        end = time.monotonic() + SECONDS
        while (reply := ask(port, "GET", "/v1/search")).status == 200 and time.monotonic() < end:
            continue
    assert (reply.status, reply.json["code"]) == (429, "too_many_requests")


@pytest.mark.parametrize(
    "path",
    ["/v1/logins", "/v1/tokens", "/v1/token-refreshes", "/v1/step-ups", "/v1/machine-tokens"],
)
def test_secrets_cannot_be_tried_as_fast_as_all_else_is_asked(
    tmp_path: Path, services: dict[str, StubServer], path: str
):
    port, nginx = start(tmp_path, services, LOGIN_RATE="1r/m", LOGIN_BURST="1")
    with nginx:
        tried = [ask(port, "POST", path).status for _ in range(3)]
        asked = [ask(port, "GET", "/v1/orders").status for _ in range(3)]
    assert tried[2] == 429
    assert asked == [200, 200, 200]


@pytest.mark.parametrize("path", ["/docs/", "/openapi.json", "/v1/orders", "/v1/nothing", "/docs"])
def test_every_answer_says_what_browsers_may_do_with_it(gateway: int, path: str):
    headers = ask(gateway, "GET", path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.partition("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["permissions-policy"].startswith("camera=()")
    assert "nginx/" not in headers["server"]


def test_without_tls_before_it_the_gateway_promises_none(
    tmp_path: Path, services: dict[str, StubServer]
):
    port, nginx = start(tmp_path, services)
    with nginx:
        assert "strict-transport-security" not in ask(port, "GET", "/docs/").headers


def test_a_listed_origin_may_read_answers(gateway: int):
    headers = ask(gateway, "GET", "/v1/orders", headers=SHOP).headers
    assert headers["access-control-allow-origin"] == "https://shop.example"
    assert "Idempotent-Replayed" in headers["access-control-expose-headers"]
    assert "Origin" in headers["vary"]
    assert "access-control-allow-credentials" not in headers


def test_a_listed_origin_is_answered_before_it_writes(
    gateway: int, services: dict[str, StubServer]
):
    reply = ask(gateway, "OPTIONS", "/v1/orders", headers=SHOP | ASKED_BEFORE)
    assert reply.status == 204
    assert reply.headers["access-control-allow-origin"] == "https://shop.example"
    assert reply.headers["access-control-allow-methods"] == "GET, POST, PUT, PATCH, DELETE"
    assert "Idempotency-Key" in reply.headers["access-control-allow-headers"]
    assert services["orders"].requests == []


@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.example", "null", "*", "http://shop.example", "https://shop.example:444"),
        *("https://shop.example.evil.example", "https://xshop.example", "https://shop.example/"),
    ],
)
def test_no_other_origin_learns_anything(
    gateway: int, services: dict[str, StubServer], origin: str
):
    before = ask(gateway, "OPTIONS", "/v1/orders", headers={"Origin": origin} | ASKED_BEFORE)
    read = ask(gateway, "GET", "/v1/orders", headers={"Origin": origin})
    for reply in (before, read):
        assert [name for name in reply.headers if name.startswith("access-control-")] == []
        assert "Origin" in reply.headers["vary"]


def test_long_json_is_compressed_and_short_is_not(gateway: int, services: dict[str, StubServer]):
    long, short = json.dumps({"text": "हाट" * 500}).encode(), b'{"text": "x"}'
    accepts = {"Accept-Encoding": "gzip"}
    services["orders"].answer = lambda _: (200, long)
    packed = ask(gateway, "GET", "/v1/orders", headers=accepts)
    plain = ask(gateway, "GET", "/v1/orders")
    services["orders"].answer = lambda _: (200, short)
    small = ask(gateway, "GET", "/v1/orders", headers=accepts)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == long
    assert (small.body, small.headers.get("content-encoding")) == (short, None)
