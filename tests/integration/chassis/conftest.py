"""The tiny service: one for all tests that leave it as it is, and fresh ones to be killed."""

from collections.abc import Callable, Iterator

import pytest

from tests.integration.chassis.bench import Bench, eventually


@pytest.fixture(scope="session")
def make_bench(amqp_url: str, mongo_url: str) -> Iterator[Callable[[], Bench]]:
    made: list[Bench] = []

    def make() -> Bench:
        made.append(Bench(amqp_url, mongo_url))
        made[-1].start()
        return made[-1]

    yield make
    for bench in made:
        bench.stop()  # first of all: no process is left behind, even where the broker is away
    for bench in made:
        bench.close()


@pytest.fixture(scope="session")
def steady(make_bench: Callable[[], Bench]) -> Bench:
    """A service that no test stops."""
    return make_bench()


@pytest.fixture(scope="session")
def mortal_bench(make_bench: Callable[[], Bench]) -> Bench:
    return make_bench()


@pytest.fixture
def mortal(mortal_bench: Bench) -> Bench:
    """A service that tests may kill; when the next test begins it runs, its outboxes empty."""
    if not mortal_bench.runs:
        mortal_bench.start()
    eventually(lambda: mortal_bench.waiting() == 0)  # what an earlier test killed is swept
    return mortal_bench
