"""A product as it stands in the index, and which news of it is newer than what stands there."""

from copy import copy
from datetime import datetime
from typing import Literal

import msgspec

from contracts.catalog import ProductPublished
from contracts.message import Message
from contracts.values import Text


class Snapshot(Message):
    """A live product as the catalogue has it now, with the numbers that its events carry."""

    product: ProductPublished
    product_version: int
    free: int
    stock_version: int
    seller_status: str
    seller_version: int
    published_at: datetime | None = None

    @property
    def seller_ok(self) -> bool:
        return self.seller_status == "approved"


class Listing(msgspec.Struct, kw_only=True):
    """Everything a buyer may search by (price in paise); a stub until the product is published.

    The product, its stock and its seller are three aggregates of the catalogue, each with a
    sequence of its own (`seen_…`). Every change says whether it was one: news that is late, or
    came before, is none.
    """

    product_id: str
    live: bool = False
    free: int = 0
    popularity: int = 0
    updated: datetime | None = None
    seller_id: str = ""
    seller: Text = Text(hi="")
    kind: str = ""
    category: str = ""
    title: Text = Text(hi="")
    description: Text = Text(hi="")
    price: int = 0
    district: int = 0
    block: int = 0
    pin: str = ""
    village: str = ""
    making_days: int = 0
    craft: str = ""
    radius_km: int = 0
    beneficiary: bool = False
    seller_ok: bool = True
    """Whether its seller may sell: a suspended one's goods are out of sight."""
    materials: list[str] = []
    tags: list[str] = []
    seen_product: int = 0
    seen_stock: int = 0
    seen_seller: int = 0

    @property
    def offered(self) -> Literal["goods", "service"]:
        """What it is to a buyer; a stub, which nobody finds, counts as goods."""
        return "service" if self.kind == "service" else "goods"

    @property
    def shown(self) -> bool:
        """Whether buyers find it."""
        return self.live and self.seller_ok

    def publish(self, event: ProductPublished, sequence: int, at: datetime) -> bool:
        """Take on all that the event says; the stock's own word on `free` goes before."""
        if not self._newer(sequence, at):
            return False
        self._take(event)
        if not self.seen_stock:
            self.free = event.free
        return True

    def _take(self, event: ProductPublished) -> None:
        self.live = True
        self.seller_id, self.seller = event.seller_id, event.seller_name
        self.kind, self.category, self.price = event.kind, event.category, event.price
        self.title, self.description = event.title, event.description
        self.district, self.block = event.district, event.block
        self.pin, self.village = event.pin, event.village
        self.making_days, self.materials, self.tags = (
            event.making_days,
            event.materials,
            event.tags,
        )
        self.craft, self.radius_km = event.craft, event.radius_km
        self.beneficiary = event.beneficiary

    def pause(self, sequence: int, at: datetime) -> bool:
        """Out of sight until it is published again."""
        if not self._newer(sequence, at):
            return False
        self.live = False
        return True

    def restock(self, free: int, sequence: int) -> bool:
        """So many pieces are free."""
        if sequence <= self.seen_stock:
            return False
        self.seen_stock, self.free = sequence, free
        return True

    def allow(self, ok: bool, sequence: int) -> bool:
        """Its seller may sell, or may not any more."""
        if sequence <= self.seen_seller:
            return False
        self.seen_seller, self.seller_ok = sequence, ok
        return True

    def sold(self, times: int) -> bool:
        """So many orders with it were completed by now; never fewer than before."""
        if times <= self.popularity:
            return False
        self.popularity = times
        return True

    def join(self, now: Snapshot) -> bool:
        """Take on what the catalogue says, except where newer news was heard meanwhile."""
        before = copy(self)
        if now.product_version >= self.seen_product:
            self._take(now.product)
            newer = now.product_version > self.seen_product or not self.updated
            self.seen_product = now.product_version
            self.updated = now.published_at or self.updated if newer else self.updated
        if now.stock_version >= self.seen_stock:
            self.seen_stock, self.free = now.stock_version, now.free
        if now.seller_version >= self.seen_seller:
            self.seen_seller, self.seller_ok = now.seller_version, now.seller_ok
        return self != before

    def withdraw(self, seen: int) -> bool:
        """The catalogue has it live no more; nothing where newer news than `seen` was heard."""
        if not self.live or self.seen_product != seen:
            return False
        self.live = False
        return True

    def _newer(self, sequence: int, at: datetime) -> bool:
        if sequence <= self.seen_product:
            return False
        self.seen_product, self.updated = sequence, at
        return True
