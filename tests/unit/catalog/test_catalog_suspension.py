"""Sellers who are stopped for a while, and what only some sellers and products have."""

import msgspec
import pytest
from catalog_kit import (
    DETAILS,
    FAR_OFFICER,
    FIELD_OFFICER,
    NOW,
    OFFICER,
    OWNER,
    STRANGER,
    Catalog,
    draft,
    register,
)

from chassis.errors import Forbidden, IllegalMove
from chassis.people import Grant, Person
from contracts.catalog import ProductPublished, SellerReinstated, SellerSuspended
from services.catalog.commands import (
    DecideProduct,
    DecideSeller,
    PublishProduct,
    ReinstateSeller,
    SubmitProduct,
    SuspendSeller,
)
from services.catalog.domain.refusals import OwnBeneficiary, OwnEntry, RadiusOfGoods, ReasonMissing

BLOCK_OFFICER = Person(
    id="per_block", grants=[Grant(role="officer", area="block:3088", kind="block_approver")]
)
OWNING_OFFICER = Person(
    id="per_owner", grants=[Grant(role="officer", area="district:324", kind="district_approver")]
)
ADMIN = Person(id="per_admin", grants=[Grant(role="admin", area="state:20")])


def suspend(by: Person = OFFICER, reason: str = "शिकायतें") -> SuspendSeller:
    return SuspendSeller(seller_id="sel_manoj", by=by, reason=reason)


def reinstate(by: Person = OFFICER) -> ReinstateSeller:
    return ReinstateSeller(seller_id="sel_manoj", by=by)


def status(catalog: Catalog) -> tuple[str, str]:
    kept = catalog.kept("sellers", "sel_manoj")
    return kept["status"], kept["reason"]


def published(catalog: Catalog) -> ProductPublished:
    [body] = [body for name, body in catalog.box.events if name == "product.published"]
    return msgspec.json.decode(body, type=ProductPublished)


def publish(catalog: Catalog, **details: object) -> None:
    catalog.handle(draft(**details))  # type: ignore[arg-type]
    catalog.handle(SubmitProduct(product_id="prd_tawa", by=OWNER))
    catalog.handle(DecideProduct(product_id="prd_tawa", decision="approve", by=OFFICER))
    catalog.handle(PublishProduct(product_id="prd_tawa", by=OWNER))


@pytest.mark.parametrize("by", [OFFICER, ADMIN])
def test_who_is_suspended_is_told_of_once_and_sells_again_once_reinstated(
    market: Catalog, by: Person
) -> None:
    for command in (suspend(by), suspend(by), reinstate(by), reinstate(by)):
        market.handle(command)
    assert status(market) == ("approved", "")
    (first, suspended), (second, reinstated) = market.box.events
    assert (first, second) == ("seller.suspended", "seller.reinstated")
    assert msgspec.json.decode(suspended, type=SellerSuspended) == SellerSuspended(
        seller_id="sel_manoj", person_id="per_owner", reason="शिकायतें"
    )
    assert msgspec.json.decode(reinstated, type=SellerReinstated) == SellerReinstated(
        seller_id="sel_manoj"
    )


def test_what_was_live_stays_live_through_a_suspension_and_is_not_on_sale(market: Catalog) -> None:
    market.handle(suspend())
    assert market.kept("products", "prd_tawa")["status"] == "live"
    assert market.shelf.offers(["prd_tawa"])["prd_tawa"].on_sale is False
    market.handle(reinstate())
    assert market.shelf.offers(["prd_tawa"])["prd_tawa"].on_sale is True


@pytest.mark.parametrize("by", [OWNER, STRANGER, FAR_OFFICER, FIELD_OFFICER, BLOCK_OFFICER])
def test_others_neither_suspend_nor_reinstate(stall: Catalog, by: Person) -> None:
    with pytest.raises(Forbidden):
        stall.handle(suspend(by))
    assert status(stall) == ("approved", "")
    stall.handle(suspend())
    with pytest.raises(Forbidden):
        stall.handle(reinstate(by))
    assert status(stall) == ("suspended", "शिकायतें")


def test_an_officer_does_not_suspend_their_own_stall(stall: Catalog) -> None:
    with pytest.raises(OwnEntry):
        stall.handle(suspend(OWNING_OFFICER))
    assert status(stall) == ("approved", "")


def test_a_suspension_has_a_reason(stall: Catalog) -> None:
    with pytest.raises(ReasonMissing):
        stall.handle(suspend(reason=""))
    assert status(stall) == ("approved", "")


def test_only_who_was_suspended_is_reinstated_and_not_by_a_decision(catalog: Catalog) -> None:
    catalog.handle(register())
    with pytest.raises(IllegalMove):
        catalog.handle(reinstate())
    approve = DecideSeller(seller_id="sel_manoj", decision="approve", by=OFFICER)
    catalog.handle(approve)
    catalog.handle(suspend())
    with pytest.raises(IllegalMove):
        catalog.handle(approve)
    assert status(catalog) == ("suspended", "शिकायतें")


def test_staff_say_who_is_beneficiary_of_a_scheme_and_it_is_published(catalog: Catalog) -> None:
    command = register(by=FIELD_OFFICER, owner_phone="+919700000004", beneficiary=True)
    catalog.handle(command)
    assert catalog.kept("sellers", "sel_manoj")["profile"]["beneficiary"] is True


def test_nobody_says_of_themselves_that_they_are_beneficiary(catalog: Catalog) -> None:
    with pytest.raises(OwnBeneficiary):
        catalog.handle(register(beneficiary=True))
    assert catalog.store.get("sellers", "sel_manoj") is None


@pytest.mark.parametrize(("said", "told"), [(25, 25), (0, 10)])
def test_a_service_is_published_with_its_radius_or_the_usual_one(
    stall: Catalog, said: int, told: int
) -> None:
    publish(stall, kind="service", category="plumbing", hsn="", weight_g=0, radius_km=said)
    assert (published(stall).radius_km, published(stall).craft) == (told, "ironwork")
    assert published(stall).beneficiary is False
    assert stall.kept("products", "prd_tawa")["published_at"] == NOW


def test_goods_have_no_radius(stall: Catalog) -> None:
    with pytest.raises(RadiusOfGoods):
        stall.handle(draft(radius_km=5))
    assert stall.store.get("products", "prd_tawa") is None
    publish(stall)
    assert (published(stall).radius_km, DETAILS.radius_km) == (0, 0)
