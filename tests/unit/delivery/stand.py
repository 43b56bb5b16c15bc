"""The delivery service on a memory store, with a clock that stands and partners made up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.errors import Unavailable
from chassis.ids import derived_id
from chassis.memory import MemoryStore
from chassis.store import Document, Write
from chassis.work import Work
from contracts.delivery import DeliveryCodeIssued
from contracts.envelope import decode
from contracts.message import Event, Message
from contracts.orders import OrderCancelled, OrderConfirmed, OrderPlaced, Payment
from contracts.values import Address, Consignment, OrderLine, Text
from services.delivery import commands
from services.delivery.domain.partner import Offer
from services.delivery.domain.shipment import Shipment
from services.delivery.handlers import HANDLERS
from services.delivery.ports import Access, Ports
from services.delivery.splitting import Parcel, assignments, creations
from services.delivery.tables import CANCELLATIONS, PARTNERS, SHIPMENTS

NOW = datetime(2030, 1, 2, 19, 0, tzinfo=UTC)
TODAY_IN_INDIA = date(2030, 1, 3)
ORDER = "ord_1"
PIN, OTHER_PIN = "814112", "834001"
ADDRESS = Address(
    name="Asha Devi",
    phone="+919876543210",
    line1="12 Tower Chowk",
    district="Deoghar",
    state="Jharkhand",
    pin=PIN,
)


def shipment_id(number: int = 1) -> str:
    return derived_id("shp", f"con_{number}")


def consignment(number: int = 1) -> Consignment:
    line = OrderLine(
        product_id=f"prd_{number}",
        title=Text(hi="पेड़ा"),
        quantity=2,
        unit_price=25_000,
        hsn="2106",
        gst_bp=500,
        weight_g=550,
    )
    return Consignment(
        consignment_id=f"con_{number}",
        seller_id=f"sel_{number}",
        seller_person_id=f"per_seller_{number}",
        seller_name=Text(hi="कैलाश पेड़ा", en="Kailash Peda"),
        from_pin="814133",
        lines=[line],
    )


def placed(*, method: Any = "card", parcels: int = 1, pin: str = PIN) -> OrderPlaced:
    consignments = [consignment(n) for n in range(1, parcels + 1)]
    return OrderPlaced(
        order_id=ORDER,
        buyer_id="per_buyer",
        consignments=consignments,
        total=sum(c.total for c in consignments),
        currency="INR",
        payment=Payment(method=method),
        deliver_to=msgspec.structs.replace(ADDRESS, pin=pin),
        expires_at=NOW,
    )


def confirmed() -> OrderConfirmed:
    return OrderConfirmed(
        order_id=ORDER, buyer_id="per_buyer", seller_person_ids=[], product_ids=[], total=50_000
    )


def cancelled() -> OrderCancelled:
    return OrderCancelled(
        order_id=ORDER, buyer_id="per_buyer", seller_person_ids=[], product_ids=[], reason="buyer"
    )


class StoodClock:
    """Says `NOW`."""

    def now(self) -> datetime:
        return NOW


class KeptByHand:
    """Offers of the open partners in the memory store."""

    def __init__(self, stand: "Stand") -> None:
        self._stand = stand

    def at(self, pin: str) -> list[Offer]:
        return [
            Offer(row["_id"], row["days"], row["cod"])
            for row in self._stand.rows("partners")
            if pin in row["pins"] and row["status"] == "open"
        ]


class PretendBroker:
    """Admits partners, or is away."""

    def __init__(self) -> None:
        self.admitted: list[str] = []
        self.away = False

    def admit(self, partner_id: str) -> Access:
        if self.away:
            raise Unavailable(field="broker")
        self.admitted.append(partner_id)
        return Access(
            queue=f"partner.{partner_id}",
            user=f"partner-{partner_id}",
            password=f"password {len(self.admitted)}",
        )


class Stand:
    """Messages in, state and events out; the split of order events as in the doors."""

    def __init__(self) -> None:
        self.store = MemoryStore(PARTNERS, SHIPMENTS, CANCELLATIONS)
        self.broker = PretendBroker()
        self.published: list[Event] = []
        self._codes = iter(f"{n}{n}{n}{n}" for n in range(1, 10))
        self.app = Application(
            "delivery", self.store, HANDLERS, self._ports, outbox=self, clock=StoodClock()
        )

    def offer(self, write: Write) -> None:
        """As the outbox: every event travels through its wire form."""
        self.published += [decode(event.headers, event.body)[0] for event in write.outbox]

    def handle(self, message: Message) -> Any:
        return self.app.handle(message)

    def hear(self, event: Event, event_id: str) -> None:
        """What the doors do with an event."""
        begin(Cause(event_id=event_id))
        try:
            for command in self._split(event):
                self.handle(command)
        finally:
            begin(Cause())

    def take_on(
        self,
        partner_id: str = "par_1",
        *,
        pins: list[str] | None = None,
        days: int = 3,
        cod: bool = True,
    ) -> None:
        """A partner whose machine is `mch_<its id>`, open for parcels."""
        self.register(partner_id, pins=pins or [PIN], days=days, cod=cod)
        self.handle(commands.OpenPartner(partner_id=partner_id))

    def register(self, partner_id: str, **about: Any) -> str:
        known = {"name": "Deoghar Express", "machine_id": f"mch_{partner_id}"}
        given = known | {"pins": [PIN], "days": 3, "cod": True} | about
        told = self.handle(commands.RegisterPartner(partner_id=partner_id, **given))
        return str(told)

    def send_out(self, status: str = "created", *, method: str = "card") -> None:
        """An order of one parcel, as far on its way as that status."""
        self.take_on()
        self.hear(placed(method=method), "evt_placed")
        self.hear(confirmed(), "evt_confirmed")
        way = ("created", "picked_up", "in_transit", "out_for_delivery", "undelivered")
        for minute, step in enumerate(way[1 : way.index(status) + 1]):
            self.report(step, minute=minute)
        self.published.clear()

    def report(self, status: Any, *, minute: int = 30, **more: Any) -> Any:
        at = NOW - timedelta(hours=1) + timedelta(minutes=minute)
        given = {"machine_id": "mch_par_1", "shipment_id": shipment_id(), "at": at} | more
        if status == "undelivered":
            given.setdefault("reason", "NOT_AVAILABLE")
        return self.handle(commands.ReportStep(status=status, **given))

    def shipment(self, number: int = 1) -> Shipment:
        found = self.store.get("shipments", shipment_id(number))
        assert found is not None
        return msgspec.convert(found | {"id": found["_id"]}, Shipment)

    def rows(self, collection: str) -> list[Document]:
        return list(self.store._kept[collection].values())

    def kept(self) -> str:
        """Everything that is written, to compare with later."""
        return repr({name: self.rows(name) for name in ("partners", "shipments", "cancellations")})

    def told(self) -> list[str]:
        """The names of the published events."""
        return [event.wire_name() for event in self.published]

    def codes(self) -> list[str]:
        return [e.code for e in self.published if isinstance(e, DeliveryCodeIssued)]

    def _split(self, event: Event) -> list[Message]:
        parcels = [
            Parcel(row["_id"], row["siblings"])
            for row in self.rows("shipments")
            if row["order_id"] == ORDER
        ]
        if isinstance(event, OrderPlaced):
            return list(assignments(event))
        if isinstance(event, OrderConfirmed):
            return list(creations(event.order_id, parcels))
        if isinstance(event, OrderCancelled):
            remember = commands.RememberCancellation(order_id=event.order_id)
            ids = [parcel.shipment_id for parcel in parcels]
            return [remember, *(commands.CancelShipment(shipment_id=id) for id in ids)]
        ids = [row["_id"] for row in self.rows("shipments") if row["status"] == "unassigned"]
        return [commands.RetryAssignment(shipment_id=id) for id in ids]

    def _ports(self, work: Work) -> Ports:
        return Ports(
            partners=work.repository(PARTNERS),
            shipments=work.repository(SHIPMENTS),
            cancellations=work.repository(CANCELLATIONS),
            offers=KeptByHand(self),
            broker=self.broker,
            new_code=lambda: next(self._codes),
            clock=StoodClock(),
        )
