"""What staff do on behalf of a seller is recorded with both, and told to the seller."""

from chassis.people import Person
from contracts.catalog import Assisted
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Seller
from services.catalog.ports import Ports


def note(product: Product, seller: Seller, by: Person, did: Assisted, ports: Ports) -> None:
    """Nothing where the owner did it themselves."""
    if by.id != seller.owner_id:
        product.assisted(did, seller, by=by.id, at=ports.clock.now())
