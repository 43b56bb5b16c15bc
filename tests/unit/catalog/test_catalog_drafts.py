"""What a draft may be, and what it must have before review."""

import pytest
from catalog_kit import (
    FAR_OFFICER,
    FIELD_OFFICER,
    OWNER,
    STRANGER,
    Catalog,
    draft,
    register,
)

from chassis.errors import Forbidden, Refusal
from chassis.memory import MemoryStore
from chassis.store import Write
from contracts.values import Text
from services.catalog.commands import (
    EditProduct,
    PauseProduct,
    PublishProduct,
    RetireProduct,
    SubmitProduct,
)
from services.catalog.domain.refusals import (
    CategoryNotKnown,
    DisclosureMissing,
    GstEnrolmentMissing,
    HindiMissing,
    SellerNotApproved,
    SellerNotFound,
    TaxRateNotKnown,
)
from services.catalog.domain.values import Food
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS

TAWA = "prd_tawa"
SUBMIT = SubmitProduct(product_id=TAWA, by=OWNER)


def status(catalog: Catalog) -> str:
    return str(catalog.kept("products", TAWA)["status"])


def test_a_draft_comes_with_its_stock_and_tells_nobody(stall: Catalog) -> None:
    stall.handle(draft(stock=7))
    assert status(stall) == "draft"
    assert stall.stock() == (7, 0, 0, 7, 0)
    assert stall.box.events == []


def test_a_repeated_draft_changes_nothing(stall: Catalog) -> None:
    stall.handle(draft(stock=7))
    stall.handle(draft(stock=9, price=1))
    assert stall.stock() == (7, 0, 0, 7, 0)
    assert stall.kept("products", TAWA)["details"]["price"] == 45_000


def test_a_draft_cut_off_after_its_stock_is_taken_up_by_its_repeat() -> None:
    class CutOff(MemoryStore):
        down = True

        def insert(self, write: Write) -> None:
            if write.collection == "products" and self.down:
                raise ConnectionError
            super().insert(write)

    store = CutOff(SELLERS, PRODUCTS, STOCKS)
    catalog = Catalog(store)
    catalog.seller()
    with pytest.raises(ConnectionError):
        catalog.handle(draft(stock=7))
    store.down = False
    catalog.handle(draft(stock=7))
    assert (status(catalog), catalog.stock()) == ("draft", (7, 0, 0, 7, 0))


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"category": "barber"}, CategoryNotKnown, "category"),
        ({"category": "unknown"}, CategoryNotKnown, "category"),
        ({"title": Text(hi="Tawa")}, HindiMissing, "title.hi"),
        ({"description": Text(hi="", en="A griddle.")}, HindiMissing, "description.hi"),
        ({"gst_bp": 501}, TaxRateNotKnown, "gst_bp"),
        ({"gst_bp": -1}, TaxRateNotKnown, "gst_bp"),
    ],
)
def test_a_bad_draft_is_refused(
    stall: Catalog, changes: dict[str, object], refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        stall.handle(draft(**changes))
    assert refused.value.field == field
    assert stall.store.get("products", TAWA) is None
    assert stall.store.get("stocks", TAWA) is None


def test_a_product_needs_a_seller(catalog: Catalog) -> None:
    with pytest.raises(SellerNotFound):
        catalog.handle(draft())
    assert catalog.store.get("stocks", TAWA) is None


@pytest.mark.parametrize("by", [STRANGER, FAR_OFFICER])
def test_strangers_do_not_touch_a_product(stall: Catalog, by: object) -> None:
    with pytest.raises(Forbidden):
        stall.handle(draft(by=by))  # type: ignore[arg-type]
    stall.handle(draft())
    commands = (EditProduct(product_id=TAWA, changes={"price": 1}, by=by),)  # type: ignore[arg-type]
    kinds = (SubmitProduct, PublishProduct, PauseProduct, RetireProduct)
    for command in (*commands, *(kind(product_id=TAWA, by=by) for kind in kinds)):  # type: ignore[arg-type]
        with pytest.raises(Forbidden):
            stall.handle(command)
    assert status(stall) == "draft"


def test_an_officer_of_the_area_describes_for_the_seller(stall: Catalog) -> None:
    stall.handle(draft(by=FIELD_OFFICER))
    stall.handle(EditProduct(product_id=TAWA, changes={"price": 50_000}, by=FIELD_OFFICER))
    assert stall.kept("products", TAWA)["details"]["price"] == 50_000


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"price": 0}, "price"),
        ({"description": Text(hi="")}, "description.hi"),
        ({"hsn": ""}, "hsn"),
        ({"gst_bp": None}, "gst_bp"),
        ({"weight_g": 0}, "weight_g"),
        ({"category": "sweets"}, "food.fssai, food.shelf_life_days"),
        (
            {"category": "sweets", "food": Food(fssai="99900000000101")},
            "food.shelf_life_days",
        ),
        ({"price": 0, "hsn": "", "weight_g": 0}, "price, hsn, weight_g"),
    ],
)
def test_what_must_be_disclosed_is_asked_for(
    stall: Catalog, changes: dict[str, object], missing: str
) -> None:
    stall.handle(draft(**changes))
    with pytest.raises(DisclosureMissing) as refused:
        stall.handle(SUBMIT)
    assert refused.value.field == missing.partition(",")[0]
    assert refused.value.detail("en") == f"Missing before it may be sold: {missing}"
    assert (status(stall), stall.box.events) == ("draft", [])


def test_food_with_its_number_and_shelf_life_is_submitted(stall: Catalog) -> None:
    food = Food(fssai="99900000000101", shelf_life_days=10)
    stall.handle(draft(category="sweets", food=food))
    stall.handle(SUBMIT)
    assert status(stall) == "submitted"


def test_a_service_weighs_nothing_and_needs_no_hsn(stall: Catalog) -> None:
    stall.handle(draft(kind="service", category="barber", hsn="", weight_g=0))
    stall.handle(SUBMIT)
    assert status(stall) == "submitted"


def test_a_zero_rate_is_a_rate(stall: Catalog) -> None:
    stall.handle(draft(gst_bp=0))
    stall.handle(SUBMIT)
    assert status(stall) == "submitted"


def test_who_is_not_approved_does_not_sell(catalog: Catalog) -> None:
    catalog.handle(register())
    catalog.handle(draft())
    with pytest.raises(SellerNotApproved):
        catalog.handle(SUBMIT)
    assert status(catalog) == "draft"


def test_without_gst_enrolment_a_listing_stays_a_draft(catalog: Catalog) -> None:
    catalog.seller(gst_status="unregistered")
    catalog.handle(draft())
    with pytest.raises(GstEnrolmentMissing):
        catalog.handle(SUBMIT)
    assert status(catalog) == "draft"


def test_a_bad_edit_is_refused(stall: Catalog) -> None:
    stall.handle(draft())
    with pytest.raises(TaxRateNotKnown):
        stall.handle(EditProduct(product_id=TAWA, changes={"gst_bp": 7}, by=OWNER))
    assert stall.kept("products", TAWA)["details"]["gst_bp"] == 500
