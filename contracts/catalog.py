"""Facts that the catalog service publishes."""

from typing import Literal

from contracts.message import Event
from contracts.values import Days, LgdCode, Paise, Pieces, Text


class SellerRegistered(Event):
    """A maker or service provider asks to sell; an officer has yet to decide."""

    SUBJECT = "seller_id"

    seller_id: str
    person_id: str
    name: Text
    district: LgdCode
    block: LgdCode


Assisted = Literal[
    "registered", "drafted", "submitted", "published", "paused", "retired", "counted"
]
"""What staff may have done on behalf of a seller."""


class SellerAssisted(Event):
    """Staff registered a seller on behalf of a person, who may object by that number."""

    SUBJECT = "seller_id"

    seller_id: str
    did: Assisted
    acted_by: str
    on_behalf_of: str
    name: Text
    objection: str


class PersonIntroduced(Event):
    """How to reach the person for whom staff registered a seller: they may never have logged in."""

    SUBJECT = "seller_id"

    seller_id: str
    person_id: str
    phone: str


class ProductAssisted(Event):
    """Staff did something with a product on behalf of its seller, who may object by that number."""

    SUBJECT = "product_id"

    product_id: str
    seller_id: str
    did: Assisted
    acted_by: str
    on_behalf_of: str
    title: Text
    objection: str


class SellerApproved(Event):
    """An officer of the area let the seller sell."""

    SUBJECT = "seller_id"

    seller_id: str
    person_id: str
    name: Text
    district: LgdCode
    block: LgdCode
    pin: str


class SellerRejected(Event):
    """An officer turned the seller down, for a reason."""

    SUBJECT = "seller_id"

    seller_id: str
    person_id: str
    reason: str


class SellerSuspended(Event):
    """Staff stopped all sales of the seller, for a reason; its products stay as they are."""

    SUBJECT = "seller_id"

    seller_id: str
    person_id: str
    reason: str


class SellerReinstated(Event):
    """The seller may sell again what was on sale before."""

    SUBJECT = "seller_id"

    seller_id: str


class ProductSubmitted(Event):
    """A seller asks for review of a product."""

    SUBJECT = "product_id"

    product_id: str
    seller_id: str


class ProductApproved(Event):
    """An officer found the product fit for sale."""

    SUBJECT = "product_id"

    product_id: str
    seller_id: str
    seller_person_id: str
    title: Text
    grade: str = ""


class ProductRejected(Event):
    """An officer sent the product back, for a reason."""

    SUBJECT = "product_id"

    product_id: str
    seller_id: str
    seller_person_id: str
    title: Text
    reason: str


class ProductPublished(Event):
    """A product is live: all that a buyer may see of it (price in paise, tax included).

    `craft` is its seller's; `radius_km` is how far the provider of a service travels;
    `beneficiary`, that the maker is one of a scheme whose priority is published.
    """

    SUBJECT = "product_id"

    product_id: str
    seller_id: str
    seller_name: Text
    kind: Literal["goods", "service"]
    category: str
    title: Text
    description: Text
    price: Paise
    district: LgdCode
    block: LgdCode
    pin: str
    village: str
    making_days: Days
    free: Pieces
    materials: list[str] = []
    tags: list[str] = []
    craft: str = ""
    radius_km: int = 0
    beneficiary: bool = False


class ProductPaused(Event):
    """A product is no longer on sale."""

    SUBJECT = "product_id"

    product_id: str


class StockChanged(Event):
    """How many pieces of a product are free to be bought, after a hold, sale, release or count."""

    SUBJECT = "product_id"
    AGGREGATE = "stock"

    product_id: str
    free: Pieces
