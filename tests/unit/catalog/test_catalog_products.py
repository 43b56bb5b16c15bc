"""From review to sale, and off it."""

import msgspec
import pytest
from catalog_kit import FAR_OFFICER, OFFICER, OWNER, STRANGER, TWO_HATS, Catalog, draft, register

from chassis.errors import Clash, Forbidden, IllegalMove
from chassis.memory import MemoryStore
from chassis.store import Write
from contracts.catalog import ProductPublished, ProductRejected, StockChanged
from contracts.values import Text
from services.catalog.commands import (
    DecideProduct,
    DecideSeller,
    EditProduct,
    PauseProduct,
    PublishProduct,
    RetireProduct,
    SubmitProduct,
)
from services.catalog.domain.refusals import (
    OwnEntry,
    ProductNotEditable,
    ProductNotFound,
    ReasonMissing,
    SellerNotApproved,
)
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS

TAWA = "prd_tawa"
SUBMIT = SubmitProduct(product_id=TAWA, by=OWNER)
APPROVE = DecideProduct(product_id=TAWA, decision="approve", grade="A", by=OFFICER)
REJECT = DecideProduct(product_id=TAWA, decision="reject", reason="फ़ोटो धुंधली", by=OFFICER)
PUBLISH = PublishProduct(product_id=TAWA, by=OWNER)
PAUSE = PauseProduct(product_id=TAWA, by=OWNER)


def status(catalog: Catalog) -> str:
    return str(catalog.kept("products", TAWA)["status"])


def test_a_product_goes_from_draft_to_sale(stall: Catalog) -> None:
    stall.handle(draft(stock=7))
    for command in (SUBMIT, APPROVE, PUBLISH):
        stall.handle(command)
    assert status(stall) == "live"
    assert stall.kept("products", TAWA)["grade"] == "A"
    bodies = dict(stall.box.events)
    assert list(bodies) == [
        "product.submitted",
        "product.approved",
        "product.published",
        "stock.changed",
    ]
    assert msgspec.json.decode(bodies["product.published"], type=ProductPublished) == (
        ProductPublished(
            product_id=TAWA,
            seller_id="sel_manoj",
            seller_name=Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma"),
            kind="goods",
            category="ironwork",
            title=Text(hi="लोहे का तवा", en="Iron griddle"),
            description=Text(hi="हाथ से पीटा हुआ तवा।", en="A griddle beaten by hand."),
            price=45_000,
            district=324,
            block=3088,
            pin="814149",
            village="Sarath",
            making_days=3,
            free=7,
            materials=["iron"],
            tags=["handmade"],
            craft="ironwork",
        )
    )
    told = msgspec.json.decode(bodies["stock.changed"], type=StockChanged)
    assert told == StockChanged(product_id=TAWA, free=7)


def test_each_step_repeated_is_told_once(stall: Catalog) -> None:
    stall.handle(draft())
    for command in (SUBMIT, SUBMIT, APPROVE, APPROVE, PUBLISH, PUBLISH, PAUSE, PAUSE):
        stall.handle(command)
    assert stall.box.names() == [
        "product.submitted",
        "product.approved",
        "product.published",
        "stock.changed",
        "product.paused",
    ]


def test_who_was_suspended_does_not_publish(stall: Catalog) -> None:
    for command in (draft(), SUBMIT, APPROVE):
        stall.handle(command)
    stall.handle(
        DecideSeller(seller_id="sel_manoj", decision="suspend", reason="शिकायत", by=OFFICER)
    )
    with pytest.raises(SellerNotApproved):
        stall.handle(PUBLISH)
    assert status(stall) == "approved"


def test_what_was_sent_back_is_a_draft_again_when_changed(stall: Catalog) -> None:
    for command in (draft(), SUBMIT, REJECT):
        stall.handle(command)
    name, body = stall.box.events[-1]
    assert name == "product.rejected"
    assert msgspec.json.decode(body, type=ProductRejected) == ProductRejected(
        product_id=TAWA,
        seller_id="sel_manoj",
        seller_person_id="per_owner",
        title=Text(hi="लोहे का तवा", en="Iron griddle"),
        reason="फ़ोटो धुंधली",
    )
    with pytest.raises(IllegalMove):
        stall.handle(SUBMIT)
    stall.handle(EditProduct(product_id=TAWA, changes={"price": 40_000}, by=OWNER))
    assert (status(stall), stall.kept("products", TAWA)["details"]["price"]) == ("draft", 40_000)
    stall.handle(SUBMIT)
    assert stall.kept("products", TAWA)["reason"] == ""


def test_what_an_officer_saw_is_not_changed(stall: Catalog) -> None:
    stall.handle(draft())
    edit = EditProduct(product_id=TAWA, changes={"price": 1}, by=OWNER)
    for step, now in ((SUBMIT, "submitted"), (APPROVE, "approved"), (PUBLISH, "live")):
        stall.handle(step)
        with pytest.raises(ProductNotEditable) as refused:
            stall.handle(edit)
        assert refused.value.values == {"now": now}
    assert stall.kept("products", TAWA)["details"]["price"] == 45_000


def test_a_no_needs_its_reason(stall: Catalog) -> None:
    stall.handle(draft())
    stall.handle(SUBMIT)
    with pytest.raises(ReasonMissing):
        stall.handle(DecideProduct(product_id=TAWA, decision="reject", by=OFFICER))
    assert status(stall) == "submitted"


def test_nobody_reviews_their_own_product(catalog: Catalog) -> None:
    catalog.handle(register(by=TWO_HATS))
    head = msgspec.structs.replace(OFFICER, id="per_head")
    catalog.handle(DecideSeller(seller_id="sel_manoj", decision="approve", by=head))
    catalog.handle(draft(by=TWO_HATS))
    catalog.handle(SubmitProduct(product_id=TAWA, by=TWO_HATS))
    with pytest.raises(OwnEntry):
        catalog.handle(APPROVE)
    assert status(catalog) == "submitted"


@pytest.mark.parametrize("by", [OWNER, STRANGER, FAR_OFFICER])
def test_others_do_not_review(stall: Catalog, by: object) -> None:
    stall.handle(draft())
    stall.handle(SUBMIT)
    with pytest.raises(Forbidden):
        stall.handle(msgspec.structs.replace(APPROVE, by=by))
    assert status(stall) == "submitted"


@pytest.mark.parametrize("command", [APPROVE, PUBLISH, PAUSE])
def test_a_draft_skips_no_step(stall: Catalog, command: object) -> None:
    stall.handle(draft())
    with pytest.raises(IllegalMove):
        stall.handle(command)
    assert (status(stall), stall.box.events) == ("draft", [])


def test_a_live_product_is_paused_taken_up_again_and_retired(market: Catalog) -> None:
    market.handle(PAUSE)
    assert (status(market), market.box.names()) == ("paused", ["product.paused"])
    market.handle(PUBLISH)
    assert (status(market), market.box.names()) == ("live", ["product.published", "stock.changed"])
    market.handle(RetireProduct(product_id=TAWA, by=OWNER))
    market.handle(RetireProduct(product_id=TAWA, by=OWNER))
    assert (status(market), market.box.names()) == ("retired", ["product.paused"])
    with pytest.raises(IllegalMove):
        market.handle(PUBLISH)


def test_there_is_nothing_to_do_with_no_product(catalog: Catalog) -> None:
    for command in (SUBMIT, APPROVE, PUBLISH, PAUSE):
        with pytest.raises(ProductNotFound):
            catalog.handle(command)


def test_publishing_is_decided_again_after_a_clash() -> None:
    class Racing(MemoryStore):
        clashes = 0

        def update(self, write: Write) -> None:
            if write.state["status"] == "live" and not self.clashes:
                self.clashes = 1
                raise Clash(write.id)
            super().update(write)

    catalog = Catalog(Racing(SELLERS, PRODUCTS, STOCKS))
    catalog.seller()
    catalog.live()
    assert status(catalog) == "live"
