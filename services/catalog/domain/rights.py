"""Who may do what with a seller and their products."""

from chassis.people import Person
from services.catalog.domain.refusals import OwnEntry
from services.catalog.domain.seller import Seller


def may_keep(person: Person, seller: Seller) -> bool:
    """Whether it is theirs, or in the area of the officer that they are."""
    return person.id == seller.owner_id or person.may("officer", *seller.areas)


def must_keep(person: Person, seller: Seller) -> None:
    """The owner, or an officer of the area; else `Forbidden`."""
    if person.id != seller.owner_id:
        person.must("officer", *seller.areas)


def must_decide(person: Person, seller: Seller) -> None:
    """An officer of the area who is not the owner; else `Forbidden`."""
    person.must("officer", *seller.areas)
    if person.id == seller.owner_id:
        raise OwnEntry(field="role")
