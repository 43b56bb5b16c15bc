"""How many pieces of a product there are: free, held for orders, and sold.

Always: free ≥ 0, and free + held + sold = counted. Pieces that were paid for but are not there
are `short`, in none of the others. It remembers the latest `MOST_SALES` sales, so that a cancelled
order's pieces come back, and the latest `MOST_LAPSED` holds that ran out, so that money which
comes late still finds its pieces. Of an order that was cancelled only its id is kept, among the
latest `MOST_TAKEN_BACK`: its `order.confirmed`, if that comes after, sells nothing, and a hold that
comes after is refused, since nobody would ever give it back. An order whose hold was released was
never written: it is forgotten and may hold again.
"""

from datetime import datetime
from typing import ClassVar, Final, TypeVar

from msgspec.structs import replace

from chassis.aggregate import Aggregate, Moves
from contracts.catalog import StockChanged
from contracts.message import Message
from services.catalog.domain.refusals import OrderTakenBack, OutOfStock

MOST_SALES: Final = 500
MOST_LAPSED: Final = 200
MOST_TAKEN_BACK: Final = 200
"""A hold is asked for by one who saw no order yet, and no question outlives its deadline by more
than seconds: the order was cancelled just now. One that is later still runs out by its time."""


class Claim(Message):
    """Pieces for an order, at the price in paise of when they were first held."""

    order_id: str
    quantity: int
    unit_price: int


class Hold(Claim):
    """Pieces that wait for an order's money until then."""

    until: datetime


class Sale(Claim):
    """Pieces of a confirmed order; `short` of them were gone when its money came."""

    short: int = 0


C = TypeVar("C", bound=Claim)


class Stock(Aggregate):
    """The pieces of one product; `id` is the product's."""

    MOVES: ClassVar[Moves] = {"kept": set()}

    free: int = 0
    sold: int = 0
    counted: int = 0
    """All pieces that were ever there to be sold, after the last count."""
    short: int = 0
    holds: list[Hold] = []
    lapsed: list[Hold] = []
    sales: list[Sale] = []
    taken_back: list[str] = []
    """Ids of cancelled orders, the latest last."""

    @classmethod
    def of(cls, product_id: str, quantity: int) -> "Stock":
        """The first count of a new product."""
        return cls(id=product_id, status="kept", free=quantity, counted=quantity)

    @property
    def held(self) -> int:
        return sum(hold.quantity for hold in self.holds)

    def claim_of(self, order_id: str) -> Claim | None:
        """What is held for, or was sold to, an order."""
        claims: list[Claim] = [*self.holds, *self.sales]
        return next((claim for claim in claims if claim.order_id == order_id), None)

    def count(self, quantity: int) -> None:
        """So many are free from now; what is held or sold stays as it is."""
        self.counted = quantity + self.held + self.sold
        self._free(quantity)

    def hold(self, wanted: Hold, *, field: str = "quantity") -> Claim:
        """Put pieces aside; a repeat prolongs at most. Raises `OutOfStock`, `OrderTakenBack`."""
        if wanted.order_id in self.taken_back:
            raise OrderTakenBack(field="order_id", allowed="an order that is not cancelled")
        claim = self.claim_of(wanted.order_id)
        if claim is None:
            if wanted.quantity > self.free:
                raise OutOfStock(field=field, allowed=str(self.free), free=self.free)
            _take(self.lapsed, wanted.order_id)
            self._free(self.free - wanted.quantity)
            self.holds.append(wanted)
        elif isinstance(claim, Hold) and claim.until < wanted.until:
            _take(self.holds, wanted.order_id)
            self.holds.append(replace(claim, until=wanted.until))
        return claim or wanted

    def sell(self, order_id: str) -> int | None:
        """The order's money is there: how many pieces are short; None where nothing was held."""
        if any(sale.order_id == order_id for sale in self.sales):
            return 0
        hold = _take(self.holds, order_id)
        short = 0
        if hold is None:
            hold = _take(self.lapsed, order_id)
            if hold is None:
                return None
            short = max(0, hold.quantity - self.free)
            self._free(self.free - hold.quantity + short)
        self._sold(hold, short)
        return short

    def release(self, order_id: str) -> None:
        """Give back what is held for an order, which may hold again; nothing held is fine."""
        _take(self.lapsed, order_id)
        hold = _take(self.holds, order_id)
        if hold:
            self._free(self.free + hold.quantity)

    def take_back(self, order_id: str) -> None:
        """Nothing of the order will ever happen: what was held or sold to it is free again."""
        self.release(order_id)
        if order_id not in self.taken_back:
            self.taken_back = [*self.taken_back, order_id][-MOST_TAKEN_BACK:]
        sale = _take(self.sales, order_id)
        if sale:
            self.sold -= sale.quantity - sale.short
            self.short -= sale.short
            self._free(self.free + sale.quantity - sale.short)

    def lapse(self, now: datetime) -> None:
        """Holds whose time is over are free again."""
        over = [hold for hold in self.holds if hold.until <= now]
        self.holds = [hold for hold in self.holds if hold.until > now]
        self.lapsed = [*self.lapsed, *over][-MOST_LAPSED:]
        self._free(self.free + sum(hold.quantity for hold in over))

    def tell(self) -> None:
        """Say how many are free, for those who have just heard of the product."""
        self.facts.append(StockChanged(product_id=self.id, free=self.free))

    def _free(self, free: int) -> None:
        if free != self.free:
            self.free = free
            self.tell()

    def _sold(self, claim: Claim, short: int) -> None:
        self.sold += claim.quantity - short
        self.short += short
        sale = Sale(
            order_id=claim.order_id,
            quantity=claim.quantity,
            unit_price=claim.unit_price,
            short=short,
        )
        self.sales = [*self.sales, sale][-MOST_SALES:]


def _take(claims: list[C], order_id: str) -> C | None:
    """Take the order's claim out of the list."""
    found = next((claim for claim in claims if claim.order_id == order_id), None)
    if found:
        claims.remove(found)
    return found
