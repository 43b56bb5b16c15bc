"""What stands for MongoDB in unit tests behaves like it."""

import pytest

from tests.unit.search.kept_contract import SalesContract, SellersContract, TitlesContract
from tests.unit.search.listings import DictSales, DictSellers, DictTitles


class TestDictTitles(TitlesContract):
    """See `kept_contract`."""

    @pytest.fixture
    def titles(self) -> DictTitles:
        return DictTitles()


class TestDictSellers(SellersContract):
    """See `kept_contract`."""

    @pytest.fixture
    def sellers(self) -> DictSellers:
        return DictSellers()


class TestDictSales(SalesContract):
    """See `kept_contract`."""

    @pytest.fixture
    def sales(self) -> DictSales:
        return DictSales()
