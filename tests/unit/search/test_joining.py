"""A listing that meets what the catalogue says of it now: the newer of each wins."""

from datetime import timedelta
from typing import Any

import pytest

from services.search.domain.listing import Listing, Snapshot
from tests.unit.search.listings import NOW, published

THEN = NOW - timedelta(days=3)


def snapshot(**about: Any) -> Snapshot:
    given: dict[str, Any] = {
        "product": published(),
        "product_version": 5,
        "free": 9,
        "stock_version": 4,
        "seller_status": "approved",
        "seller_version": 2,
        "published_at": THEN,
    }
    return Snapshot(**given | about)


def listed(**about: Any) -> Listing:
    listing = Listing(product_id="prd_1")
    listing.join(snapshot(**about))
    return listing


def test_an_empty_listing_takes_on_all() -> None:
    listing = Listing(product_id="prd_1")
    assert listing.join(snapshot()) is True
    told = Listing(product_id="prd_1", seller_ok=True, seen_stock=4, seen_seller=2)
    told.publish(published(), 5, THEN)
    told.free = 9
    assert listing == told


def test_the_same_again_is_no_change() -> None:
    assert listed().join(snapshot()) is False


def test_what_was_heard_meanwhile_is_kept() -> None:
    listing = listed()
    listing.pause(6, NOW)
    listing.restock(1, 7)
    listing.allow(False, 3)
    assert listing.join(snapshot()) is False
    assert (listing.live, listing.free, listing.seller_ok) == (False, 1, False)


def test_news_that_the_snapshot_holds_comes_too_late() -> None:
    listing = listed(seller_status="suspended")
    assert listing.shown is False
    assert listing.publish(published(price=1), 5, NOW) is False
    assert listing.restock(99, 4) is False
    assert listing.allow(True, 2) is False
    assert (listing.price, listing.free, listing.updated) == (85_000, 9, THEN)


@pytest.mark.parametrize(
    ("field", "wrong"), [("price", 1), ("free", 1), ("seller_ok", False), ("live", False)]
)
def test_what_stands_wrong_under_the_same_number_is_mended(field: str, wrong: object) -> None:
    listing, right = listed(), listed()
    setattr(listing, field, wrong)
    assert listing.join(snapshot()) is True
    assert listing == right


def test_each_part_is_joined_by_itself() -> None:
    listing = listed()
    listing.restock(1, 9)
    newer = snapshot(product=published(price=90_000), product_version=8, published_at=NOW)
    assert listing.join(newer) is True
    assert (listing.price, listing.free, listing.updated) == (90_000, 1, NOW)


def test_what_is_live_no_more_is_withdrawn_unless_newer_news_was_heard() -> None:
    listing = listed()
    assert listing.withdraw(4) is False
    assert listing.live is True
    assert listing.withdraw(5) is True
    assert (listing.live, listing.withdraw(5)) == (False, False)
    assert listing.publish(published(), 6, NOW) is True
