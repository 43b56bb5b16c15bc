"""Each event that search hears: twice, late and early; through its real doors."""

from typing import Any

import pytest

from contracts.catalog import ProductPaused, SellerReinstated, SellerSuspended, StockChanged
from contracts.delivery import CoverageChanged
from contracts.orders import OrderCompleted
from services.search.domain.listing import Listing
from tests.unit.search.conftest import Doors
from tests.unit.search.listings import NOW, published

PAUSED = ProductPaused(product_id="prd_1")
SUSPENDED = SellerSuspended(seller_id="sel_1", person_id="per_1", reason="शिकायतें")
REINSTATED = SellerReinstated(seller_id="sel_1")


def stock(free: int) -> StockChanged:
    return StockChanged(product_id="prd_1", free=free)


def completed(order_id: str = "ord_1", *product_ids: str) -> OrderCompleted:
    ids = list(product_ids or ("prd_1", "prd_2"))
    return OrderCompleted(order_id=order_id, buyer_id="per_buyer", product_ids=ids)


def covered(*pins: str) -> CoverageChanged:
    return CoverageChanged(partner_id="par_1", pins=list(pins), days=3, cod=True)


def pins(doors: Doors) -> list[str]:
    kept = doors.store.get("coverages", "par_1")
    assert kept is not None
    return list(kept["pins"])


@pytest.mark.parametrize(
    "event", [published(), PAUSED, stock(7)], ids=lambda event: event.wire_name()
)
def test_news_of_a_product_twice_are_written_once(doors: Doors, event: Any) -> None:
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(event, 3, id)
    assert doors.index.writes == 1


def test_product_published_late_replaces_nothing_newer(doors: Doors) -> None:
    doors.hear(published(price=90_000), 5)
    doors.hear(published(price=80_000), 4)
    assert (doors.listing().price, doors.index.writes) == (90_000, 1)


def test_product_published_late_does_not_show_what_was_paused(doors: Doors) -> None:
    doors.hear(PAUSED, 2)
    doors.hear(published(), 1)
    assert doors.listing() == Listing(product_id="prd_1", updated=NOW, seen_product=2)
    assert doors.title() == (False, True)


def test_product_published_early_before_its_stock_shows_the_pieces_it_tells(doors: Doors) -> None:
    doors.hear(published(free=25), 1)
    assert (doors.listing().live, doors.listing().free) == (True, 25)
    doors.hear(stock(24), 1)
    assert doors.listing().free == 24


def test_product_published_late_after_the_suspension_of_its_seller_is_out_of_sight(
    doors: Doors,
) -> None:
    doors.hear(SUSPENDED, 3)
    doors.hear(published(), 1)
    assert (doors.listing().shown, doors.title()) == (False, (True, False))
    doors.hear(REINSTATED, 4)
    assert (doors.listing().shown, doors.title()) == (True, (True, True))


def test_product_paused_late_does_not_hide_what_was_published_again(doors: Doors) -> None:
    doors.hear(published(), 3)
    doors.hear(PAUSED, 2)
    assert (doors.listing().live, doors.index.writes) == (True, 1)
    assert doors.title() == (True, True)


def test_product_paused_early_before_its_publication_holds(doors: Doors) -> None:
    doors.hear(PAUSED, 2)
    doors.hear(published(), 1)
    assert doors.listing().live is False
    doors.hear(published(), 3)
    assert (doors.listing().live, doors.title()) == (True, (True, True))


def test_stock_changed_late_does_not_replace_the_newer_number(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(stock(7), 9)
    doors.hear(stock(12), 8)
    assert (doors.listing().free, doors.listing().seen_stock, doors.index.writes) == (7, 9, 2)


def test_stock_changed_late_after_a_pause_is_followed_out_of_sight(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(PAUSED, 2)
    doors.hear(stock(7), 1)
    assert (doors.listing().live, doors.listing().free) == (False, 7)


def test_stock_changed_early_before_the_publication_is_the_number_shown(doors: Doors) -> None:
    doors.hear(stock(7), 9)
    assert doors.listing() == Listing(product_id="prd_1", free=7, seen_stock=9)
    doors.hear(published(free=25), 1)
    assert (doors.listing().live, doors.listing().free) == (True, 7)


def test_order_completed_twice_counts_once_for_each_product(doors: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(completed(), 3, id)
    assert [doors.listing(id).popularity for id in ("prd_1", "prd_2")] == [1, 1]
    assert doors.index.writes == 2


def test_order_completed_late_after_a_later_order_counts_too(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(completed("ord_2", "prd_1"), 9)
    doors.hear(PAUSED, 2)
    doors.hear(completed("ord_1", "prd_1"), 3)
    assert (doors.listing().popularity, doors.listing().live) == (2, False)


def test_order_completed_early_before_the_publication_is_kept_for_it(doors: Doors) -> None:
    doors.hear(completed(), 3)
    assert doors.listing() == Listing(product_id="prd_1", popularity=1)
    doors.hear(published(), 1)
    assert (doors.listing().live, doors.listing().popularity) == (True, 1)


def test_seller_suspended_twice_hides_all_they_have_once(doors: Doors) -> None:
    doors.hear(published("prd_1"), 1)
    doors.hear(published("prd_2"), 1)
    doors.hear(published("prd_3", seller_id="sel_2"), 1)
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(SUSPENDED, 3, id)
    assert [doors.listing(id).shown for id in ("prd_1", "prd_2", "prd_3")] == [False, False, True]
    assert [doors.title(id)[1] for id in ("prd_1", "prd_2", "prd_3")] == [False, False, True]
    assert doors.index.writes == 5


def test_seller_suspended_late_does_not_hide_what_a_reinstated_one_has(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(REINSTATED, 4)
    doors.hear(SUSPENDED, 3)
    assert (doors.listing().shown, doors.title()) == (True, (True, True))


def test_seller_suspended_early_before_their_first_product_hides_it(doors: Doors) -> None:
    doors.hear(SUSPENDED, 3)
    doors.hear(stock(7), 1)
    doors.hear(published(), 1)
    assert (doors.listing().live, doors.listing().shown) == (True, False)
    assert doors.title() == (True, False)


def test_seller_reinstated_twice_shows_once_what_is_live(doors: Doors) -> None:
    doors.hear(published("prd_1"), 1)
    doors.hear(published("prd_2"), 1)
    doors.hear(SUSPENDED, 3)
    doors.hear(ProductPaused(product_id="prd_2"), 2)
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(REINSTATED, 4, id)
    assert [doors.listing(id).shown for id in ("prd_1", "prd_2")] == [True, False]
    assert doors.index.writes == 7


def test_seller_reinstated_late_does_not_show_what_was_hidden_again(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(SUSPENDED, 5)
    doors.hear(REINSTATED, 4)
    assert (doors.listing().shown, doors.title()) == (False, (True, False))


def test_seller_reinstated_early_before_the_suspension_holds(doors: Doors) -> None:
    doors.hear(REINSTATED, 4)
    doors.hear(published(), 1)
    doors.hear(SUSPENDED, 3)
    assert (doors.listing().shown, doors.listing().seen_seller) == (True, 4)


def test_coverage_changed_twice_is_kept_once(doors: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(covered("814112"), 3, id)
    assert pins(doors) == ["814112"]


def test_coverage_changed_late_replaces_nothing_newer(doors: Doors) -> None:
    doors.hear(covered("814112", "814113"), 5)
    doors.hear(covered("814112"), 4)
    assert pins(doors) == ["814112", "814113"]


def test_coverage_changed_early_before_any_product_is_kept(doors: Doors) -> None:
    doors.hear(covered("814112"), 1)
    doors.hear(covered("814113"), 2)
    assert pins(doors) == ["814113"]
