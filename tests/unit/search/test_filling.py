"""What a rebuild takes of a page, besides what the page says."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from services.search.domain.listing import Listing
from services.search.domain.title import Title
from services.search.ports import Standing
from services.search.rebuilding.filling import kept_changes
from tests.unit.search.listings import DictSellers, DictTitles
from tests.unit.search.test_joining import snapshot


class Titles(DictTitles):
    """Those of a rebuild come many at once."""

    def put_all(self, titles: Sequence[tuple[Title, int]]) -> None:
        for title, sequence in titles:
            self.put(title, sequence)


class Sellers(DictSellers):
    """Of whom there was a word, or who may not sell."""

    def to_be_told(self, standings: Mapping[str, Standing]) -> list[str]:
        return [id for id, standing in standings.items() if self.of(id) or not standing.ok]


@pytest.fixture
def parts() -> Any:
    sales = SimpleNamespace(of=lambda product_ids: {"prd_1": 4})
    return SimpleNamespace(titles=Titles(), sellers=Sellers(), sales=sales)


def made(parts: Any) -> Listing:
    listing = Listing(product_id="prd_1")
    assert kept_changes(parts, [snapshot(seller_version=2)])["prd_1"](listing) is True
    return listing


def test_a_listing_is_what_the_page_says_and_what_was_sold(parts: Any) -> None:
    listing = made(parts)
    assert (listing.shown, listing.seen_seller, listing.popularity) == (True, 2, 4)


def test_a_suspension_that_found_no_title_to_follow_hides_the_listing(parts: Any) -> None:
    """Its event came after the page was read, and before any title of the product was kept."""
    parts.sellers.note("sel_1", Standing(False, 3))
    listing = made(parts)
    assert (listing.live, listing.shown, listing.seen_seller) == (True, False, 3)
    kept = parts.titles.kept("prd_1")
    assert (kept["seller_ok"], kept["seen_seller"]) == (False, 3)
