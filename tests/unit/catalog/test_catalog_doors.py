"""What callers may send, what they are shown, who reads, and whose turn it is."""

from contextlib import suppress

import eventlet
import msgspec
import pytest
from catalog_kit import DETAILS, PROFILE, Catalog

from chassis.errors import Malformed
from chassis.reading import read_body, read_query
from contracts.values import Text
from services.catalog.domain.product import Product
from services.catalog.domain.refusals import OutOfStock
from services.catalog.domain.seller import Seller
from services.catalog.domain.stock import Stock
from services.catalog.domain.values import Food
from services.catalog.domain.words import clean
from services.catalog.entrypoints.bodies import PageQuery, SellerBody, StockBody
from services.catalog.entrypoints.descriptions import EditBody, ProductBody
from services.catalog.entrypoints.turns import Turns
from services.catalog.queries.views import product_view, seller_view, stock_view

SELLER = {
    "kind": "individual_artisan",
    "name": {"hi": " मनोज  विश्वकर्मा ", "en": "Manoj Vishwakarma"},
    "craft": "ironwork",
    "village": "Sarath ",
    "block": 3088,
    "district": 324,
    "pin": "814149",
    "gst_status": "enrolled",
}
PRODUCT = {
    "seller_id": "sel_manoj",
    "kind": "goods",
    "category": "ironwork",
    "title": {"hi": "लोहे का तवा", "en": "Iron griddle"},
    "description": {"hi": "हाथ से पीटा हुआ तवा।", "en": "A griddle beaten by hand."},
    "price": 45000,
    "hsn": "7323",
    "gst_bp": 500,
    "weight_g": 1800,
    "materials": [" iron "],
    "making_days": 3,
    "stock": 5,
    "tags": ["handmade"],
}


def test_a_seller_is_read_clean() -> None:
    body = read_body(SellerBody, msgspec.json.encode(SELLER))
    assert body.profile() == PROFILE
    assert body.owner_phone == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pin": "014149"}, "pin"),
        ({"pin": "8141490"}, "pin"),
        ({"owner_phone": "9700000004"}, "owner_phone"),
        ({"kind": "trader"}, "kind"),
        ({"gst_status": "maybe"}, "gst_status"),
        ({"block": 0}, "block"),
        ({"village": ""}, "village"),
        ({"name": {"en": "Manoj"}}, "name.hi"),
        ({"name": {"hi": "म" * 121}}, "name.hi"),
        ({"aadhaar": "123412341234"}, "aadhaar"),
    ],
)
def test_a_seller_of_another_form_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_body(SellerBody, msgspec.json.encode(SELLER | change))
    assert refused.value.field == field


def test_a_product_is_read_clean() -> None:
    assert read_body(ProductBody, msgspec.json.encode(PRODUCT)).details() == DETAILS


def test_a_draft_may_be_nearly_empty() -> None:
    body = read_body(
        ProductBody,
        b'{"seller_id":"s","kind":"goods","category":"ironwork","title":{"hi":"\xe0\xa4\xa4"}}',
    )
    details = body.details()
    assert (details.price, details.gst_bp, details.food, body.stock) == (0, None, None, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": -1}, "price"),
        ({"radius_km": 101}, "radius_km"),
        ({"price": 1_000_000_001}, "price"),
        ({"price": 10.5}, "price"),
        ({"price": "450"}, "price"),
        ({"hsn": "73"}, "hsn"),
        ({"weight_g": -1}, "weight_g"),
        ({"stock": -1}, "stock"),
        ({"stock": 100_001}, "stock"),
        ({"tags": ["Hand Made"]}, "tags[0]"),
        ({"materials": ["x"] * 31}, "materials"),
        ({"food": {"fssai": "123"}}, "food.fssai"),
        ({"title": {"hi": "त" * 121}}, "title.hi"),
        ({"description": {"hi": "त" * 4001}}, "description.hi"),
        ({"status": "live"}, "status"),
    ],
)
def test_a_product_of_another_form_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_body(ProductBody, msgspec.json.encode(PRODUCT | change))
    assert refused.value.field == field


def test_an_edit_names_only_what_changes() -> None:
    body = read_body(EditBody, b'{"price":1,"title":{"hi":" \xe0\xa4\xa4 "},"materials":[]}')
    assert body.changes() == {"price": 1, "title": Text(hi="त"), "materials": []}
    food = read_body(EditBody, b'{"food":{"fssai":"99900000000101","shelf_life_days":8}}')
    assert food.changes() == {"food": Food(fssai="99900000000101", shelf_life_days=8)}


@pytest.mark.parametrize("quantity", [-1, 100_001, 1.5, "3"])
def test_a_count_is_a_number_of_pieces(quantity: object) -> None:
    with pytest.raises(Malformed):
        read_body(StockBody, msgspec.json.encode({"quantity": quantity}))


def test_a_page_has_a_limit() -> None:
    assert read_query(PageQuery, {"limit": ["100"]}).limit == 100
    with pytest.raises(Malformed):
        read_query(PageQuery, {"limit": ["101"]})


def test_words_are_composed() -> None:
    assert clean("  cafe\u0301\u00a0 x ") == "caf\u00e9 x"
    assert clean("ज\u093c") == "ज\u093c"


def test_what_is_shown(market: Catalog) -> None:
    seller = msgspec.convert(market.kept("sellers", "sel_manoj") | {"id": "sel_manoj"}, Seller)
    product = msgspec.convert(market.kept("products", "prd_tawa") | {"id": "prd_tawa"}, Product)
    assert seller_view(seller).state == 20
    shown = msgspec.to_builtins(product_view(product, seller, 4))
    assert shown == {
        "product_id": "prd_tawa",
        "seller_id": "sel_manoj",
        "seller_name": {"hi": "मनोज विश्वकर्मा", "en": "Manoj Vishwakarma"},
        "kind": "goods",
        "status": "live",
        "category": "ironwork",
        "title": {"hi": "लोहे का तवा", "en": "Iron griddle"},
        "description": {"hi": "हाथ से पीटा हुआ तवा।", "en": "A griddle beaten by hand."},
        "price": 45_000,
        "hsn": "7323",
        "gst_bp": 500,
        "weight_g": 1_800,
        "materials": ["iron"],
        "making_days": 3,
        "tags": ["handmade"],
        "free": 4,
        "food": None,
        "grade": "",
        "reason": "",
        "version": 0,
        "radius_km": 0,
    }
    assert msgspec.to_builtins(stock_view(Stock.of("prd_tawa", 5))) == {
        "product_id": "prd_tawa",
        "free": 5,
        "held": 0,
        "sold": 0,
        "counted": 5,
        "short": 0,
        "version": 0,
    }


def test_a_product_takes_one_turn_at_a_time_and_is_then_forgotten() -> None:
    turns, seen = Turns(), []

    def work(name: str, *ids: str) -> None:
        with turns.of(ids):
            seen.append(f"{name} begins")
            eventlet.sleep(0)
            seen.append(f"{name} ends")

    tasks = [
        eventlet.spawn(work, "one", "a", "b"),
        eventlet.spawn(work, "two", "b", "a", "a"),
        eventlet.spawn(work, "three", "c"),
    ]
    for task in tasks:
        task.wait()
    own = [line for line in seen if not line.startswith("three")]
    assert own in (
        ["one begins", "one ends", "two begins", "two ends"],
        ["two begins", "two ends", "one begins", "one ends"],
    )
    assert len(turns._turns) == 0


def test_a_turn_is_given_back_when_its_work_fails() -> None:
    turns = Turns()
    with pytest.raises(ValueError), turns.of(["a"]):
        raise ValueError
    with turns.of(["a"]):
        pass


def test_many_buyers_race_for_few_pieces_in_turns(catalog: Catalog) -> None:
    catalog.seller()
    catalog.live(stock=20)
    turns, won = Turns(), []

    def buy(number: int) -> None:
        with turns.of(["prd_tawa"]):
            eventlet.sleep(0)
            with suppress(OutOfStock):
                catalog.hold(f"ord_{number}", ("prd_tawa", 1))
                won.append(number)

    tasks = [eventlet.spawn(buy, number) for number in range(200)]
    for task in tasks:
        task.wait()
    assert (len(won), catalog.stock()) == (20, (0, 20, 0, 20, 0))
