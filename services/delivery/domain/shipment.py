"""A parcel: one consignment on its way from a seller to a buyer."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.errors import IllegalMove
from contracts.delivery import (
    DeliveryAssigned,
    DeliveryCodeIssued,
    ShipmentCancelled,
    ShipmentCreated,
    ShipmentEvent,
)
from contracts.message import Event
from contracts.policy import Area
from contracts.values import Address, Text
from services.delivery.domain import proof, road
from services.delivery.domain.refusals import CodeMissing, DeliveryCodeTriesUsedUp, NoCodeNow
from services.delivery.domain.road import Step

MOST_STEPS: Final = 200
ADDRESS_KEPT: Final = timedelta(days=90)
"""After a parcel's end (domain 4.5): complaints come within it."""


class Shipment(Aggregate):
    """Assigned to a partner; created when its order is confirmed; delivered against a code."""

    MOVES: ClassVar[Moves] = road.MOVES

    order_id: str
    consignment_id: str
    buyer_id: str
    seller_person_id: str
    seller_name: Text
    from_pin: str
    to: Address
    weight_g: int
    cash: bool
    total: int
    """Of the consignment, in paise."""
    siblings: int
    """How many consignments the order has, this one among them."""
    confirmed: bool = False
    partner_id: str = ""
    promised_on: date | None = None
    steps: list[Step] = []
    seal: str = ""
    wrong_codes: list[str] = []
    cod_collected: int = 0
    address_kept_until: datetime | None = None
    """Where it went is nobody's to know long after; set once it has ended."""
    address_forgotten: bool = False
    areas: list[Area] = []
    """Of its seller: their staff look after it."""

    @property
    def cod_due(self) -> int:
        """What the partner takes at the door, in paise."""
        return self.total if self.cash else 0

    def is_with(self, partner_id: str) -> bool:
        """Whether that partner carries it: a parcel of an unpaid order is nobody's yet."""
        return self.confirmed and self.partner_id == partner_id

    def assign(self, partner_id: str, promised_on: date) -> None:
        """Give it to a partner; one that its buyer has paid for meanwhile is created at once."""
        self.partner_id, self.promised_on = partner_id, promised_on
        assigned = DeliveryAssigned(
            shipment_id=self.id,
            order_id=self.order_id,
            consignment_id=self.consignment_id,
            partner_id=partner_id,
            promised_on=promised_on,
        )
        self.move_to("assigned", assigned)
        if self.confirmed:
            self._create()

    def confirm(self) -> None:
        """The order is confirmed; late news of it changes nothing."""
        if self.status in ("unassigned", "assigned"):
            self.confirmed = True
        if self.status == "assigned":
            self._create()

    def cancel(self) -> bool:
        """Whether it could still be kept back; its partner is told if it had heard of it."""
        if not self.may_become("cancelled"):
            return False
        told = [self._fact(ShipmentCancelled)] if self.status == "created" else []
        self.move_to("cancelled", *told)
        return True

    def knows(self, step: Step) -> bool:
        """Whether it stands there already, or was told just this before."""
        same = any((told.status, told.at) == (step.status, step.at) for told in self.steps)
        return self.status == step.status or same

    def proves(self, code: str) -> bool:
        """Whether that is the buyer's code; remembers what was tried and was not."""
        if not code:
            raise CodeMissing(field="code", allowed="4 digits")
        if len(self.wrong_codes) >= proof.MOST_WRONG:
            raise DeliveryCodeTriesUsedUp(field="code")
        if proof.opens(self.seal, code):
            return True
        tried = proof.digest(self.seal.partition(":")[0], code)
        if tried not in self.wrong_codes:
            self.wrong_codes = [*self.wrong_codes, tried]
        return False

    def take(self, step: Step, code: str = "") -> None:
        """Move by the step, with a new `code` if it goes to the door.

        A step that comes late is kept among the others and moves nothing.
        """
        if self.may_become(step.status):
            self._move(step, code)
        elif not road.is_behind(step.status, self.status):
            raise IllegalMove(field="status", now=self.status, wanted=step.status)
        self.steps = [*self.steps, step][-MOST_STEPS:]

    def issue(self, code: str) -> None:
        """A new code for the buyer, and new tries."""
        if self.status not in road.AT_THE_DOOR:
            raise NoCodeNow(field="status")
        self.wrong_codes = []
        self.facts.append(self._coded(code))

    def let_address_go(self, *, at: datetime) -> None:
        """Once it has ended, note until when its address stays; then take it out."""
        if self.MOVES[self.status]:
            return
        if self.address_kept_until is None:
            self.address_kept_until = at + ADDRESS_KEPT
        elif self.address_kept_until <= at and not self.address_forgotten:
            to = self.to
            self.to = Address(
                name="", phone="", line1="", district=to.district, state=to.state, pin=to.pin
            )
            self.address_forgotten = True

    def _move(self, step: Step, code: str) -> None:
        more: dict[str, Any] = {}
        if step.status == "undelivered":
            more = {"reason": step.reason}
        if step.status == "delivered":
            self.cod_collected = self.cod_due
            more = {"cod_collected": self.cod_collected}
        facts: list[Event] = [self._fact(road.FACTS[step.status], **more)]
        if step.status == "out_for_delivery":
            facts.append(self._coded(code))
        self.move_to(step.status, *facts)

    def _create(self) -> None:
        assert self.promised_on is not None
        created = self._fact(
            ShipmentCreated,
            from_pin=self.from_pin,
            to_pin=self.to.pin,
            weight_g=self.weight_g,
            cod_due=self.cod_due,
            promised_on=self.promised_on,
        )
        self.move_to("created", created)

    def _coded(self, code: str) -> DeliveryCodeIssued:
        self.seal = proof.sealed(code)
        return DeliveryCodeIssued(
            shipment_id=self.id, order_id=self.order_id, buyer_id=self.buyer_id, code=code
        )

    def _fact(self, kind: type[ShipmentEvent], **more: Any) -> ShipmentEvent:
        return kind(
            shipment_id=self.id,
            order_id=self.order_id,
            consignment_id=self.consignment_id,
            partner_id=self.partner_id,
            buyer_id=self.buyer_id,
            **more,
        )
