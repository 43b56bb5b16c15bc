"""Who may do what with a seller and their products: the policy table, and four eyes."""

from collections.abc import Collection

from chassis import policy
from chassis.people import Person
from services.catalog.domain.refusals import OwnEntry
from services.catalog.domain.seller import Seller


def may(person: Person | None, action: str, seller: Seller) -> bool:
    """Whether they may do it to what is that seller's."""
    owners = [seller.owner_id]
    return person is not None and bool(policy.allows(person, action, owners, seller.areas))


def must(person: Person, action: str, seller: Seller) -> None:
    """Raises `Forbidden`."""
    policy.must(person, action, [seller.owner_id], seller.areas)


def must_decide(
    person: Person, action: str, seller: Seller, *, entered_by: Collection[str]
) -> None:
    """Who may decide, and neither owns what is decided on nor entered it (domain 2.3)."""
    must(person, action, seller)
    if person.id in (seller.owner_id, *entered_by):
        raise OwnEntry(field="role")
