"""Who enters on behalf of a seller is recorded, told, and never decides."""

from typing import Any

import msgspec
import pytest
from catalog_kit import (
    FIELD_OFFICER,
    NOW,
    OFFICER,
    OWNER,
    TWO_HATS,
    Catalog,
    draft,
    register,
)

from chassis.errors import Forbidden
from chassis.people import Grant, Person
from services.catalog.commands import (
    CountStock,
    DecideProduct,
    DecideSeller,
    EditProduct,
    PauseProduct,
    PublishProduct,
    RetireProduct,
    SubmitProduct,
)
from services.catalog.domain.assisting import objection_number
from services.catalog.domain.refusals import OwnEntry

TAWA = "prd_tawa"
PHONE = "+919700000004"


def officer(kind: Any, id: str = "per_other") -> Person:
    return Person(id=id, grants=[Grant(role="officer", area="district:324", kind=kind)])


def told(catalog: Catalog) -> list[dict[str, Any]]:
    """The bodies of what the owner is told of."""
    return [msgspec.json.decode(b) for name, b in catalog.box.events if name.endswith(".assisted")]


def test_a_seller_registered_by_staff_is_recorded_and_told_with_a_number(catalog: Catalog) -> None:
    catalog.handle(register(by=FIELD_OFFICER, owner_phone=PHONE))
    kept = catalog.kept("sellers", "sel_manoj")
    number = objection_number("sel_manoj", 0, "registered")
    assert kept["assists"] == [
        {
            "did": "registered",
            "acted_by": "per_field",
            "on_behalf_of": kept["owner_id"],
            "at": NOW,
            "objection": number,
        }
    ]
    assert told(catalog) == [
        {
            "seller_id": "sel_manoj",
            "did": "registered",
            "acted_by": "per_field",
            "on_behalf_of": kept["owner_id"],
            "name": {"hi": "मनोज विश्वकर्मा", "en": "Manoj Vishwakarma"},
            "objection": number,
        }
    ]


def test_who_registers_for_themselves_is_told_of_nothing(catalog: Catalog) -> None:
    catalog.handle(register())
    catalog.handle(register("sel_phone", by=OWNER))
    assert told(catalog) == []
    assert catalog.kept("sellers", "sel_manoj")["assists"] == []


def test_each_assisted_step_of_a_product_has_a_number_of_its_own(stall: Catalog) -> None:
    stall.handle(draft(by=FIELD_OFFICER))
    stall.handle(EditProduct(product_id=TAWA, changes={"price": 50_000}, by=FIELD_OFFICER))
    stall.handle(SubmitProduct(product_id=TAWA, by=FIELD_OFFICER))
    stall.handle(SubmitProduct(product_id=TAWA, by=FIELD_OFFICER))
    stall.handle(DecideProduct(product_id=TAWA, decision="approve", by=OFFICER))
    for kind in (PublishProduct, PauseProduct):
        stall.handle(kind(product_id=TAWA, by=FIELD_OFFICER))
    stall.handle(CountStock(product_id=TAWA, quantity=3, by=FIELD_OFFICER))
    stall.handle(RetireProduct(product_id=TAWA, by=FIELD_OFFICER))
    assists = stall.kept("products", TAWA)["assists"]
    did = ["drafted", "submitted", "published", "paused", "counted", "retired"]
    assert [assist["did"] for assist in assists] == did
    assert {(a["acted_by"], a["on_behalf_of"]) for a in assists} == {("per_field", "per_owner")}
    assert len({assist["objection"] for assist in assists}) == 6
    assert [event["objection"] for event in told(stall)] == [a["objection"] for a in assists]
    assert all(event["title"]["en"] == "Iron griddle" for event in told(stall))


def test_a_sellers_own_steps_are_nobodys_assistance(market: Catalog) -> None:
    market.handle(CountStock(product_id=TAWA, quantity=3, by=OWNER))
    kept = market.kept("products", TAWA)
    assert (kept["assists"], kept["entered_by"]) == ([], [])
    assert told(market) == []


@pytest.mark.parametrize("step", ["draft", "edit", "submit"])
def test_who_entered_any_of_it_does_not_decide(stall: Catalog, step: str) -> None:
    by = {name: TWO_HATS if name == step else OWNER for name in ("draft", "edit", "submit")}
    stall.handle(draft(by=by["draft"]))
    stall.handle(EditProduct(product_id=TAWA, changes={"price": 50_000}, by=by["edit"]))
    stall.handle(SubmitProduct(product_id=TAWA, by=by["submit"]))
    with pytest.raises(OwnEntry) as refused:
        stall.handle(DecideProduct(product_id=TAWA, decision="approve", by=TWO_HATS))
    assert (refused.value.code, refused.value.status) == ("own_entry", 403)
    stall.handle(DecideProduct(product_id=TAWA, decision="approve", by=officer("quality_assessor")))
    assert stall.kept("products", TAWA)["status"] == "approved"


@pytest.mark.parametrize("kind", ["field", "cataloguer", "quality_assessor", ""])
def test_only_approvers_decide_on_sellers(catalog: Catalog, kind: str) -> None:
    catalog.handle(register())
    with pytest.raises(Forbidden) as refused:
        catalog.handle(DecideSeller(seller_id="sel_manoj", decision="approve", by=officer(kind)))
    assert refused.value.allowed == "officer/block_approver, officer/district_approver"
    assert catalog.kept("sellers", "sel_manoj")["status"] == "submitted"


@pytest.mark.parametrize("kind", ["field", "cataloguer", ""])
def test_who_enters_products_does_not_decide_on_any(stall: Catalog, kind: str) -> None:
    stall.handle(draft())
    stall.handle(SubmitProduct(product_id=TAWA, by=OWNER))
    with pytest.raises(Forbidden):
        stall.handle(DecideProduct(product_id=TAWA, decision="approve", by=officer(kind)))
    assert stall.kept("products", TAWA)["status"] == "submitted"


@pytest.mark.parametrize(("area", "may"), [("state:20", True), ("district:20", False)])
def test_a_states_number_is_no_districts_number(catalog: Catalog, area: str, may: bool) -> None:
    """LGD numbers Jharkhand 20, and also a district of Himachal Pradesh."""
    catalog.handle(register())
    head = Person(
        id="per_head", grants=[Grant(role="officer", area=area, kind="district_approver")]
    )
    decide = DecideSeller(seller_id="sel_manoj", decision="approve", by=head)
    if may:
        catalog.handle(decide)
    else:
        with pytest.raises(Forbidden):
            catalog.handle(decide)
    assert catalog.kept("sellers", "sel_manoj")["status"] == ("approved" if may else "submitted")
