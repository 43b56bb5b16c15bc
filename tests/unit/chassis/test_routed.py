"""Addresses without a door are problem documents too."""

import json
from types import SimpleNamespace

import pytest
from werkzeug.routing import Map, Rule
from werkzeug.test import Client

from chassis.runtime.webserver import Routed


class Server:
    """As much of a web server as routing needs."""

    container = SimpleNamespace(service_name="market")

    def make_url_map(self) -> Map:
        return Map([Rule("/v1/orders", methods=["POST"], endpoint=None)])


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "not_found"),
        ("GET", "/v1/orders", 405, "method_not_allowed"),
        ("POST", "/v1//orders", 404, "not_found"),  # no redirect that would change the request
    ],
)
def test_what_has_no_door_is_a_problem(method: str, path: str, status: int, code: str):
    answer = Client(Routed(Server())).open(path, method=method, base_url="http://haat.example")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert json.loads(answer.data)["code"] == code
    assert answer.headers.get("Allow", "") == ("POST" if status == 405 else "")


def test_a_request_id_that_could_forge_a_line_is_not_repeated():
    answer = Client(Routed(Server())).get(
        "/v1/nothing", base_url="http://haat.example", headers={"X-Request-Id": "a b{}"}
    )
    assert json.loads(answer.data)["request_id"].startswith("req_")
