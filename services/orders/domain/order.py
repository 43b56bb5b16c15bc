"""An order: what a buyer committed to, and how far it has come."""

from datetime import datetime, timedelta
from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from contracts.message import Event, Message
from contracts.orders import (
    CancelReason,
    OrderCancelled,
    OrderCompleted,
    OrderConfirmed,
    OrderExpired,
    OrderPlaced,
    Payment,
)
from contracts.policy import Area
from contracts.values import Address, Consignment
from services.orders.domain.refusals import ParcelHasLeft

TIME_TO_PAY = timedelta(minutes=30)
HOLD_GRACE = timedelta(minutes=10)
"""Stock is held a little longer than the buyer may take to pay."""

CONSIGNMENT_MOVES: Moves = {
    "waiting": {"created", "cancelled"},
    "created": {"picked_up", "cancelled"},
    "picked_up": {"in_transit", "out_for_delivery", "delivered", "returned"},
    "in_transit": {"out_for_delivery", "delivered", "undelivered", "returned"},
    "out_for_delivery": {"delivered", "undelivered", "returned"},
    "undelivered": {"in_transit", "out_for_delivery", "delivered", "returned"},
    "delivered": set(),
    "returned": set(),
    "cancelled": set(),
}
RETURN_WINDOW = timedelta(days=7)
"""After it has ended; until then its buyer has to be found (domain 1.4)."""
BEFORE_PICKUP = {"waiting", "created", "cancelled"}
ENDED = {"delivered", "returned", "cancelled"}
_RANK = {status: rank for rank, status in enumerate(CONSIGNMENT_MOVES)}


class Entry(Message):
    """One line of the timeline: what happened (an event's wire name) and when."""

    at: datetime
    event: str
    consignment_id: str = ""


class Order(Aggregate):
    """Placed by a buyer; confirmed by money; completed by deliveries, or cancelled."""

    MOVES: ClassVar[Moves] = {
        "placed": {"confirmed", "cancelled"},
        "confirmed": {"completed", "cancelled"},
        "completed": set(),
        "cancelled": set(),
    }

    buyer_id: str
    consignments: list[Consignment]
    progress: dict[str, str]
    """Status of each consignment by its id, one of `CONSIGNMENT_MOVES`."""
    payment: Payment
    deliver_to: Address
    placed_at: datetime
    expires_at: datetime
    timeline: list[Entry]
    readers: list[str]
    """Persons who may read it: the buyer and the sellers."""
    promises: dict[str, str] = {}
    """The promised date (ISO) of each consignment, by its id."""
    heard: dict[str, int] = {}
    """The latest sequence heard of each consignment's parcel."""
    ended_at: datetime | None = None
    to_forget: list[str] = []
    """Persons who are to be forgotten once it has ended."""

    @classmethod
    def place(
        cls,
        order_id: str,
        buyer_id: str,
        consignments: list[Consignment],
        payment: Payment,
        deliver_to: Address,
        *,
        at: datetime,
    ) -> "Order":
        """Commit to these consignments, at the prices that the catalogue froze."""
        sellers = sorted({c.seller_person_id for c in consignments})
        order = cls(
            id=order_id,
            status="placed",
            buyer_id=buyer_id,
            consignments=consignments,
            progress={c.consignment_id: "waiting" for c in consignments},
            payment=payment,
            deliver_to=deliver_to,
            placed_at=at,
            expires_at=at + TIME_TO_PAY,
            timeline=[],
            readers=[buyer_id, *sellers],
        )
        order.facts.append(order._placed())
        order.note(OrderPlaced.wire_name(), at)
        return order

    @property
    def total(self) -> int:
        """In paise, tax included."""
        return sum(consignment.total for consignment in self.consignments)

    @property
    def product_ids(self) -> list[str]:
        return [line.product_id for c in self.consignments for line in c.lines]

    @property
    def areas(self) -> list[Area]:
        """Of all its sellers."""
        return sorted({area for c in self.consignments for area in c.areas})

    @property
    def seller_person_ids(self) -> list[str]:
        return [reader for reader in self.readers if reader != self.buyer_id]

    def note(self, event: str, at: datetime, consignment_id: str = "") -> None:
        """Write a line into the timeline."""
        self.timeline.append(Entry(at=at, event=event, consignment_id=consignment_id))

    def confirm(self, *, at: datetime) -> None:
        """The money is there, or its promise."""
        self._move(
            "confirmed",
            at,
            OrderConfirmed(
                order_id=self.id,
                buyer_id=self.buyer_id,
                seller_person_ids=self.seller_person_ids,
                product_ids=self.product_ids,
                total=self.total,
            ),
        )

    def cancel(self, reason: CancelReason, *, at: datetime) -> None:
        """Nothing of it will happen; refused once a parcel has left."""
        if not set(self.progress.values()) <= BEFORE_PICKUP:
            raise ParcelHasLeft(field="status")
        facts: list[Event] = []
        if reason == "expired":
            facts.append(OrderExpired(order_id=self.id, buyer_id=self.buyer_id))
        self._move("cancelled", at, *facts, self._cancelled(reason))
        self.progress = dict.fromkeys(self.progress, "cancelled")

    def follow(
        self, consignment_id: str, status: str, event: str, *, at: datetime, sequence: int = 0
    ) -> None:
        """A parcel's step; one that comes late is noted in the timeline but moves nothing back.

        `sequence` counts the parcel's own events; without it the usual order of steps decides.
        """
        self.note(event, at, consignment_id)
        if not self._is_news(consignment_id, status, sequence):
            return
        if self.progress[consignment_id] in ENDED or self.status != "confirmed":
            return
        self.progress[consignment_id] = status
        if set(self.progress.values()) <= ENDED:
            self._end(at)

    def _is_news(self, consignment_id: str, status: str, sequence: int) -> bool:
        if sequence:
            last = self.heard.get(consignment_id, 0)
            self.heard[consignment_id] = max(last, sequence)
            return sequence > last
        now = self.progress[consignment_id]
        return status == "undelivered" or _RANK[status] > _RANK[now]

    def _end(self, at: datetime) -> None:
        """Completed if a parcel reached the buyer; an order of which none did is not to be paid."""
        if "delivered" not in self.progress.values():
            self._move("cancelled", at, self._cancelled("undeliverable"))
            return
        completed = OrderCompleted(
            order_id=self.id, buyer_id=self.buyer_id, product_ids=self.product_ids
        )
        self._move("completed", at, completed)

    def forget(self, person_id: str) -> None:
        """Nothing of it names or reaches that person any more; while it is under way, later.

        What was bought, for how much, and to which PIN stays: tax law wants it for 8 years.
        """
        if person_id not in self.readers:
            return
        if self.ended_at is None:
            self.to_forget = [*{*self.to_forget, person_id}]
            return
        if person_id == self.buyer_id:
            self.buyer_id = derived_id("per", "forgotten", self.id)
            self.deliver_to = place_of(self.deliver_to)
            self.payment = Payment(method=self.payment.method)
        self.readers = [reader for reader in self.readers if reader != person_id]

    def _move(self, status: str, at: datetime, *facts: Event) -> None:
        self.move_to(status, *facts)
        if not self.MOVES[status]:
            self.ended_at = at
            for person_id in self.to_forget:
                self.forget(person_id)
            self.to_forget = []
        for fact in facts:
            self.note(fact.wire_name(), at)

    def _cancelled(self, reason: CancelReason) -> OrderCancelled:
        return OrderCancelled(
            order_id=self.id,
            buyer_id=self.buyer_id,
            seller_person_ids=self.seller_person_ids,
            product_ids=self.product_ids,
            reason=reason,
        )

    def _placed(self) -> OrderPlaced:
        return OrderPlaced(
            order_id=self.id,
            buyer_id=self.buyer_id,
            consignments=self.consignments,
            total=self.total,
            currency="INR",
            payment=self.payment,
            deliver_to=self.deliver_to,
            expires_at=self.expires_at,
        )


def place_of(to: Address) -> Address:
    """Where it goes, without who and which door."""
    return Address(name="", phone="", line1="", district=to.district, state=to.state, pin=to.pin)
