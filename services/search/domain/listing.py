"""A product as it stands in the index, and which news of it is newer than what stands there."""

from datetime import datetime

import msgspec

from contracts.catalog import ProductPublished
from contracts.values import Text

MOST_COUNTED = 100
"""How many orders a listing remembers, to count each once; repeats come soon or never."""


class Listing(msgspec.Struct, kw_only=True):
    """Everything a buyer may search by (price in paise); a stub until the product is published.

    The product and its stock are two aggregates of the catalogue, each with a sequence of its
    own. Every change says whether it was one: news that is late, or came before, is none.
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
    materials: list[str] = []
    tags: list[str] = []
    seen_product: int = 0
    seen_stock: int = 0
    counted: list[str] = []

    def publish(self, event: ProductPublished, sequence: int, at: datetime) -> bool:
        """Take on all that the event says; the stock's own word on `free` goes before."""
        if not self._newer(sequence, at):
            return False
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
        if not self.seen_stock:
            self.free = event.free
        return True

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

    def count(self, order_id: str) -> bool:
        """One more order that was completed."""
        if order_id in self.counted:
            return False
        self.counted = [*self.counted, order_id][-MOST_COUNTED:]
        self.popularity += 1
        return True

    def _newer(self, sequence: int, at: datetime) -> bool:
        if sequence <= self.seen_product:
            return False
        self.seen_product, self.updated = sequence, at
        return True
