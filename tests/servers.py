"""The servers that tests need: started once when the first test asks for them."""

import os
import shlex
from collections.abc import Iterator
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from chassis.ids import new_id
from chassis.mongo import connect
from deploy.local.rabbitmq import broker_url
from deploy.local.settings import Settings, load_settings
from tests.conftest import TEST_ENVIRONMENT, haat
from tests.market import Market


@pytest.fixture(scope="session")
def servers() -> None:
    """Broker, document store, search and payment sandbox of the tests' platform."""
    if os.environ.get("CI_ALLOW_SKIP"):
        pytest.skip("CI_ALLOW_SKIP is set: no servers are started")
    started = haat("up", "--servers-only", check=False)
    assert started.returncode == 0, started.stderr


def settings_of(service: str) -> dict[str, str]:
    """What the local set-up gives a service process."""
    exports = haat("env", service).stdout
    words = [shlex.split(line)[1] for line in exports.splitlines()]
    return dict(word.partition("=")[::2] for word in words)


def own_settings() -> Settings:
    """Of the tests' platform."""
    return load_settings(os.environ | TEST_ENVIRONMENT)


@pytest.fixture(scope="session")
def mongo_url(request: pytest.FixtureRequest) -> str:
    """The tests' MongoDB."""
    return _url(request, "orders", "MONGO_URL")


@pytest.fixture(scope="session")
def amqp_url(request: pytest.FixtureRequest) -> str:
    """The tests' RabbitMQ as its administrator: tests declare what no service may."""
    given = os.environ.get("HAAT_TEST_AMQP_URL")
    if given:
        return given
    request.getfixturevalue("servers")
    return broker_url(own_settings())


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """The tests' Elasticsearch."""
    return _url(request, "search", "ELASTICSEARCH_URL")


@pytest.fixture(scope="session")
def stripe_base(request: pytest.FixtureRequest) -> str:
    """The payment sandbox behind the proxy that keeps idempotency keys."""
    return _url(request, "payments", "STRIPE_API_BASE")


@pytest.fixture(scope="session")
def mongo_client(mongo_url: str) -> Iterator[pymongo.MongoClient[dict[str, Any]]]:
    """For making and dropping the tests' databases."""
    with pymongo.MongoClient(mongo_url) as client:
        yield client


@pytest.fixture
def database(mongo_url: str, mongo_client: Any) -> Iterator[Database[dict[str, Any]]]:
    """A database of this test alone, connected as services connect."""
    name = new_id("test")[-12:]
    database = connect(mongo_url, f"test_{name}")
    yield database
    database.client.close()
    mongo_client.drop_database(database.name)


def _url(request: pytest.FixtureRequest, service: str, name: str) -> str:
    """HAAT_TEST_<name> where it is set, else of servers that are started now."""
    given = os.environ.get(f"HAAT_TEST_{name}")
    if given:
        return given
    request.getfixturevalue("servers")
    return settings_of(service)[f"HAAT_{name}"]


@pytest.fixture(scope="session")
def market() -> Iterator[Market]:
    """The whole platform with the sample district, shared by all tests that need it."""
    market = Market()
    yield market
    market.close()


@pytest.fixture(scope="session")
def prometheus_url(market: Market) -> str:
    """A Prometheus that watches a platform on which orders have come to each of their ends."""
    product = market.new_product(20)
    buyer = market.person()
    for payment in ({"method": "card", "token": "pm_card_visa"}, {"method": "cod"}):
        order = market.place(buyer, {product: 1}, payment=payment)
        market.until_status(buyer, order.order_id, "completed")
    return market.settings.url("PROMETHEUS")
