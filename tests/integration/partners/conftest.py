"""A real broker, a partner's queue on it, and a pretend Haat beside it.

The broker is the one at HAAT_TEST_AMQP_URL, else the test platform's (`amqp_url`), else an own one.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from partners.kit import Settings
from partners.kit.practice import PretendHaat
from tests.integration.partners.own_broker import OwnBroker, eventually, installed
from tests.integration.partners.partner_at_work import PartnerAtWork
from tests.integration.partners.queue_of_a_partner import QueueOfAPartner

ROOT = Path(__file__).resolve().parents[3]

logging.getLogger("pika").setLevel(logging.CRITICAL)


@pytest.fixture(scope="session")
def own_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBroker]:
    if not installed():
        pytest.skip("RabbitMQ is not installed")
    broker = OwnBroker(tmp_path_factory.mktemp("rabbitmq"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def broker_url(request: pytest.FixtureRequest) -> str:
    if url := os.environ.get("HAAT_TEST_AMQP_URL"):
        return url
    try:
        return str(request.getfixturevalue("amqp_url"))
    except pytest.FixtureLookupError:
        return str(request.getfixturevalue("own_broker").url)


@pytest.fixture
def queue(broker_url: str) -> Iterator[QueueOfAPartner]:
    made = QueueOfAPartner(broker_url)
    made.declare()
    yield made
    made.delete()


@pytest.fixture
def haat() -> Iterator[PretendHaat]:
    with PretendHaat() as pretended:
        yield pretended


@pytest.fixture
def settings(queue: QueueOfAPartner, haat: PretendHaat) -> Settings:
    return Settings(amqp_url=queue.url, queue=queue.name, api_url=haat.url, api_key="hk_k_s")


@pytest.fixture
def partner(settings: Settings) -> Iterator[PartnerAtWork]:
    """A partner in this process; its function is chosen by the test."""
    at_work = PartnerAtWork(settings)
    yield at_work
    at_work.stop()


StartSample = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_sample(
    queue: QueueOfAPartner, haat: PretendHaat, tmp_path: Path
) -> Iterator[StartSample]:
    """Start `python -m partners.sample`; returns when it listens to the queue."""
    started: list[subprocess.Popen[str]] = []

    def start(**settings: Any) -> subprocess.Popen[str]:
        told = {"AMQP_URL": queue.url, "QUEUE": queue.name, "API_URL": haat.url}
        told |= {"API_KEY": "hk_k_s", "DOORSTEP_URL": haat.url} | settings
        env = os.environ | {f"HAAT_PARTNER_{name}": str(value) for name, value in told.items()}
        with (tmp_path / "sample.log").open("a") as log:
            command = [sys.executable, "-m", "partners.sample"]
            process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=log, text=True)
        started.append(process)
        eventually(lambda: queue.listeners() == 1)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=30)
