"""Titles, sellers, sales and coverage on a real database."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from services.search.adapters.plain import prepare_plain
from services.search.adapters.reach import KeptReach
from services.search.adapters.sales import MOST_KEPT, KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.titles import KeptTitles
from services.search.tables import PLAIN
from tests.unit.search.kept_contract import (
    SUSPENDED,
    SalesContract,
    SellersContract,
    TitlesContract,
    title,
    told,
)

Documents = Database[dict[str, Any]]


class LookedTitles(KeptTitles):
    """That can be looked at."""

    def kept(self, product_id: str) -> dict[str, Any] | None:
        return self._titles.find_one({"_id": product_id})


class TestKeptTitles(TitlesContract):
    """See `kept_contract`."""

    @pytest.fixture
    def titles(self, database: Documents) -> LookedTitles:
        prepare_plain(database)
        return LookedTitles(database)

    def test_many_are_put_at_once_and_none_over_something_newer(self, titles: LookedTitles) -> None:
        titles.put(title("prd_1", key="newer"), 9)
        titles.allow("prd_1", SUSPENDED)
        titles.put_all([(title("prd_1"), 8), (title("prd_2"), 8)])
        assert (told(titles, "prd_1"), told(titles, "prd_2")) == (
            (True, False, ["newer"]),
            (True, True, ["lahti"]),
        )


class TestKeptSellers(SellersContract):
    """See `kept_contract`."""

    @pytest.fixture
    def sellers(self, database: Documents) -> KeptSellers:
        return KeptSellers(database)


class TestKeptSales(SalesContract):
    """See `kept_contract`."""

    @pytest.fixture
    def sales(self, database: Documents) -> KeptSales:
        return KeptSales(database)

    def test_many_hands_count_each_order_once(self, sales: KeptSales) -> None:
        orders = [f"ord_{n % 30}" for n in range(90)]
        with ThreadPoolExecutor(6) as hands:
            list(hands.map(lambda id: sales.count("prd_1", id), orders))
        assert sales.of(["prd_1", "prd_none"]) == {"prd_1": 30}

    def test_only_the_last_orders_are_remembered(
        self, sales: KeptSales, database: Documents
    ) -> None:
        known = {"times": MOST_KEPT, "orders": [f"ord_{n}" for n in range(MOST_KEPT)]}
        database["sales"].insert_one({"_id": "prd_1", **known})
        assert sales.count("prd_1", "ord_new") == MOST_KEPT + 1
        kept = database["sales"].find_one({"_id": "prd_1"})
        assert kept is not None
        assert (len(kept["orders"]), kept["orders"][-1]) == (MOST_KEPT, "ord_new")


def test_a_pin_is_served_where_any_partner_says_so(database: Documents) -> None:
    database["coverages"].insert_one({"_id": "par_1", "pins": ["814112", "814113"]})
    reach = KeptReach(database)
    assert (reach.served("814113"), reach.served("110001")) == (True, False)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("titles", {"_id": "prd_1", "sequence": {"$lt": 3}}),
        ("titles", {"_id": "prd_1", "seen_seller": {"$lt": 3}}),
        ("titles", {"seller_id": "sel_1"}),
        ("titles", {"seller_id": "sel_1", "seen_seller": {"$lt": 3}}),
        ("titles", {"live": True, "seller_ok": True, "keys": {"$gte": "lah", "$lt": "lai"}}),
        ("sellers", {"_id": "sel_1", "sequence": {"$lt": 3}}),
        ("sales", {"_id": "prd_1", "times": 3}),
    ],
)
def test_no_question_scans_a_collection(
    database: Documents, name: str, wanted: dict[str, Any]
) -> None:
    prepare_plain(database)
    assert name in PLAIN
    plan = database[name].find(wanted).explain()
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
