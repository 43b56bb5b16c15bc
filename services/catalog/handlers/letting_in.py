"""From asking to sell to selling, and its end."""

from chassis import policy
from services.catalog.commands import (
    DecideSeller,
    RegisterSeller,
    ReinstateSeller,
    SuspendSeller,
)
from services.catalog.domain.categories import check_craft
from services.catalog.domain.places import areas_of
from services.catalog.domain.refusals import OwnBeneficiary, ReasonMissing
from services.catalog.domain.rights import must_decide
from services.catalog.domain.seller import Seller
from services.catalog.domain.words import check_hindi
from services.catalog.handlers.finding import seller_named
from services.catalog.ports import Ports

DECIDED = {"approve": "approved", "reject": "rejected", "suspend": "suspended"}


def register_seller(command: RegisterSeller, ports: Ports) -> None:
    """Keep who asks; for another person only staff of the area may ask."""
    if ports.sellers.find(command.seller_id):
        return
    profile, by = command.profile, command.by
    areas = areas_of(profile.block, profile.district)
    owner_id = by.id
    if command.owner_phone:
        owner_id = ports.person_id(command.owner_phone)
    policy.must(by, "seller.register", [owner_id], areas)
    if profile.beneficiary and owner_id == by.id:
        raise OwnBeneficiary(field="beneficiary")
    check_craft(profile.craft)
    check_hindi(profile.name, "name")
    if profile.story:
        check_hindi(profile.story, "story")
    seller = Seller.register(command.seller_id, owner_id, profile, areas, by=by.id)
    if owner_id != by.id:
        seller.assisted(command.owner_phone, at=ports.clock.now())
    ports.sellers.add(seller)


def decide_seller(command: DecideSeller, ports: Ports) -> None:
    """An officer's word; one that stands already is not said again."""
    seller, by = seller_named(command.seller_id, ports), command.by
    action = "seller.suspend" if command.decision == "suspend" else "seller.decide"
    must_decide(by, action, seller, entered_by=[seller.registered_by])
    if seller.status == DECIDED[command.decision]:
        return
    if command.decision == "approve":
        seller.approve(by=by.id)
        return
    if not command.reason:
        raise ReasonMissing(field="reason")
    (seller.reject if command.decision == "reject" else seller.suspend)(command.reason, by=by.id)


def suspend_seller(command: SuspendSeller, ports: Ports) -> None:
    """Stop their sales; who is suspended stays so, for the reason that was given first."""
    seller, by = seller_named(command.seller_id, ports), command.by
    must_decide(by, "seller.suspend", seller, entered_by=())
    if seller.status == "suspended":
        return
    if not command.reason:
        raise ReasonMissing(field="reason")
    seller.suspend(command.reason, by=by.id)


def reinstate_seller(command: ReinstateSeller, ports: Ports) -> None:
    """Let them sell again; who sells already goes on."""
    seller, by = seller_named(command.seller_id, ports), command.by
    must_decide(by, "seller.reinstate", seller, entered_by=())
    if seller.status != "approved":
        seller.reinstate(by=by.id)
