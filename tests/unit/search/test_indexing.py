"""What news of products does to their listings: once, twice, late and early."""

from typing import Any

import pytest

from chassis.errors import Clash, Fate, Unavailable, fate_of
from contracts.catalog import ProductPaused, StockChanged
from contracts.values import Text
from services.search.commands import CountSale
from services.search.domain.listing import MOST_COUNTED, Listing
from services.search.ports import State
from tests.unit.search.conftest import Hear
from tests.unit.search.listings import NOW, DictIndex, IndexContract, published


class TestDictIndex(IndexContract):
    """The index of these tests behaves like the real one."""


def stock(free: int) -> StockChanged:
    return StockChanged(product_id="prd_1", free=free)


PAUSED = ProductPaused(product_id="prd_1")


def kept(index: DictIndex) -> Listing:
    got = index.get("prd_1")
    assert got is not None
    return got[0]


def test_a_published_product_is_listed_with_all_that_it_says(index: DictIndex, hear: Hear) -> None:
    hear(published(), 4)

    assert kept(index) == Listing(
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
        materials=["lac", "glass stones"],
        tags=["wedding"],
        seen_product=4,
    )


@pytest.mark.parametrize("message", [published(), PAUSED, stock(7)])
def test_the_same_news_twice_is_written_once(index: DictIndex, hear: Hear, message: Any) -> None:
    hear(message, 2)
    hear(message, 2)

    assert index.writes == 1


def test_older_news_of_a_product_overwrites_nothing(index: DictIndex, hear: Hear) -> None:
    hear(published(price=90_000), 5)
    hear(published(price=80_000), 4)
    hear(PAUSED, 3)

    assert (kept(index).price, kept(index).live, index.writes) == (90_000, True, 1)


def test_a_paused_product_is_hidden_until_it_is_published_again(
    index: DictIndex, hear: Hear
) -> None:
    hear(published(), 1)
    hear(PAUSED, 2)
    assert kept(index).live is False

    hear(published(), 3)
    assert kept(index).live is True


def test_a_pause_that_comes_before_its_publication_holds(index: DictIndex, hear: Hear) -> None:
    hear(PAUSED, 2)
    hear(published(), 1)

    assert kept(index) == Listing(product_id="prd_1", updated=NOW, seen_product=2)


def test_older_stock_overwrites_nothing(index: DictIndex, hear: Hear) -> None:
    hear(published(), 1)
    hear(stock(7), 9)
    hear(stock(12), 8)

    assert (kept(index).free, kept(index).seen_stock) == (7, 9)


def test_stock_of_an_unpublished_product_is_kept_out_of_sight(index: DictIndex, hear: Hear) -> None:
    hear(stock(7), 9)
    assert kept(index) == Listing(product_id="prd_1", free=7, seen_stock=9)

    hear(published(free=25), 1)
    assert (kept(index).live, kept(index).free) == (True, 7)


def test_product_and_stock_count_their_news_apart(index: DictIndex, hear: Hear) -> None:
    hear(published(), 40)
    hear(stock(7), 2)

    assert (kept(index).seen_product, kept(index).seen_stock) == (40, 2)


def test_an_order_counts_once_for_a_product(index: DictIndex, hear: Hear) -> None:
    hear(published(), 1)
    for order_id in ("ord_1", "ord_2", "ord_1"):
        hear(CountSale(product_id="prd_1", order_id=order_id))

    assert (kept(index).popularity, kept(index).counted) == (2, ["ord_1", "ord_2"])


def test_only_the_last_orders_are_remembered() -> None:
    listing = Listing(product_id="prd_1")
    for number in range(MOST_COUNTED + 5):
        listing.count(f"ord_{number}")

    assert (listing.popularity, len(listing.counted)) == (MOST_COUNTED + 5, MOST_COUNTED)


class Contested(DictIndex):
    """Somebody else restocks in between, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def put(self, listing: Listing, instead_of: State | None) -> None:
        if self.times:
            self.times -= 1
            super().put(Listing(product_id="prd_1", free=5, seen_stock=1), instead_of)
            raise Clash("prd_1")
        super().put(listing, instead_of)


class TestContested:
    """Another process writes the same listing."""

    @pytest.fixture
    def index(self, request: pytest.FixtureRequest) -> Contested:
        return Contested(request.param)

    @pytest.mark.parametrize("index", [1, 3], indirect=True)
    def test_a_clash_is_decided_again_on_the_newest(self, index: Contested, hear: Hear) -> None:
        hear(published(free=25), 1)

        assert (kept(index).live, kept(index).free) == (True, 5)

    @pytest.mark.parametrize("index", [1000], indirect=True)
    def test_too_many_clashes_are_tried_again_later(self, index: Contested, hear: Hear) -> None:
        with pytest.raises(Unavailable) as busy:
            hear(published(), 1)

        assert fate_of(busy.value) is Fate.RETRY
