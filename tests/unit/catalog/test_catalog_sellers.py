"""From asking to sell to selling, and its end."""

import msgspec
import pytest
from catalog_kit import (
    FAR_OFFICER,
    FIELD_OFFICER,
    OFFICER,
    OWNER,
    PERSON_KEY,
    STRANGER,
    TWO_HATS,
    Catalog,
    register,
)

from chassis.errors import Forbidden, IllegalMove, Refusal
from chassis.people import Grant, Person, person_id_of
from contracts.catalog import SellerApproved, SellerRegistered
from contracts.places import STATE_OF
from contracts.values import Text
from services.catalog.commands import DecideSeller
from services.catalog.domain.places import areas_of
from services.catalog.domain.refusals import (
    CraftNotKnown,
    DistrictNotKnown,
    HindiMissing,
    OwnEntry,
    ReasonMissing,
    SellerNotFound,
)

NAME = Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma")


def decide(decision: str, by: object = OFFICER, reason: str = "") -> DecideSeller:
    return DecideSeller(seller_id="sel_manoj", decision=decision, by=by, reason=reason)  # type: ignore[arg-type]


def test_who_asks_to_sell_is_kept_and_told(catalog: Catalog) -> None:
    catalog.handle(register())
    kept = catalog.kept("sellers", "sel_manoj")
    assert (kept["status"], kept["owner_id"], kept["areas"]) == (
        "submitted",
        "per_owner",
        ["block:3088", "district:324", "state:20"],
    )
    [(name, body)] = catalog.box.events
    assert name == "seller.registered"
    assert msgspec.json.decode(body, type=SellerRegistered) == SellerRegistered(
        seller_id="sel_manoj", person_id="per_owner", name=NAME, district=324, block=3088
    )


def test_a_repeated_registration_changes_nothing(catalog: Catalog) -> None:
    catalog.handle(register())
    catalog.handle(register(village="Deoghar"))
    assert catalog.kept("sellers", "sel_manoj")["profile"]["village"] == "Sarath"
    assert catalog.box.names() == ["seller.registered"]


def test_an_officer_registers_for_the_person_that_accounts_will_know(catalog: Catalog) -> None:
    catalog.handle(register(by=FIELD_OFFICER, owner_phone="+919700000004"))
    kept = catalog.kept("sellers", "sel_manoj")
    assert kept["owner_id"] == person_id_of("+919700000004", PERSON_KEY)
    assert kept["registered_by"] == "per_field"
    assert "+919700000004" not in str(kept | {"outbox": []})
    introduced = [body for name, body in catalog.box.events if name == "person.introduced"]
    assert [msgspec.json.decode(body) for body in introduced] == [
        {"seller_id": "sel_manoj", "person_id": kept["owner_id"], "phone": "+919700000004"}
    ]


@pytest.mark.parametrize("by", [STRANGER, FAR_OFFICER, OFFICER])
def test_only_a_field_officer_of_the_area_registers_for_others(
    catalog: Catalog, by: object
) -> None:
    with pytest.raises(Forbidden):
        catalog.handle(register(by=by, owner_phone="+919700000004"))  # type: ignore[arg-type]
    assert catalog.store.get("sellers", "sel_manoj") is None


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"craft": "astrology"}, CraftNotKnown, "craft"),
        ({"district": 99_999}, DistrictNotKnown, "district"),
        ({"name": Text(hi="Manoj")}, HindiMissing, "name.hi"),
        ({"story": Text(hi="I make pans.")}, HindiMissing, "story.hi"),
    ],
)
def test_a_bad_registration_is_refused(
    catalog: Catalog, changes: dict[str, object], refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        catalog.handle(register(**changes))
    assert refused.value.field == field
    assert catalog.store.get("sellers", "sel_manoj") is None
    assert catalog.box.events == []


def test_an_officer_of_the_area_approves(catalog: Catalog) -> None:
    catalog.handle(register())
    catalog.box.events.clear()
    catalog.handle(decide("approve"))
    kept = catalog.kept("sellers", "sel_manoj")
    assert (kept["status"], kept["decided_by"]) == ("approved", "per_officer")
    [(_, body)] = catalog.box.events
    assert msgspec.json.decode(body, type=SellerApproved) == SellerApproved(
        seller_id="sel_manoj",
        person_id="per_owner",
        name=NAME,
        district=324,
        block=3088,
        pin="814149",
    )


def test_a_decision_is_not_told_twice(catalog: Catalog) -> None:
    catalog.handle(register())
    catalog.handle(decide("approve"))
    catalog.handle(decide("approve"))
    assert catalog.box.names() == ["seller.registered", "seller.approved"]


def test_a_rejection_has_a_reason_and_is_final(catalog: Catalog) -> None:
    catalog.handle(register())
    with pytest.raises(ReasonMissing):
        catalog.handle(decide("reject"))
    assert catalog.kept("sellers", "sel_manoj")["status"] == "submitted"
    catalog.handle(decide("reject", reason="दुकान नहीं मिली"))
    with pytest.raises(IllegalMove):
        catalog.handle(decide("approve"))
    kept = catalog.kept("sellers", "sel_manoj")
    assert (kept["status"], kept["reason"]) == ("rejected", "दुकान नहीं मिली")
    assert catalog.box.names() == ["seller.registered", "seller.rejected"]


def test_only_an_approved_seller_is_suspended(catalog: Catalog) -> None:
    catalog.handle(register())
    with pytest.raises(IllegalMove):
        catalog.handle(decide("suspend", reason="शिकायतें"))
    catalog.handle(decide("approve"))
    catalog.handle(decide("suspend", reason="शिकायतें"))
    assert catalog.kept("sellers", "sel_manoj")["status"] == "suspended"


def test_a_block_approver_lets_in_but_does_not_suspend(catalog: Catalog) -> None:
    grant = Grant(role="officer", area="block:3088", kind="block_approver")
    approver = Person(id="per_block", grants=[grant])
    catalog.handle(register())
    catalog.handle(decide("approve", by=approver))
    with pytest.raises(Forbidden):
        catalog.handle(decide("suspend", reason="शिकायतें", by=approver))
    assert catalog.kept("sellers", "sel_manoj")["status"] == "approved"


@pytest.mark.parametrize("by", [OWNER, STRANGER, FAR_OFFICER])
def test_others_do_not_decide(catalog: Catalog, by: object) -> None:
    catalog.handle(register())
    with pytest.raises(Forbidden):
        catalog.handle(decide("approve", by))
    assert catalog.kept("sellers", "sel_manoj")["status"] == "submitted"


def test_an_officer_does_not_decide_on_their_own_stall(catalog: Catalog) -> None:
    catalog.handle(register(by=TWO_HATS))
    with pytest.raises(OwnEntry) as refused:
        catalog.handle(decide("approve", TWO_HATS))
    assert refused.value.code == "own_entry"
    assert catalog.kept("sellers", "sel_manoj")["status"] == "submitted"


def test_nobody_decides_on_nobody(catalog: Catalog) -> None:
    with pytest.raises(SellerNotFound):
        catalog.handle(decide("approve"))


def test_every_district_has_its_state() -> None:
    assert len(STATE_OF) == 763
    assert areas_of(3088, 324) == ["block:3088", "district:324", "state:20"]
    assert len(set(STATE_OF.values())) == 36
