"""A pretend Haat on loopback, and settings that point at it."""

from collections.abc import Iterator

import pytest

from partners.kit import Api, Settings
from partners.kit.practice import PretendHaat


@pytest.fixture
def haat(socket_enabled: None) -> Iterator[PretendHaat]:
    with PretendHaat() as pretended:
        yield pretended


@pytest.fixture
def settings(haat: PretendHaat) -> Settings:
    return Settings(amqp_url="amqp://127.0.0.1:1/", queue="q", api_url=haat.url, api_key="hk_k_s")


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def api(settings: Settings, pauses: list[float]) -> Api:
    return Api(settings, pause=pauses.append)
