"""Placing an order: what is promised, and every reason not to."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from chassis.errors import Invalid, Unavailable
from contracts.calls import WantedLine
from contracts.orders import OrderPlaced, Payment
from services.orders.commands import CancelOrder
from services.orders.domain.checks import check_currency
from services.orders.domain.refusals import (
    CardMissing,
    CashNotAccepted,
    CurrencyNotAccepted,
    PhoneNotValid,
    PinNotServed,
    PinNotValid,
    QuantityNotAllowed,
    TooManyLines,
)
from services.orders.ports import Service
from tests.unit.orders.pretend import (
    ANJALI,
    BUYER,
    IRON,
    MAKER,
    NOW,
    PEDA,
    SMITH,
    SWEETS,
    TAWA,
    TOTAL,
    WANTED,
    OutOfStock,
    World,
    wish,
)

CARD, CASH = Payment(method="card", token="pm_card_visa"), Payment(method="cod")
DEADLINE = datetime(2025, 10, 14, 6, 0, 0, 250_000, tzinfo=UTC)
HELD_UNTIL = datetime(2025, 10, 14, 6, 10, 0, 250_000, tzinfo=UTC)


def test_a_placed_order_is_told_with_its_prices_and_deadline(placed: World):
    assert placed.told() == [
        OrderPlaced(
            order_id="ord_1",
            buyer_id=BUYER,
            consignments=[SWEETS, IRON],
            total=123_000,
            currency="INR",
            payment=CARD,
            deliver_to=ANJALI,
            expires_at=DEADLINE,
        )
    ]


def test_a_placed_order_is_kept_as_one_document(placed: World):
    order = placed.order()
    assert (order["status"], order["version"], order["sequence"]) == ("placed", 1, 1)
    assert order["progress"] == {"con_1": "waiting", "con_2": "waiting"}
    assert order["readers"] == [BUYER, MAKER, SMITH]
    assert (order["placed_at"], order["expires_at"]) == (NOW, DEADLINE)
    assert placed.timeline() == [("order.placed", "")]


def test_stock_is_held_for_longer_than_the_buyer_may_take_to_pay(placed: World):
    assert placed.catalog.held == {"ord_1": (WANTED, HELD_UNTIL)}


def test_placing_again_finds_it_done(placed: World):
    before = placed.order()
    placed.forward(minutes=5)
    placed.catalog.held.clear()
    assert placed.do(wish()) == "ord_1"
    assert placed.order() == before
    assert len(placed.told()) == 1
    assert placed.catalog.held == {}


def lines(*quantities: int) -> list[WantedLine]:
    return [WantedLine(product_id=f"prd_{n}", quantity=q) for n, q in enumerate(quantities)]


def address(**other: str) -> Any:
    return msgspec.structs.replace(ANJALI, **other)


MOST = "6 digits, the first not 0"
E164 = "E.164, e.g. +91 and 10 digits"
REFUSED = [
    ("no lines", {"lines": []}, TooManyLines, "lines", "1 to 20"),
    ("too many lines", {"lines": lines(*[1] * 21)}, TooManyLines, "lines", "1 to 20"),
    ("a product twice", {"lines": [WANTED[0], WANTED[0]]}, TooManyLines, "lines", "1 to 20"),
    ("none", {"lines": lines(1, 0)}, QuantityNotAllowed, "lines[1].quantity", "1 to 500"),
    ("less than none", {"lines": lines(-1)}, QuantityNotAllowed, "lines[0].quantity", "1 to 500"),
    ("absurdly many", {"lines": lines(501)}, QuantityNotAllowed, "lines[0].quantity", "1 to 500"),
    ("a short PIN", {"deliver_to": address(pin="8340")}, PinNotValid, "deliver_to.pin", MOST),
    ("PIN from 0", {"deliver_to": address(pin="034009")}, PinNotValid, "deliver_to.pin", MOST),
    ("PIN in words", {"deliver_to": address(pin="83400x")}, PinNotValid, "deliver_to.pin", MOST),
    ("PIN in Hindi", {"deliver_to": address(pin="८३४००९")}, PinNotValid, "deliver_to.pin", MOST),
    (
        "a line too far",
        {"deliver_to": address(pin="834009\n")},
        PinNotValid,
        "deliver_to.pin",
        MOST,
    ),
    (
        "no code",
        {"deliver_to": address(phone="9431100027")},
        PhoneNotValid,
        "deliver_to.phone",
        E164,
    ),
    ("too short", {"deliver_to": address(phone="+91943")}, PhoneNotValid, "deliver_to.phone", E164),
    (
        "no card",
        {"payment": Payment(method="card")},
        CardMissing,
        "payment.token",
        "a payment method of the provider",
    ),
    (
        "nobody goes there",
        {"deliver_to": address(pin="110001")},
        PinNotServed,
        "deliver_to.pin",
        "a served PIN",
    ),
]


@pytest.mark.parametrize(
    ("other", "kind", "field", "allowed"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_wrong_wish_is_refused_by_field_and_nothing_is_held_or_kept(
    world: World, other: dict[str, Any], kind: type[Invalid], field: str, allowed: str
):
    with pytest.raises(kind) as refused:
        world.do(wish(**other))
    assert (refused.value.field, refused.value.allowed) == (field, allowed)
    assert refused.value.status == 422
    assert refused.value.detail("hi") != refused.value.detail("en")
    assert world.store.get("orders", "ord_1") is None
    assert (world.catalog.held, world.catalog.released) == ({}, [])


@pytest.mark.parametrize("wanted", [lines(1), lines(500), lines(*[1] * 20)])
def test_the_limits_themselves_are_allowed(world: World, wanted: list[WantedLine]):
    assert world.do(wish(lines=wanted)) == "ord_1"


def test_only_rupees_are_taken():
    check_currency("INR")
    with pytest.raises(CurrencyNotAccepted) as refused:
        check_currency("USD")
    assert (refused.value.field, refused.value.allowed) == ("currency", "INR")


def test_cash_is_refused_where_no_partner_takes_it(world: World):
    world.served.pins["834009"] = Service(served=True, cod=False)
    with pytest.raises(CashNotAccepted) as refused:
        world.do(wish(payment=CASH))
    assert (refused.value.field, refused.value.allowed) == ("payment.method", "card")
    assert world.store.get("orders", "ord_1") is None
    assert world.catalog.held == {}
    assert world.do(wish()) == "ord_1"


def priced(paise: int) -> Any:
    line = msgspec.structs.replace(SWEETS.lines[0], quantity=1, unit_price=paise)
    return msgspec.structs.replace(SWEETS, lines=[line])


def test_cash_beyond_the_cap_is_refused_and_the_hold_released(world: World):
    world.catalog.consignments = [priced(2_000_01)]
    with pytest.raises(CashNotAccepted):
        world.do(wish(payment=CASH))
    assert world.store.get("orders", "ord_1") is None
    assert world.catalog.held == {}
    assert world.catalog.released == [("ord_1", [PEDA])]


def test_cash_up_to_the_cap_is_taken(world: World):
    world.catalog.consignments = [priced(2_000_00)]
    world.do(wish(payment=CASH))
    assert world.order()["payment"] == {"method": "cod", "token": ""}
    assert world.catalog.released == []


@pytest.mark.parametrize("refusal", [OutOfStock(field="lines[0]"), Unavailable(field="catalog")])
def test_what_the_catalogue_refuses_is_not_ordered(world: World, refusal: Any):
    world.catalog.refuses = refusal
    with pytest.raises(type(refusal)) as refused:
        world.do(wish())
    assert refused.value is refusal
    assert world.store.get("orders", "ord_1") is None


@pytest.mark.parametrize("status", ["placed", "cancelled"])
def test_a_repeat_whose_hold_is_refused_since_the_first_was_served_meanwhile_finds_its_order(
    world: World, monkeypatch: pytest.MonkeyPatch, status: str
):
    """Both looked before either had written; the first is placed, or over, when this one asks."""

    def hold_late(*_: Any) -> Any:
        monkeypatch.undo()
        world.do(wish())
        if status == "cancelled":
            world.do(CancelOrder(order_id="ord_1", reason="buyer"))
        raise OutOfStock(field="order_id")

    monkeypatch.setattr(world.catalog, "hold", hold_late)
    assert world.do(wish()) == "ord_1"
    assert world.order()["status"] == status
    assert [type(event) for event in world.told()].count(OrderPlaced) == 1
    assert world.catalog.released == []


def test_sums_are_in_paise_with_tax(placed: World):
    assert sum(c.total for c in (SWEETS, IRON)) == TOTAL == 123_000
    assert (SWEETS.weight_g, IRON.weight_g) == (1560, 1400)
    assert [line["product_id"] for c in placed.order()["consignments"] for line in c["lines"]] == [
        PEDA,
        TAWA,
    ]
