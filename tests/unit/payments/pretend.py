"""The payments service over a memory store and a provider of the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from chassis.store import Write
from chassis.work import Work
from contracts.delivery import ShipmentDelivered
from contracts.envelope import decode
from contracts.message import Event, Message
from contracts.orders import OrderCancelled, OrderPlaced
from contracts.orders import Payment as Wanted
from contracts.values import Address
from services.payments.commands import Charge, GiveBack, Settle
from services.payments.domain.payment import payment_id_for
from services.payments.handlers import HANDLERS
from services.payments.ports import Ports
from services.payments.tables import PAYMENTS
from tests.unit.payments.provider import GOOD, FakeProvider

NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)
AMOUNT = 123_000
PAY = payment_id_for("ord_1")
CHARGE, SETTLE, GIVE_BACK = (
    Charge(payment_id=PAY),
    Settle(payment_id=PAY),
    GiveBack(payment_id=PAY),
)
CHARGE_KEY, VOID_KEY, REFUND_KEY = "pi:ord_1:1", "void:ord_1:1", "refund:ord_1:1"
_ADDRESS = Address(
    name="Anjali Kumari",
    phone="+919431100027",
    line1="Bariatu Road",
    district="Ranchi",
    state="Jharkhand",
    pin="834009",
)
CANCELLED = OrderCancelled(
    order_id="ord_1",
    buyer_id="per_buyer",
    seller_person_ids=["per_maker"],
    product_ids=["prd_peda"],
    reason="buyer",
)


def placed(token: str = GOOD) -> OrderPlaced:
    """An order to be paid with this card; with cash where there is none."""
    return OrderPlaced(
        order_id="ord_1",
        buyer_id="per_buyer",
        consignments=[],
        total=AMOUNT,
        currency="INR",
        payment=Wanted(method="card" if token else "cod", token=token),
        deliver_to=_ADDRESS,
        expires_at=NOW + timedelta(minutes=30),
    )


def delivered(consignment_id: str, cash: int) -> ShipmentDelivered:
    """A parcel that reached its buyer, and the cash taken for it."""
    return ShipmentDelivered(
        shipment_id=f"shp_{consignment_id}",
        order_id="ord_1",
        consignment_id=consignment_id,
        partner_id="par_1",
        buyer_id="per_buyer",
        cod_collected=cash,
    )


class Till:
    """The payments service, and what tests look at."""

    def __init__(self) -> None:
        self.store, self.provider = MemoryStore(PAYMENTS), FakeProvider()
        self._events = 0
        self.app = Application(
            "payments", self.store, HANDLERS, self._ports, outbox=self, clock=self
        )

    def now(self) -> datetime:
        return NOW

    def offer(self, write: Write) -> None:
        """Events stay in the outbox, where tests look at them."""

    def do(self, command: Message) -> Any:
        """A step of our own."""
        begin(Cause(correlation_id="req_1"))
        return self.app.handle(command)

    def hear(self, event: Event, *, id: str = "") -> Any:
        """An event from the broker; a new one, or one with this id."""
        self._events += 1
        id = id or f"evt_other_{self._events}"
        begin(Cause(correlation_id="req_1", causation_id=id, event_id=id))
        return self.app.handle(event)

    def payment(self) -> dict[str, Any]:
        document = self.store.get("payments", PAY)
        assert document is not None
        return document

    def status(self) -> str:
        return str(self.payment()["status"])

    def told(self) -> list[Event]:
        return [decode(e.headers, e.body)[0] for e in self.store.events("payments", PAY)]

    def _ports(self, work: Work) -> Ports:
        nothing: Any = None  # payout accounts have a desk of their own
        return Ports(
            payments=work.repository(PAYMENTS),
            payees=nothing,
            payout_accounts=nothing,
            provider=self.provider,
            vault=nothing,
            shared_with=nothing,
            payout_hold=nothing,
            clock=self,
        )
