"""A gateway and stubs of all services, shared by a module's tests."""

import contextlib
import json
from collections.abc import Iterator

import pytest
from own_gateway import start
from stub_server import StubServer, stub_server

from deploy.local.settings import SERVICES


@pytest.fixture(scope="module")
def all_stubs() -> Iterator[dict[str, StubServer]]:
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(stub_server()) for name in SERVICES}


@pytest.fixture
def services(all_stubs: dict[str, StubServer]) -> dict[str, StubServer]:
    """One stub per service, which answers its own name."""
    for name, stub in all_stubs.items():
        stub.requests.clear()
        stub.answer = lambda _, name=name: (200, json.dumps({"service": name}).encode())
    return all_stubs


@pytest.fixture(scope="module")
def shared_gateway(
    all_stubs: dict[str, StubServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    port, nginx = start(
        tmp_path_factory.mktemp("gateway"),
        all_stubs,
        CORS_ORIGINS='"https://shop.example" $http_origin;',
        HSTS="max-age=31536000",
        HEADER_SECONDS="1",
    )
    with nginx:
        yield port


@pytest.fixture
def gateway(shared_gateway: int, services: dict[str, StubServer]) -> int:
    """The port of a gateway before the stubs."""
    return shared_gateway
