"""The catalogue on a memory store, and builders of what lives in it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from msgspec.structs import replace

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from chassis.people import Grant, Person, person_id_of
from chassis.store import Write
from chassis.work import Work
from contracts.calls import HeldStock, HoldStock, WantedLine
from contracts.values import Text
from services.catalog.adapters.shelf import offer
from services.catalog.commands import (
    DecideProduct,
    DecideSeller,
    DraftProduct,
    PublishProduct,
    RegisterSeller,
    SubmitProduct,
)
from services.catalog.domain.seller import Profile
from services.catalog.domain.values import Details
from services.catalog.handlers import HANDLERS
from services.catalog.ports import Offer, Ports
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS

PERSON_KEY = "0" * 32
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
UNTIL = NOW + timedelta(minutes=40)
EVERYBODY = [Grant(role="buyer"), Grant(role="seller")]
OWNER = Person(id="per_owner", grants=EVERYBODY)
STRANGER = Person(id="per_stranger", grants=EVERYBODY)
FIELD_OFFICER = Person(
    id="per_field", grants=[Grant(role="officer", area="block:3088", kind="field")]
)
TWO_HATS = Person(
    id="per_officer",
    grants=[
        *EVERYBODY,
        Grant(role="officer", area="district:324", kind="field"),
        Grant(role="officer", area="district:324", kind="district_approver"),
    ],
)
"""Enters and decides: never the same thing."""
OFFICER = Person(
    id="per_officer", grants=[Grant(role="officer", area="district:324", kind="district_approver")]
)
FAR_OFFICER = Person(
    id="per_far", grants=[Grant(role="officer", area="district:325", kind="district_approver")]
)
PROFILE = Profile(
    kind="individual_artisan",
    name=Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma"),
    craft="ironwork",
    village="Sarath",
    block=3088,
    district=324,
    pin="814149",
    gst_status="enrolled",
)
DETAILS = Details(
    category="ironwork",
    title=Text(hi="लोहे का तवा", en="Iron griddle"),
    description=Text(hi="हाथ से पीटा हुआ तवा।", en="A griddle beaten by hand."),
    price=45_000,
    hsn="7323",
    gst_bp=500,
    weight_g=1_800,
    materials=["iron"],
    making_days=3,
    tags=["handmade"],
)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


class KeptOffers:
    """`Shelf` over the memory store; tells what it was asked."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.asked: list[list[str]] = []

    def offers(self, product_ids: Collection[str]) -> dict[str, Offer]:
        self.asked.append(list(product_ids))
        found = {}
        for id in product_ids:
            product = self._store.get("products", id)
            if product:
                seller = self._store.get("sellers", product["seller_id"])
                assert seller is not None
                found[id] = offer(product, seller)
        return found


class Box:
    """The outbox's other end: keeps the events' names and bodies."""

    def __init__(self) -> None:
        self.events: list[tuple[str, bytes]] = []

    def offer(self, write: Write) -> None:
        self.events += [(event.key, event.body) for event in write.outbox]

    def names(self) -> list[str]:
        """What was published since the last time somebody asked."""
        names = [name for name, _ in self.events]
        self.events.clear()
        return names


class Catalog:
    """The service without its doors."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        self.store = store or MemoryStore(SELLERS, PRODUCTS, STOCKS)
        self.clock, self.box, self.shelf = Clock(), Box(), KeptOffers(self.store)
        self.app = Application(
            "catalog", self.store, HANDLERS, self._ports, outbox=self.box, clock=self.clock
        )
        self._events = 0

    def _ports(self, work: Work) -> Ports:
        return Ports(
            sellers=work.repository(SELLERS),
            products=work.repository(PRODUCTS),
            stocks=work.repository(STOCKS),
            shelf=self.shelf,
            clock=self.clock,
            person_id=partial(person_id_of, key=PERSON_KEY),
        )

    def handle(self, message: Any) -> Any:
        return self.app.handle(message)

    def handle_event(self, message: Any, event_id: str) -> Any:
        """As the door for an event does: the id of the event is the cause."""
        begin(Cause(event_id=event_id))
        try:
            return self.app.handle(message)
        finally:
            begin(Cause())

    def kept(self, collection: str, id: str) -> dict[str, Any]:
        """The document, without what only the store looks at."""
        document = self.store.get(collection, id)
        assert document is not None
        return document

    def stock(self, product_id: str = "prd_tawa") -> tuple[int, int, int, int, int]:
        """free, held, sold, counted, short."""
        document = self.kept("stocks", product_id)
        held = sum(hold["quantity"] for hold in document["holds"])
        return document["free"], held, document["sold"], document["counted"], document["short"]

    def seller(self, seller_id: str = "sel_manoj", **changes: Any) -> str:
        """An approved seller of OWNER's."""
        self.handle(register(seller_id, **changes))
        self.handle(DecideSeller(seller_id=seller_id, decision="approve", by=OFFICER))
        return seller_id

    def live(
        self, product_id: str = "prd_tawa", *, stock: int = 5, seller_id: str = "sel_manoj"
    ) -> str:
        """A live product of a seller that is there."""
        self.handle(draft(product_id, seller_id=seller_id, stock=stock))
        self.handle(SubmitProduct(product_id=product_id, by=OWNER))
        self.handle(DecideProduct(product_id=product_id, decision="approve", by=OFFICER))
        self.handle(PublishProduct(product_id=product_id, by=OWNER))
        self.box.events.clear()
        return product_id

    def hold(self, order_id: str, *lines: tuple[str, int], until: datetime = UNTIL) -> HeldStock:
        held: HeldStock = self.handle(hold(order_id, *lines, until=until))
        return held


def register(seller_id: str = "sel_manoj", by: Person = OWNER, **changes: Any) -> RegisterSeller:
    phone = changes.pop("owner_phone", "")
    profile = replace(PROFILE, **changes)
    return RegisterSeller(seller_id=seller_id, profile=profile, by=by, owner_phone=phone)


def draft(
    product_id: str = "prd_tawa",
    *,
    seller_id: str = "sel_manoj",
    stock: int = 5,
    by: Person = OWNER,
    kind: Any = "goods",
    **changes: Any,
) -> DraftProduct:
    return DraftProduct(
        product_id=product_id,
        seller_id=seller_id,
        kind=kind,
        details=replace(DETAILS, **changes),
        stock=stock,
        by=by,
    )


def hold(order_id: str, *lines: tuple[str, int], until: datetime = UNTIL) -> HoldStock:
    wanted = [WantedLine(product_id=id, quantity=quantity) for id, quantity in lines]
    return HoldStock(order_id=order_id, lines=wanted, until=until)
