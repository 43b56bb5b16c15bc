"""One sample of every event that notify hears of."""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from contracts.accounts import (
    AccountRegistered,
    ConsentGiven,
    ErasureAsked,
    ErasureTakenBack,
)
from contracts.catalog import (
    ProductApproved,
    ProductAssisted,
    ProductRejected,
    SellerApproved,
    SellerAssisted,
    SellerRejected,
)
from contracts.delivery import (
    DeliveryCodeIssued,
    ShipmentDelivered,
    ShipmentOutForDelivery,
    ShipmentUndelivered,
)
from contracts.message import Event
from contracts.orders import (
    CancelReason,
    OrderCancelled,
    OrderCompleted,
    OrderConfirmed,
    OrderPlaced,
    Payment,
)
from contracts.payments import (
    PaymentActionRequired,
    PayoutAccountActivated,
    PayoutAccountApproved,
    PayoutAccountEntered,
    PayoutAccountRefused,
    PayoutAccountWithdrawn,
    RefundSucceeded,
)
from contracts.values import Address, Consignment, OrderLine, Text

ORDER: Final = "ord_0192f3c4-0000-7000-8000-00000ab12cd3"
BUYER, SELLER, OTHER = "per_buyer", "per_seller", "per_other"
SHIPMENT: Final[dict[str, Any]] = {
    "shipment_id": "shp_1",
    "order_id": ORDER,
    "consignment_id": "con_1",
    "partner_id": "ptn_1",
    "buyer_id": BUYER,
}
PEDA: Final = Text(hi="खोवा पेड़ा", en="Khoya peda")


def registered(person_id: str, **known: Any) -> AccountRegistered:
    """A person; Hindi, with a phone and no e-mail, unless told otherwise."""
    person = AccountRegistered(
        person_id=person_id, phone=f"+91981234{len(person_id):04d}", language="hi"
    )
    return msgspec.structs.replace(person, **known)


def consignment(number: int, seller: str, name: Text, price: int) -> Consignment:
    line = OrderLine(
        product_id=f"prd_{number}",
        title=PEDA,
        quantity=2,
        unit_price=price,
        hsn="2106",
        gst_bp=500,
        weight_g=500,
    )
    return Consignment(
        consignment_id=f"con_{number}",
        seller_id=f"sel_{number}",
        seller_person_id=seller,
        seller_name=name,
        from_pin="814112",
        lines=[line],
    )


def placed(*consignments: Consignment) -> OrderPlaced:
    consignments = consignments or (
        consignment(1, SELLER, Text(hi="बाबा पेड़ा भंडार", en="Baba Peda"), 6_172_825),
        consignment(2, OTHER, Text(hi="लाह घर", en="Lac House"), 10_000),
    )
    return OrderPlaced(
        order_id=ORDER,
        buyer_id=BUYER,
        consignments=list(consignments),
        total=sum(part.total for part in consignments),
        currency="INR",
        payment=Payment(method="cod"),
        deliver_to=Address(
            name="सुनीता",
            phone="+919811111111",
            line1="मीना बाज़ार",
            district="Deoghar",
            state="Jharkhand",
            pin="814112",
        ),
        expires_at=datetime(2025, 11, 3, 7, 0, tzinfo=UTC),
    )


def confirmed() -> OrderConfirmed:
    return OrderConfirmed(
        order_id=ORDER,
        buyer_id=BUYER,
        seller_person_ids=[SELLER, OTHER],
        product_ids=["prd_1", "prd_2"],
        total=12_365_650,
    )


def cancelled(reason: CancelReason = "buyer") -> OrderCancelled:
    return OrderCancelled(
        order_id=ORDER,
        buyer_id=BUYER,
        seller_person_ids=[SELLER, OTHER],
        product_ids=["prd_1", "prd_2"],
        reason=reason,
    )


CODE: Final = DeliveryCodeIssued(shipment_id="shp_1", order_id=ORDER, buyer_id=BUYER, code="482913")
REFUND: Final = RefundSucceeded(payment_id="pay_1", order_id=ORDER, buyer_id=BUYER, amount=45_000)
PAYOUT: Final[dict[str, Any]] = {
    "payout_account_id": "pac_1",
    "seller_id": "sel_1",
    "person_id": SELLER,
    "shown": "••••7890",
}
SAMPLES: Final[tuple[Event, ...]] = (
    ConsentGiven(
        person_id=SELLER,
        purposes=["marketplace", "marketing"],
        notice="privacy",
        version=1,
        mode="thumb",
        acted_by="per_officer",
        objection="48213907",
    ),
    ErasureAsked(person_id=BUYER, due_at=datetime(2025, 11, 5, 6, 30, tzinfo=UTC)),
    ErasureTakenBack(person_id=BUYER),
    placed(),
    PaymentActionRequired(payment_id="pay_1", order_id=ORDER, buyer_id=BUYER),
    confirmed(),
    cancelled(),
    cancelled("payment_failed"),
    REFUND,
    CODE,
    ShipmentOutForDelivery(**SHIPMENT),
    ShipmentUndelivered(**SHIPMENT, reason="NOT_AVAILABLE"),
    ShipmentDelivered(**SHIPMENT),
    OrderCompleted(order_id=ORDER, buyer_id=BUYER, product_ids=["prd_1"]),
    SellerApproved(
        seller_id="sel_1", person_id=SELLER, name=PEDA, district=324, block=1, pin="814112"
    ),
    SellerRejected(seller_id="sel_1", person_id=SELLER, reason="पहचान पत्र साफ़ नहीं"),
    SellerAssisted(
        seller_id="sel_1",
        did="registered",
        acted_by="per_officer",
        on_behalf_of=SELLER,
        name=PEDA,
        objection="48210937",
    ),
    ProductAssisted(
        product_id="prd_1",
        seller_id="sel_1",
        did="submitted",
        acted_by="per_officer",
        on_behalf_of=SELLER,
        title=PEDA,
        objection="48210938",
    ),
    ProductApproved(product_id="prd_1", seller_id="sel_1", seller_person_id=SELLER, title=PEDA),
    ProductRejected(
        product_id="prd_1",
        seller_id="sel_1",
        seller_person_id=SELLER,
        title=PEDA,
        reason="तस्वीर नहीं है",
    ),
    PayoutAccountEntered(**PAYOUT),
    PayoutAccountEntered(**PAYOUT, acted_by="per_officer", objection="48210937"),
    PayoutAccountApproved(**PAYOUT, active_from=datetime(2025, 11, 3, 18, 45, tzinfo=UTC)),
    PayoutAccountRefused(**PAYOUT, reason="पासबुक पर नाम अलग है"),
    PayoutAccountWithdrawn(**PAYOUT),
    PayoutAccountActivated(**PAYOUT),
)
