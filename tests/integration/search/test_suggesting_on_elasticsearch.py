"""Suggestions from the first letters on, and what is like a product, on a real Elasticsearch."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.search.domain.listing import Listing
from services.search.meaning.categories import CATEGORIES
from services.search.queries.similar import ListingNotFound
from tests.integration.search.goods import MARKET, item, service
from tests.integration.search.on_sale import Shop, selling

POPULAR = ["lahthi set", "लाल चूड़ी", "surahi"]


@pytest.fixture(scope="module")
def market(elasticsearch_url: str) -> Iterator[Shop]:
    with selling(elasticsearch_url, *MARKET, popular=lambda: POPULAR) as shop:
        yield shop


def products(shop: Shop, q: str, **asked: Any) -> list[str]:
    return [one.product_id for one in shop.suggest(q, **asked) if one.kind == "product"]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("सुर", "surahi"),
        ("sur", "surahi"),
        ("SURAH", "surahi"),
        ("su", "surahi"),
        ("पेड़", "peda"),
        ("ped", "peda"),
        ("peda", "peda"),
        ("deoghar pe", "peda"),
        ("देवघर का प", "peda"),
        ("कुल्ह", "kulhad"),  # of an English title
        ("tuss", "saree"),
        ("silk sa", "saree"),
        ("chudi", "chudi-glass"),  # of a Hindi title
        ("choodiy", "chudi-glass"),
        ("bangl", "chudi-bridal"),
        ("hairc", "barber"),
    ],
)
def test_the_first_letters_are_enough_in_either_script(market: Shop, q: str, expected: str) -> None:
    assert expected in products(market, q)


def test_hindi_letters_find_a_title_that_is_english_alone(elasticsearch_url: str) -> None:
    with selling(elasticsearch_url, item("c", en="Bridal choodi")) as shop:
        assert products(shop, "चूड़") == ["c"]
        assert products(shop, "chud") == ["c"]


@pytest.mark.parametrize("q", ["surehi", "sorahi", "blenket", "blankit", "सुरेही"])
def test_a_letter_may_be_wrong(market: Shop, q: str) -> None:
    assert products(market, q)[0] in ("surahi", "blanket")


def test_nothing_is_suggested_for_nothing(market: Shop) -> None:
    assert market.suggest("") == market.suggest(" ? ") == []
    assert products(market, "xqz") == []


def test_categories_come_first_then_what_others_asked_then_products(market: Shop) -> None:
    kinds = [one.kind for one in market.suggest("lahthi", limit=20)]
    assert kinds == sorted(kinds, key=["category", "query", "product"].index)
    assert set(kinds) == {"category", "query", "product"}


@pytest.mark.parametrize("q", ["lac-b", "lac ban", "लाख", "lahth"])
def test_a_category_is_suggested_by_what_its_things_are_called(market: Shop, q: str) -> None:
    assert "lac-bangles" in [one.category for one in market.suggest(q) if one.kind == "category"]


@pytest.mark.parametrize(
    ("q", "asked"),
    [("lah", ["lahthi set"]), ("लह", ["lahthi set"]), ("lal", ["लाल चूड़ी"]), ("xy", [])],
)
def test_what_others_asked_is_suggested_in_either_script(
    market: Shop, q: str, asked: list[str]
) -> None:
    assert [one.text.hi for one in market.suggest(q) if one.kind == "query"] == asked


def test_the_most_bought_come_first_and_limits_hold(elasticsearch_url: str) -> None:
    soops = [item(f"s{n}", f"सूप {n}", popularity=n) for n in range(6)]
    with selling(elasticsearch_url, *soops) as shop:
        assert products(shop, "soop")[0] == "s5"
        assert len(shop.suggest("soop", limit=3)) == 3


def test_a_kind_narrows_suggestions(market: Shop) -> None:
    assert products(market, "bal", kind="service") == ["barber"]
    assert products(market, "bal", kind="goods") == []
    led = [one.category for one in market.suggest("bal", kind="service") if one.kind == "category"]
    assert led
    assert {CATEGORIES[slug].kind for slug in led} == {"service"}


def paused(listing: Listing) -> Listing:
    listing.live = False
    return listing


def test_what_is_paused_is_suggested_no_more(elasticsearch_url: str) -> None:
    with selling(elasticsearch_url, item("a", "सूप"), item("b", "सूप बड़ा")) as shop:
        assert set(products(shop, "soop")) == {"a", "b"}
        assert shop.like("a") == ["b"]
        shop.put(paused(item("b", "सूप बड़ा")))
        assert products(shop, "soop") == ["a"]
        assert shop.like("a") == []
        with pytest.raises(ListingNotFound):
            shop.like("b")


def test_what_a_suspended_seller_has_is_suggested_no_more(market: Shop) -> None:
    assert not {"hidden", "suspended"} & {*products(market, "lahthi"), *products(market, "dabi")}
    with pytest.raises(ListingNotFound):
        market.like("suspended")


def test_what_is_like_a_product_is_of_its_kind_and_not_itself(market: Shop) -> None:
    assert market.like("lahthi-hi")[0] == "lahthi-en"
    assert "lahthi-hi" not in market.like("lahthi-hi", limit=20)
    assert set(market.like("plumber", limit=20)) <= {"electrician", "barber", "tutor"}
    assert len(market.like("surahi", limit=1)) == 1


def test_like_titles_in_another_script_are_alike(elasticsearch_url: str) -> None:
    goods = [item("a", "मिट्टी का मटका"), item("b", en="Clay matka"), service("c", "मटका पेंटिंग")]
    with selling(elasticsearch_url, *goods) as shop:
        assert shop.like("a") == ["b"]


def test_a_product_that_nobody_knows_has_none_like_it(market: Shop) -> None:
    with pytest.raises(ListingNotFound) as refused:
        market.like("prd_none")
    assert refused.value.field == "product_id"
