"""How the routes of orders, payments, delivery and notify are walked."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.people import Person
from contracts.orders import OrderPlaced
from contracts.orders import Payment as Pays
from contracts.values import Address, Consignment, OrderLine, Text
from services.delivery.domain.partner import Partner
from services.delivery.domain.shipment import Shipment
from services.orders.domain.order import Order
from services.payments.domain.payee import Payee
from services.payments.domain.payment import Payment
from tests.policy.bench import Served
from tests.policy.callers import BUYER, EVERYBODY, HERE, MACHINE, MAKER, NEVER
from tests.policy.case import Asked, case, fresh, own

TO = {
    "name": "Asha Devi",
    "phone": "+919876543210",
    "line1": "12 Tower Chowk",
    "district": "Deoghar",
    "state": "Jharkhand",
    "pin": "814112",
}
NAME = Text(hi="कैलाश पेड़ा", en="Kailash Peda")
PARTNER: dict[str, Any] = {"name": "Far", "pins": ["814112"], "days": 2, "cod": True}


def consignment() -> Consignment:
    line = OrderLine(
        product_id=fresh("prd"),
        title=NAME,
        quantity=1,
        unit_price=26_000,
        hsn="2106",
        gst_bp=500,
        weight_g=500,
    )
    return Consignment(
        consignment_id=fresh("con"),
        seller_id=fresh("sel"),
        seller_person_id=MAKER,
        seller_name=NAME,
        from_pin="814120",
        lines=[line],
        areas=list(HERE),
    )


def order(at: Served) -> dict[str, str]:
    """The buyer's, of the maker's goods; as the values of a path."""
    now = datetime.now(UTC)
    paid = Pays(method="cod")
    placed = Order.place(fresh("ord"), BUYER, [consignment()], paid, Address(**TO), at=now)
    return {"order_id": at.keep("orders", placed)}


def shipment(at: Served) -> dict[str, str]:
    """The buyer's parcel, on the road with the machine's partner."""
    partner = Partner(id="par_walk", status="open", machine_id=MACHINE, **PARTNER)
    at.keep("partners", partner)
    parcel = Shipment(
        id=fresh("shp"),
        status="out_for_delivery",
        order_id=fresh("ord"),
        consignment_id=fresh("con"),
        buyer_id=BUYER,
        seller_person_id=MAKER,
        seller_name=NAME,
        from_pin="814120",
        to=Address(**TO),
        weight_g=500,
        cash=True,
        total=26_000,
        siblings=1,
        confirmed=True,
        partner_id="par_walk",
        areas=list(HERE),
    )
    return {"shipment_id": at.keep("shipments", parcel)}


@case("orders", "POST", "/v1/orders")
def place_order(at: Served, person: Person | None) -> Asked:
    body = {
        "lines": [{"product_id": "prd_1", "quantity": 1}],
        "deliver_to": TO,
        "payment": {"method": "cod"},
        "currency": "INR",
    }
    return Asked(body=body, owners=own(person), areas=[])


@case("orders", "GET", "/v1/orders")
def list_orders(at: Served, person: Person | None) -> Asked:
    return Asked(owners=own(person), areas=[])


@case("orders", "GET", "/v1/orders/<order_id>")
def read_order(at: Served, person: Person | None) -> Asked:
    return Asked(path=order(at), owners=[BUYER, MAKER])


@case("orders", "GET", "/v1/orders/<order_id>/timeline")
def read_timeline(at: Served, person: Person | None) -> Asked:
    return Asked(path=order(at), owners=[BUYER, MAKER])


@case("orders", "POST", "/v1/orders/<order_id>/cancellation")
def cancel_order(at: Served, person: Person | None) -> Asked:
    return Asked(path=order(at), body={"reason": "late"}, owners=[BUYER, MAKER])


@case("payments", "GET", "/v1/payments")
def read_payment(at: Served, person: Person | None) -> Asked:
    placed = OrderPlaced(
        order_id=fresh("ord"),
        buyer_id=BUYER,
        consignments=[consignment()],
        total=26_000,
        currency="INR",
        payment=Pays(method="cod"),
        deliver_to=Address(**TO),
        expires_at=datetime.now(UTC) + timedelta(minutes=30),
    )
    at.keep("payments", Payment.of(placed, at=datetime.now(UTC)))
    return Asked(query={"order_id": placed.order_id}, owners=[BUYER])


@case("delivery", "POST", "/v1/partners")
def register_partner(at: Served, person: Person | None) -> Asked:
    return Asked(body=PARTNER | {"machine_id": fresh("mch")}, areas=[])


@case("delivery", "PUT", "/v1/partners/<partner_id>/coverage")
def change_coverage(at: Served, person: Person | None) -> Asked:
    partner = Partner(id=fresh("par"), status="open", machine_id=fresh("mch"), **PARTNER)
    body = {"pins": ["814113"], "days": 3, "cod": False}
    return Asked(path={"partner_id": at.keep("partners", partner)}, body=body, areas=[])


@case("delivery", "GET", "/v1/partners")
def list_partners(at: Served, person: Person | None) -> Asked:
    return Asked()


@case("delivery", "GET", "/v1/shipments/<shipment_id>")
def read_shipment(at: Served, person: Person | None) -> Asked:
    return Asked(path=shipment(at), owners=[BUYER, MAKER, MACHINE])


@case("delivery", "POST", "/v1/shipments/<shipment_id>/events")
def report_step(at: Served, person: Person | None) -> Asked:
    step = {"status": "undelivered", "at": datetime.now(UTC).isoformat(), "reason": "refused"}
    return Asked(path=shipment(at), body=step, owners=[MACHINE])


@case("delivery", "POST", "/v1/shipments/<shipment_id>/codes")
def issue_code(at: Served, person: Person | None) -> Asked:
    return Asked(path=shipment(at))


@case("notify", "GET", "/v1/messages")
def read_ones_own_messages(at: Served, person: Person | None) -> Asked:
    return Asked(owners=own(person), areas=[])


@case("notify", "GET", "/v1/messages")
def read_anothers_messages(at: Served, person: Person | None) -> Asked:
    return Asked(query={"person_id": BUYER}, owners=[BUYER], areas=[])


def payee(at: Served) -> str:
    """The maker's stall, as payments knows it."""
    kept = Payee(
        id=fresh("sel"), status="known", owner_id=MAKER, name=NAME, areas=list(HERE), heard=1
    )
    return at.keep("payees", kept)


def payout_account(at: Served) -> dict[str, str]:
    """Entered by the maker; as the values of a path."""
    body = {"seller_id": payee(at), "holder": "Kailash Peda", "vpa": "kailash@okbank"}
    maker = Person(id=MAKER, grants=EVERYBODY, sure_until=NEVER)
    made = at.ask("POST", "/v1/payout-accounts", maker, body=body)
    return {"payout_account_id": made.data["payout_account_id"]}


@case("payments", "POST", "/v1/payout-accounts")
def enter_payout_account(at: Served, person: Person | None) -> Asked:
    body = {"seller_id": payee(at), "holder": "Kailash Peda", "vpa": "kailash@okbank"}
    return Asked(body=body, owners=[MAKER])


@case("payments", "GET", "/v1/payout-accounts")
def list_payout_accounts(at: Served, person: Person | None) -> Asked:
    return Asked(owners=own(person))


@case("payments", "GET", "/v1/payout-accounts/<payout_account_id>")
def read_payout_account(at: Served, person: Person | None) -> Asked:
    return Asked(path=payout_account(at), owners=[MAKER])


@case("payments", "POST", "/v1/payout-accounts/<payout_account_id>/decision")
def decide_payout_account(at: Served, person: Person | None) -> Asked:
    return Asked(path=payout_account(at), body={"decision": "approve"}, owners=[MAKER])


@case("payments", "POST", "/v1/payout-accounts/<payout_account_id>/withdrawal")
def withdraw_payout_account(at: Served, person: Person | None) -> Asked:
    return Asked(path=payout_account(at), owners=[MAKER])
