"""What stands in for the world around orders, and an order to start from."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.errors import Conflict, Refusal
from chassis.memory import MemoryStore
from chassis.store import Write
from chassis.work import Work
from contracts.calls import WantedLine
from contracts.envelope import decode
from contracts.message import Event, Message
from contracts.orders import Payment
from contracts.values import Address, Consignment, OrderLine, Text
from services.orders.commands import PlaceOrder
from services.orders.handlers import HANDLERS
from services.orders.ports import Ports, Service
from services.orders.tables import COVERAGES, ORDERS

NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)
BUYER, MAKER, SMITH = "per_buyer", "per_maker", "per_smith"
PEDA, TAWA = "prd_peda", "prd_tawa"
ANJALI = Address(
    name="Anjali Kumari",
    phone="+919431100027",
    line1="Flat 3B, Bariatu Road",
    district="Ranchi",
    state="Jharkhand",
    pin="834009",
)
SWEETS = Consignment(
    consignment_id="con_1",
    seller_id="sel_1",
    seller_person_id=MAKER,
    seller_name=Text(hi="कैलाश पेड़ा भंडार", en="Kailash Peda Bhandar"),
    from_pin="814120",
    lines=[
        OrderLine(
            product_id=PEDA,
            title=Text(hi="देवघर का पेड़ा", en="Deoghar peda"),
            quantity=3,
            unit_price=26_000,
            hsn="2106",
            gst_bp=500,
            weight_g=520,
        )
    ],
)
IRON = Consignment(
    consignment_id="con_2",
    seller_id="sel_2",
    seller_person_id=SMITH,
    seller_name=Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma"),
    from_pin="814149",
    lines=[
        OrderLine(
            product_id=TAWA,
            title=Text(hi="लोहे का तवा", en="Iron griddle"),
            quantity=1,
            unit_price=45_000,
            hsn="7323",
            gst_bp=1200,
            weight_g=1400,
        )
    ],
)
TOTAL = 3 * 26_000 + 45_000
WANTED = [WantedLine(product_id=PEDA, quantity=3), WantedLine(product_id=TAWA, quantity=1)]


class OutOfStock(Conflict):
    """As the catalogue would say it."""

    text = Text(hi="सामान ख़त्म हो गया है।", en="It is sold out.")


class PretendCatalog:
    """Holds what it is asked to, and remembers it."""

    def __init__(self) -> None:
        self.consignments = [SWEETS, IRON]
        self.held: dict[str, tuple[list[WantedLine], datetime]] = {}
        self.released: list[tuple[str, list[str]]] = []
        self.refuses: Refusal | None = None

    def hold(self, order_id: str, lines: list[WantedLine], until: datetime) -> list[Consignment]:
        if self.refuses:
            raise self.refuses
        self.held[order_id] = (lines, until)
        return self.consignments

    def release(self, order_id: str, product_ids: Sequence[str]) -> None:
        self.released.append((order_id, list(product_ids)))
        self.held.pop(order_id, None)


class PretendServed:
    """Delivers to some PINs."""

    def __init__(self) -> None:
        self.pins = {"834009": Service(served=True, cod=True)}

    def at(self, pin: str) -> Service:
        return self.pins.get(pin, Service(served=False, cod=False))


class World:
    """The orders service over fakes, and what tests look at."""

    def __init__(self) -> None:
        self.store = MemoryStore(ORDERS, COVERAGES)
        self.catalog, self.served = PretendCatalog(), PretendServed()
        self._now, self._events = NOW, 0
        self.app = Application("orders", self.store, HANDLERS, self._ports, outbox=self, clock=self)

    def now(self) -> datetime:
        return self._now

    def forward(self, **time: float) -> None:
        self._now += timedelta(**time)

    def offer(self, write: Write) -> None:
        """Events stay in the outbox, where tests look at them."""

    def do(self, command: Message) -> Any:
        """A command from a door."""
        begin(Cause(correlation_id="req_1"))
        return self.app.handle(command)

    def hear(self, event: Event, *, id: str = "", sequence: int = 0) -> Any:
        """An event from the broker; a new one, or one with this id."""
        self._events += 1
        id = id or f"evt_other_{self._events}"
        begin(Cause(correlation_id="req_1", causation_id=id, event_id=id, sequence=sequence))
        return self.app.handle(event)

    def order(self, order_id: str = "ord_1") -> dict[str, Any]:
        document = self.store.get("orders", order_id)
        assert document is not None
        return document

    def timeline(self, order_id: str = "ord_1") -> list[tuple[str, str]]:
        return [(e["event"], e["consignment_id"]) for e in self.order(order_id)["timeline"]]

    def told(self, order_id: str = "ord_1") -> list[Event]:
        return [decode(e.headers, e.body)[0] for e in self.store.events("orders", order_id)]

    def _ports(self, work: Work) -> Ports:
        return Ports(
            orders=work.repository(ORDERS),
            coverages=work.repository(COVERAGES),
            catalog=self.catalog,
            served=self.served,
            clock=self,
        )


def wish(**other: Any) -> PlaceOrder:
    """A good order, but for what is said otherwise."""
    given: dict[str, Any] = {
        "order_id": "ord_1",
        "buyer_id": BUYER,
        "lines": WANTED,
        "deliver_to": ANJALI,
        "payment": Payment(method="card", token="pm_card_visa"),
    }
    return PlaceOrder(**given | other)
