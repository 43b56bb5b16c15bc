"""Stock for orders: held, refused, repeated, given back."""

from datetime import timedelta

import pytest
from catalog_kit import NOW, OFFICER, OWNER, UNTIL, Catalog, draft, hold

from chassis.context import Cause
from chassis.errors import Clash, Refusal, Unavailable
from chassis.ids import derived_id
from chassis.memory import MemoryStore
from chassis.store import Write
from contracts.calls import HeldStock, ReleaseStock
from contracts.values import Consignment, OrderLine, Text
from services.catalog.commands import (
    CountStock,
    DecideProduct,
    DecideSeller,
    PauseProduct,
    PublishProduct,
    ReleaseHold,
    SellStock,
    SubmitProduct,
)
from services.catalog.domain.refusals import (
    LineNotValid,
    NotSoldByPiece,
    OutOfStock,
    ProductNotFound,
)
from services.catalog.entrypoints.stock import StockDoors
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS

TAWA, KADAI, PEDA = "prd_tawa", "prd_kadai", "prd_peda"


def test_a_hold_freezes_price_and_stock(market: Catalog) -> None:
    held = market.hold("ord_1", (TAWA, 2))
    assert held == HeldStock(
        consignments=[
            Consignment(
                consignment_id=derived_id("con", "ord_1", "sel_manoj"),
                seller_id="sel_manoj",
                seller_person_id="per_owner",
                seller_name=Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma"),
                from_pin="814149",
                lines=[
                    OrderLine(
                        product_id=TAWA,
                        title=Text(hi="लोहे का तवा", en="Iron griddle"),
                        quantity=2,
                        unit_price=45_000,
                        hsn="7323",
                        gst_bp=500,
                        weight_g=1_800,
                    )
                ],
                areas=["block:3088", "district:324", "state:20"],
            )
        ]
    )
    assert market.stock() == (3, 2, 0, 5, 0)
    assert market.box.events == [("stock.changed", b'{"product_id":"prd_tawa","free":3}')]


def test_lines_of_several_sellers_are_a_consignment_each(market: Catalog) -> None:
    market.seller("sel_a")
    market.live(PEDA, seller_id="sel_a")
    market.live(KADAI)
    held = market.hold("ord_1", (TAWA, 1), (PEDA, 2), (KADAI, 3))
    got = [(c.seller_id, [(x.product_id, x.quantity) for x in c.lines]) for c in held.consignments]
    assert got == [("sel_a", [(PEDA, 2)]), ("sel_manoj", [(TAWA, 1), (KADAI, 3)])]
    assert market.shelf.asked == [[TAWA, PEDA, KADAI]]


def test_a_repeat_answers_the_same_and_writes_nothing(market: Catalog) -> None:
    first = market.hold("ord_1", (TAWA, 2))
    version = market.kept("stocks", TAWA)["version"]
    assert market.hold("ord_1", (TAWA, 2)) == first
    assert market.kept("stocks", TAWA)["version"] == version
    assert market.stock() == (3, 2, 0, 5, 0)
    assert market.box.names() == ["stock.changed"]


def test_a_later_repeat_prolongs_the_hold(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.hold("ord_1", (TAWA, 2), until=UNTIL + timedelta(minutes=5))
    market.hold("ord_1", (TAWA, 2), until=UNTIL)
    [kept] = market.kept("stocks", TAWA)["holds"]
    assert (kept["until"], kept["quantity"]) == (UNTIL + timedelta(minutes=5), 2)


def test_a_repeat_after_the_sale_or_off_sale_answers_the_first_price(market: Catalog) -> None:
    first = market.hold("ord_1", (TAWA, 5))
    market.handle(PauseProduct(product_id=TAWA, by=OWNER))
    assert market.hold("ord_1", (TAWA, 5)) == first
    market.handle(SellStock(product_id=TAWA, order_id="ord_1"))
    document = market.store._kept["products"][TAWA]
    document["details"]["price"] = 99_000
    assert market.hold("ord_1", (TAWA, 5)) == first
    assert market.stock() == (0, 0, 5, 5, 0)


def test_what_is_unknown_is_not_found(market: Catalog) -> None:
    with pytest.raises(ProductNotFound) as refused:
        market.hold("ord_1", (TAWA, 1), ("prd_none", 1))
    assert (refused.value.field, refused.value.code) == ("lines[1].product_id", "product_not_found")
    assert (market.stock(), market.box.events) == ((5, 0, 0, 5, 0), [])


def test_what_is_not_live_is_not_found(market: Catalog) -> None:
    market.handle(draft(KADAI))
    market.handle(PauseProduct(product_id=TAWA, by=OWNER))
    market.box.events.clear()
    for product_id in (TAWA, KADAI):
        with pytest.raises(ProductNotFound) as refused:
            market.hold("ord_1", (product_id, 1))
        assert refused.value.field == "lines[0].product_id"
        assert market.stock(product_id) == (5, 0, 0, 5, 0)
    assert market.box.events == []


def test_a_suspended_seller_sells_nothing(market: Catalog) -> None:
    suspend = DecideSeller(seller_id="sel_manoj", decision="suspend", reason="x", by=OFFICER)
    market.handle(suspend)
    with pytest.raises(ProductNotFound):
        market.hold("ord_1", (TAWA, 1))
    assert market.stock() == (5, 0, 0, 5, 0)


def test_a_service_is_not_sold_by_the_piece(catalog: Catalog) -> None:
    catalog.seller()
    catalog.handle(draft("prd_cut", kind="service", category="barber"))
    catalog.handle(SubmitProduct(product_id="prd_cut", by=OWNER))
    catalog.handle(DecideProduct(product_id="prd_cut", decision="approve", by=OFFICER))
    catalog.handle(PublishProduct(product_id="prd_cut", by=OWNER))
    with pytest.raises(NotSoldByPiece) as refused:
        catalog.hold("ord_1", ("prd_cut", 1))
    assert (refused.value.code, refused.value.status) == ("not_sold_by_piece", 422)
    assert catalog.stock("prd_cut") == (5, 0, 0, 5, 0)


def test_more_than_there_is_is_refused_and_no_line_is_held(market: Catalog) -> None:
    market.live(KADAI, stock=1)
    with pytest.raises(OutOfStock) as refused:
        market.hold("ord_1", (TAWA, 2), (KADAI, 2))
    problem = refused.value
    assert (problem.field, problem.allowed, problem.status) == ("lines[1].quantity", "1", 409)
    assert problem.detail("hi") == "केवल 1 बचे हैं।"
    assert (market.stock(TAWA), market.stock(KADAI)) == ((5, 0, 0, 5, 0), (1, 0, 0, 1, 0))
    assert market.box.events == []


@pytest.mark.parametrize("quantity", [0, -3])
def test_nothing_or_less_is_refused(market: Catalog, quantity: int) -> None:
    with pytest.raises(LineNotValid) as refused:
        market.hold("ord_1", (TAWA, quantity))
    assert refused.value.field == "lines[0].quantity"
    assert market.stock() == (5, 0, 0, 5, 0)


def test_a_product_twice_is_refused(market: Catalog) -> None:
    with pytest.raises(LineNotValid):
        market.hold("ord_1", (TAWA, 1), (TAWA, 1))
    assert market.stock() == (5, 0, 0, 5, 0)


def test_the_last_piece_goes_to_one_order(market: Catalog) -> None:
    market.handle(CountStock(product_id=TAWA, quantity=1, by=OWNER))
    market.hold("ord_1", (TAWA, 1))
    with pytest.raises(OutOfStock):
        market.hold("ord_2", (TAWA, 1))
    assert market.stock() == (0, 1, 0, 1, 0)


def test_a_release_gives_back_once(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.box.events.clear()
    for _ in range(2):
        market.handle(ReleaseHold(product_id=TAWA, order_id="ord_1"))
    market.handle(ReleaseHold(product_id="prd_none", order_id="ord_1"))
    assert market.stock() == (5, 0, 0, 5, 0)
    assert market.box.names() == ["stock.changed"]
    assert market.hold("ord_1", (TAWA, 1)).consignments[0].lines[0].quantity == 1


def test_a_release_leaves_what_is_sold(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.handle(SellStock(product_id=TAWA, order_id="ord_1"))
    market.handle(ReleaseHold(product_id=TAWA, order_id="ord_1"))
    assert market.stock() == (3, 0, 2, 5, 0)


class Doors(StockDoors):
    """The doors over the memory store."""

    def __init__(self, catalog: Catalog) -> None:
        self.service = catalog  # type: ignore[assignment]


class Snatching(MemoryStore):
    """Between the first and the second write of a hold, another buyer takes the second product."""

    snatch: str = ""
    away = False

    def update(self, write: Write) -> None:
        if self.snatch == write.id:
            self.snatch = ""
            if self.away:
                raise Unavailable(field="database")
            kept = self._kept["stocks"][write.id]
            kept.update(free=0, sold=5, version=kept["version"] + 1)
            raise Clash(write.id)
        super().update(write)


@pytest.fixture
def snatching() -> Catalog:
    catalog = Catalog(Snatching(SELLERS, PRODUCTS, STOCKS))
    catalog.seller()
    catalog.live(TAWA)
    catalog.live(KADAI)
    catalog.store.snatch = KADAI  # type: ignore[attr-defined]
    return catalog


def test_what_a_lost_race_left_half_held_is_given_back(snatching: Catalog) -> None:
    question = hold("ord_1", (TAWA, 2), (KADAI, 2))
    with pytest.raises(OutOfStock) as refused:
        Doors(snatching).hold_stock(question, cause=Cause())
    assert refused.value.field == "lines[1].quantity"
    assert snatching.stock(TAWA) == (5, 0, 0, 5, 0)
    assert snatching.stock(KADAI) == (0, 0, 5, 5, 0)


def test_while_the_database_is_away_nothing_is_given_back(snatching: Catalog) -> None:
    snatching.store.away = True  # type: ignore[attr-defined]
    question = hold("ord_1", (TAWA, 2), (KADAI, 2))
    with pytest.raises(Unavailable):
        Doors(snatching).hold_stock(question, cause=Cause())
    assert snatching.stock(TAWA) == (3, 2, 0, 5, 0)
    Doors(snatching).hold_stock(question, cause=Cause())
    assert snatching.stock(TAWA) == (3, 2, 0, 5, 0)
    assert snatching.stock(KADAI) == (3, 2, 0, 5, 0)


def test_the_door_holds_and_releases(market: Catalog) -> None:
    doors = Doors(market)
    held: HeldStock = doors.hold_stock(hold("ord_1", (TAWA, 2)), cause=Cause())
    assert held.consignments[0].total == 90_000
    released = doors.release_stock(
        ReleaseStock(order_id="ord_1", product_ids=[TAWA, "prd_none"]), cause=Cause()
    )
    assert (released, market.stock()) == (HeldStock(consignments=[]), (5, 0, 0, 5, 0))


def test_a_refused_hold_of_one_product_leaves_other_orders_alone(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 5))
    with pytest.raises(Refusal):
        Doors(market).hold_stock(hold("ord_2", (TAWA, 1)), cause=Cause())
    assert market.stock() == (0, 5, 0, 5, 0)
    assert market.kept("stocks", TAWA)["holds"][0]["until"] > NOW
