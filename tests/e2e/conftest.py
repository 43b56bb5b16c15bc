"""One platform for all end-to-end tests."""

from collections.abc import Iterator

import pytest

from tests.market import Market


@pytest.fixture(scope="session")
def market() -> Iterator[Market]:
    market = Market()
    yield market
    market.close()
