"""A catalogue, empty or with one thing on sale."""

import pytest
from catalog_kit import Catalog

from chassis.context import Cause, begin


@pytest.fixture(autouse=True)
def _no_cause() -> None:
    """Doors leave theirs behind."""
    begin(Cause())


@pytest.fixture
def catalog() -> Catalog:
    return Catalog()


@pytest.fixture
def market(catalog: Catalog) -> Catalog:
    """One approved seller with five griddles on sale."""
    catalog.seller()
    catalog.live()
    return catalog


@pytest.fixture
def stall(catalog: Catalog) -> Catalog:
    """An approved seller with nothing yet."""
    catalog.seller()
    catalog.box.events.clear()
    return catalog
