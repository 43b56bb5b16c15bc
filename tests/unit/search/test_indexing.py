"""What a listing and what is kept of a title take from the news."""

import pytest

from contracts.values import Text
from services.search.commands import CountSale
from services.search.domain.listing import Listing
from services.search.domain.title import title_of
from tests.unit.search.conftest import Doors
from tests.unit.search.listings import NOW, published


def test_a_published_product_is_listed_with_all_that_it_says(doors: Doors) -> None:
    doors.hear(published(craft="lac-bangles", radius_km=7, beneficiary=True), 4)

    assert doors.listing() == Listing(
        product_id="prd_1",
        live=True,
        free=25,
        popularity=0,
        updated=NOW,
        seller_id="sel_1",
        seller=Text(hi="रीता लहठी", en="Rita Lahthi"),
        kind="goods",
        category="lac-bangles",
        title=Text(hi="लाल लहठी सेट", en="Red bridal lahthi set"),
        description=Text(hi="शादी के लिए लाख की लहठी", en="Lac bangles for weddings"),
        price=85_000,
        district=324,
        block=3082,
        pin="814112",
        village="Rohini",
        making_days=3,
        craft="lac-bangles",
        radius_km=7,
        beneficiary=True,
        materials=["lac", "glass stones"],
        tags=["wedding"],
        seen_product=4,
    )
    assert doors.listing().shown is True


def test_product_stock_and_seller_count_their_news_apart() -> None:
    listing = Listing(product_id="prd_1")
    assert listing.publish(published(), 40, NOW)
    assert listing.restock(7, 2)
    assert listing.allow(False, 3)
    assert (listing.seen_product, listing.seen_stock, listing.seen_seller) == (40, 2, 3)


def test_orders_only_ever_add_up() -> None:
    listing = Listing(product_id="prd_1")
    assert [listing.sold(times) for times in (2, 1, 2, 3)] == [True, False, False, True]
    assert listing.popularity == 3


def test_an_order_counts_once_for_a_product(doors: Doors) -> None:
    for order_id in ("ord_1", "ord_2", "ord_1"):
        doors.ask(CountSale(product_id="prd_1", order_id=order_id))
    assert doors.listing().popularity == 2


@pytest.mark.parametrize("key", ["lahti", "lal", "set"])
def test_a_title_is_kept_by_the_search_keys_of_its_words(key: str) -> None:
    listing = Listing(product_id="prd_1")
    listing.publish(published(), 1, NOW)
    title = title_of(listing)
    assert key in title.keys
    assert (title.product_id, title.seller_id, title.live) == ("prd_1", "sel_1", True)
    assert title.listing["title"] == {"hi": "लाल लहठी सेट", "en": "Red bridal lahthi set"}
