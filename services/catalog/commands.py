"""What the outside, other services and the clock may ask of the catalog service.

`by` is the person who asks. The ids of new things come from the caller's Idempotency-Key: a
repeat is the same.
"""

from typing import Literal

from chassis.people import Person
from contracts.message import Message
from services.catalog.domain.seller import Profile
from services.catalog.domain.values import Details, Grade, ProductKind

SellerDecision = Literal["approve", "reject", "suspend"]
ProductDecision = Literal["approve", "reject"]


class RegisterSeller(Message):
    """Let somebody ask to sell; an officer gives the owner's phone (E.164), which is not kept."""

    seller_id: str
    profile: Profile
    by: Person
    owner_phone: str = ""


class DecideSeller(Message):
    """Let a seller sell, turn them down, or stop them."""

    seller_id: str
    decision: SellerDecision
    by: Person
    reason: str = ""


class SuspendSeller(Message):
    """Stop all sales of a seller, for a reason."""

    seller_id: str
    by: Person
    reason: str


class ReinstateSeller(Message):
    """Let a suspended seller sell again."""

    seller_id: str
    by: Person


class DraftProduct(Message):
    """Begin the description of a product; `stock` pieces are there."""

    product_id: str
    seller_id: str
    kind: ProductKind
    details: Details
    stock: int
    by: Person


class EditProduct(Message):
    """Change what is described; `changes` are fields of `Details`, cleaned."""

    product_id: str
    changes: dict[str, object]
    by: Person
    if_match: int | None = None


class SubmitProduct(Message):
    """Ask for review."""

    product_id: str
    by: Person


class DecideProduct(Message):
    """Find a product fit for sale, or send it back."""

    product_id: str
    decision: ProductDecision
    by: Person
    grade: Grade = ""
    reason: str = ""


class PublishProduct(Message):
    """Put a product on sale."""

    product_id: str
    by: Person


class PauseProduct(Message):
    """Take a product off sale for a while."""

    product_id: str
    by: Person


class RetireProduct(Message):
    """Take a product off sale for good."""

    product_id: str
    by: Person


class CountStock(Message):
    """So many pieces are free from now."""

    product_id: str
    quantity: int
    by: Person
    if_match: int | None = None


class SellStock(Message):
    """An order is confirmed: its pieces of a product are sold."""

    product_id: str
    order_id: str


class ReleaseHold(Message):
    """Give back what is held of a product for an order that will not be."""

    product_id: str
    order_id: str


class TakeBackStock(Message):
    """An order is cancelled: what was held or sold of a product is free again."""

    product_id: str
    order_id: str


class ExpireHolds(Message):
    """Some holds on a product have run out."""

    product_id: str
