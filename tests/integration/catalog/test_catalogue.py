"""All that is live as indexes elsewhere read it, from a real database."""

from typing import Any

import msgspec
import pytest
from pymongo.database import Database

from chassis.mongo import MongoStore
from chassis.pages import place_of
from contracts.catalog import ProductPublished, SellerSuspended, StockChanged
from contracts.message import Event
from services.catalog.commands import PauseProduct, SuspendSeller
from services.catalog.domain.refusals import ProductNotFound
from services.catalog.queries.catalogue import catalogue_of, catalogue_page
from services.catalog.queries.products import ProductWish, product_for, products_for
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS
from tests.unit.catalog.catalog_kit import NOW, OFFICER, OWNER, STRANGER, Catalog

IDS = ["prd_1", "prd_2", "prd_3", "prd_4"]
SUSPEND = SuspendSeller(seller_id="sel_b", by=OFFICER, reason="शिकायतें")


@pytest.fixture
def catalog(database: Database[dict[str, Any]]) -> Catalog:
    """Two sellers with two products each, of which the second is paused."""
    store = MongoStore(database, SELLERS, PRODUCTS, STOCKS)
    store.prepare()
    catalog = Catalog(store)  # type: ignore[arg-type]
    for seller_id in ("sel_a", "sel_b"):
        catalog.seller(seller_id)
    for number, product_id in enumerate(IDS):
        catalog.live(product_id, stock=number, seller_id="sel_b" if number == 3 else "sel_a")
    catalog.handle(PauseProduct(product_id="prd_2", by=OWNER))
    return catalog


def last(catalog: Catalog, collection: str, id: str, kind: type[Event]) -> tuple[int, Event]:
    """The newest event of that kind in an outbox, and its number."""
    document = catalog.store.get(collection, id)
    assert document is not None
    [*_, found] = [event for event in document["outbox"] if event.key == kind.wire_name()]
    return found.headers["cloudEvents:sequence"], msgspec.json.decode(found.body, type=kind)


def test_all_that_is_live_comes_page_by_page_oldest_first(
    catalog: Catalog, database: Database[dict[str, Any]]
) -> None:
    first = catalogue_page(database, "", 2)
    assert [item.product.product_id for item in first.items] == ["prd_1", "prd_3"]
    second = catalogue_page(database, place_of(first.next), 2)
    assert [item.product.product_id for item in second.items] == ["prd_4"]
    assert second.next == ""


def test_an_item_is_what_the_event_said_under_the_events_number(
    catalog: Catalog, database: Database[dict[str, Any]]
) -> None:
    [item] = catalogue_of(database, ["prd_3", "prd_2", "prd_none"]).items
    number, said = last(catalog, "products", "prd_3", ProductPublished)
    assert (item.product, item.product_version) == (said, number)
    stock_number, stock = last(catalog, "stocks", "prd_3", StockChanged)
    assert (item.stock_version, StockChanged(product_id="prd_3", free=item.free)) == (
        stock_number,
        stock,
    )
    assert (item.seller_status, item.published_at) == ("approved", NOW)


def test_what_a_suspended_seller_has_is_told_with_the_number_of_the_suspension(
    catalog: Catalog, database: Database[dict[str, Any]]
) -> None:
    catalog.handle(SUSPEND)
    [item] = catalogue_of(database, ["prd_4"]).items
    number, _ = last(catalog, "sellers", "sel_b", SellerSuspended)
    assert (item.seller_status, item.seller_version) == ("suspended", number)


def test_strangers_do_not_see_what_a_suspended_seller_has_live(
    catalog: Catalog, database: Database[dict[str, Any]]
) -> None:
    def listed(reader: Any) -> list[str]:
        found = products_for(database, reader, ProductWish(), after="", limit=10)
        return [item.product_id for item in found.items]

    catalog.handle(SUSPEND)
    assert (listed(None), listed(STRANGER)) == (["prd_1", "prd_3"], ["prd_1", "prd_3"])
    assert listed(OWNER) == ["prd_1", "prd_3", "prd_4"]
    assert product_for(database, OWNER, "prd_4").status == "live"
    with pytest.raises(ProductNotFound):
        product_for(database, None, "prd_4")
