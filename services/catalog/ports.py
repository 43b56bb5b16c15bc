"""What the handlers of the catalog service need from the world."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from chassis.clock import Clock
from chassis.work import Repository
from contracts.message import Message
from contracts.policy import Area
from contracts.values import Text
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Seller
from services.catalog.domain.stock import Stock
from services.catalog.domain.values import ProductKind


class Offer(Message):
    """What an order needs to know of a product and its seller; `unit_price` in paise."""

    product_id: str
    kind: ProductKind
    on_sale: bool
    title: Text
    unit_price: int
    hsn: str
    gst_bp: int
    weight_g: int
    seller_id: str
    seller_person_id: str
    seller_name: Text
    from_pin: str
    areas: list[Area]


class Shelf(Protocol):
    """The products as buyers find them: read together, for an order of many lines."""

    def offers(self, product_ids: Collection[str]) -> dict[str, Offer]:
        """By product id; products that there are not, are not in it."""
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    sellers: Repository[Seller]
    products: Repository[Product]
    stocks: Repository[Stock]
    shelf: Shelf
    clock: Clock
    person_id: Callable[[str], str]
    """Of whoever has that phone."""
