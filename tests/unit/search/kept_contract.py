"""What holds for titles, sellers and sales, kept in a dict or in MongoDB."""

from typing import Any, Protocol

from services.search.domain.title import Title
from services.search.ports import Sales, Sellers, Standing, Titles

SUSPENDED, REINSTATED = Standing(False, 3), Standing(True, 4)


class Looked(Titles, Protocol):
    """Titles that tests can look at."""

    def kept(self, product_id: str) -> dict[str, Any] | None: ...


def title(product_id: str = "prd_1", seller_id: str = "sel_1", key: str = "lahti") -> Title:
    return Title(product_id=product_id, seller_id=seller_id, live=True, keys=[key], listing={})


def told(titles: Looked, product_id: str = "prd_1") -> tuple[bool, bool, list[str]]:
    """Live, its seller may sell, its keys."""
    kept = titles.kept(product_id)
    assert kept is not None
    return kept["live"], kept["seller_ok"], kept["keys"]


class TitlesContract:
    """`services.search.ports.Titles`."""

    def test_what_is_put_is_kept_until_something_newer_comes(self, titles: Looked) -> None:
        titles.put(title(), 3)
        for sequence in (3, 2):
            titles.put(title(key="older"), sequence)
        assert told(titles) == (True, True, ["lahti"])
        titles.put(title(key="newer"), 4)
        assert told(titles) == (True, True, ["newer"])

    def test_what_is_hidden_stays_so_until_something_newer_comes(self, titles: Looked) -> None:
        titles.hide("prd_1", 3)
        titles.put(title(), 2)
        assert told(titles) == (False, True, [])
        titles.put(title(), 4)
        assert told(titles) == (True, True, ["lahti"])
        titles.hide("prd_1", 4)
        assert told(titles)[0] is True
        titles.hide("prd_1", 5)
        assert told(titles) == (False, True, [])
        assert not (titles.kept("prd_1") or {}).get("listing")

    def test_all_that_a_seller_has_follows_the_newest_word_on_them(self, titles: Looked) -> None:
        titles.put(title("prd_1"), 1)
        titles.put(title("prd_2"), 1)
        titles.put(title("prd_3", "sel_2"), 1)
        assert sorted(titles.allow_all("sel_1", SUSPENDED)) == ["prd_1", "prd_2"]
        assert [told(titles, f"prd_{n}")[1] for n in (1, 2, 3)] == [False, False, True]
        titles.allow_all("sel_1", REINSTATED)
        assert sorted(titles.allow_all("sel_1", SUSPENDED)) == ["prd_1", "prd_2"]
        assert [told(titles, f"prd_{n}")[1] for n in (1, 2, 3)] == [True, True, True]

    def test_one_title_follows_the_newest_word_on_its_seller(self, titles: Looked) -> None:
        titles.put(title(), 1)
        titles.allow("prd_1", REINSTATED)
        titles.allow("prd_1", SUSPENDED)
        titles.allow("prd_none", SUSPENDED)
        assert told(titles)[1] is True
        assert titles.kept("prd_none") is None

    def test_a_new_publication_changes_nothing_about_the_seller(self, titles: Looked) -> None:
        titles.put(title(), 1)
        titles.allow("prd_1", SUSPENDED)
        titles.put(title(key="newer"), 2)
        assert told(titles) == (True, False, ["newer"])


class SellersContract:
    """`services.search.ports.Sellers`."""

    def test_the_newest_word_stands(self, sellers: Sellers) -> None:
        assert sellers.of("sel_1") is None
        assert sellers.note("sel_1", SUSPENDED) == SUSPENDED
        assert sellers.note("sel_1", REINSTATED) == REINSTATED
        assert sellers.note("sel_1", SUSPENDED) == REINSTATED
        assert sellers.note("sel_1", REINSTATED) == REINSTATED
        assert sellers.of("sel_1") == REINSTATED


class SalesContract:
    """`services.search.ports.Sales`."""

    def test_each_order_counts_once_for_each_product(self, sales: Sales) -> None:
        orders = ("ord_1", "ord_2", "ord_1", "ord_3", "ord_2")
        assert [sales.count("prd_1", id) for id in orders] == [1, 2, 2, 3, 3]
        assert sales.count("prd_2", "ord_1") == 1
        assert [sales.times(f"prd_{n}") for n in (1, 2, 3)] == [3, 1, 0]
