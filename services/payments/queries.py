"""The read side of payments."""

from datetime import datetime, timedelta

from pymongo.database import Database

from chassis.mongo import answering
from chassis.people import Person
from chassis.policy import allows
from chassis.store import Document
from contracts.message import Message
from contracts.orders import PaymentMethod
from services.payments.domain.refusals import PaymentNotFound

STUCK_AFTER = timedelta(seconds=30)


class PaymentView(Message):
    """The money of an order, in paise. Neither card nor provider secrets are shown."""

    payment_id: str
    order_id: str
    status: str
    method: PaymentMethod
    amount: int
    captured: int
    refunded: int
    collected: int
    currency: str
    provider_ref: str
    reason: str


def payment_for(database: Database[Document], person: Person, order_id: str) -> PaymentView:
    """The payment of an order, for its buyer and staff of the area; else as if there were none."""
    with answering():
        found = database["payments"].find_one({"order_id": order_id})
    if found is None or not allows(
        person, "payment.read", owners=[found["buyer_id"]], areas=found.get("areas", [])
    ):
        raise PaymentNotFound(field="order_id")
    return PaymentView(
        payment_id=found["_id"],
        collected=sum(found["collected"].values()),
        **{
            name: found[name]
            for name in PaymentView.__struct_fields__
            if name not in ("payment_id", "collected")
        },
    )


def stuck(database: Database[Document], now: datetime, limit: int = 200) -> dict[str, list[str]]:
    """Ids of payments that wait for longer than any call takes, by what they wait for."""
    found: dict[str, list[str]] = {}
    for status in ("leaving", "waiting", "pending", "action_required"):
        wanted = {"status": status, "created_at": {"$lt": now - STUCK_AFTER}}
        with answering():
            rows = database["payments"].find(wanted, {"_id": 1}).limit(limit)
            found[status] = [row["_id"] for row in rows]
    return found
