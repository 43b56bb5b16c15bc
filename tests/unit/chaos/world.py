"""A small world in which everything is as it should be; tests break one thing of it."""

from services.notify.domain.templates import TEMPLATES
from tests.chaos.invariants.events import KEPT_IN
from tests.chaos.seen import (
    Charge,
    Evidence,
    Keeper,
    Letter,
    Listing,
    Notice,
    Order,
    Parcel,
    Parked,
    Part,
    Payment,
    Places,
    Refund,
    Stock,
)
from tests.chaos.tap import Heard
from tests.chaos.told import Answer, Asked, Goods, Person, Told

PAID, CASH, DECLINED, CHANGED = (
    "ord_paid-aaaaaa",
    "ord_cash-bbbbbb",
    "ord_poor-cccccc",
    "ord_back-dddddd",
)
JUG, LAMP, LAST = "prd_jug", "prd_lamp", "prd_last"
SITA, RAM, POTTER, SMITH = "per_sita", "per_ram", "per_potter", "per_smith"
ADDRESS = "sita@chaos.example"


def world() -> tuple[Told, Evidence]:
    """Four orders at their ends: paid and delivered, cash, card declined, paid and cancelled."""
    return _told(), _evidence()


def _told() -> Told:
    people = (
        Person(SITA, "+911", ADDRESS),
        Person(RAM, "+912"),
        Person(POTTER, "+913"),
        Person(SMITH, "+914"),
    )
    goods = (
        Goods(JUG, POTTER, loaded=10, price=100),
        Goods(LAMP, SMITH, loaded=5, price=30),
        Goods(LAST, SMITH, loaded=1, price=50),
    )
    return Told(
        run="1",
        people={person.person_id: person for person in people},
        goods={each.product_id: each for each in goods},
        asked=[
            Asked(
                *("k1", SITA, {JUG: 2, LAMP: 1}, "good", _yes(PAID, 230)), again=[_yes(PAID, 230)]
            ),
            Asked("k2", RAM, {JUG: 1}, "", _yes(CASH, 100)),
            Asked("k3", RAM, {LAMP: 2}, "declined", _yes(DECLINED, 60)),
            Asked("k4", SITA, {JUG: 3}, "good", _yes(CHANGED, 300), cancelled=Answer(200, CHANGED)),
            Asked("k5", RAM, {LAST: 9}, "good", Answer(409, code="out_of_stock")),
            Asked("k6", RAM, {LAMP: 1}, "good", Answer(0)),
        ],
    )


def _yes(order_id: str, total: int) -> Answer:
    return Answer(201, order_id, "placed", total)


def _evidence() -> Evidence:
    orders = _orders()
    heard = _heard(orders)
    return Evidence(
        orders=orders,
        order_ids={order.id for order in orders},
        payments=_payments(),
        parcels=_parcels(),
        cancellations={DECLINED, CHANGED},
        stocks={
            JUG: Stock(JUG, free=7, sold=3, sales={PAID: 2, CASH: 1}),
            LAMP: Stock(LAMP, free=4, sold=1, sales={PAID: 1}),
            LAST: Stock(LAST, free=1, sold=0),
        },
        listings={
            JUG: Listing(JUG, True, free=7, popularity=2),
            LAMP: Listing(LAMP, True, free=4, popularity=1),
            LAST: Listing(LAST, True, free=1, popularity=0),
        },
        charges=[
            Charge("pi_1", PAID, 230, "succeeded"),
            Charge("pi_3", DECLINED, 60, "requires_payment_method"),
            Charge("pi_4", CHANGED, 300, "succeeded"),
        ],
        refunds=[Refund("re_4", "pi_4", 300, "succeeded")],
        notices=_notices(),
        texts=_letters("sms"),
        mails=_letters("mail"),
        keepers=_keepers(heard),
        heard=heard,
        parked=[Parked("poison-1", "orders.payment.captured", "Undecodable: not JSON")],
        poison={"poison-1"},
        queues={"orders.payment.captured": 0, "parked": 1},
    )


def _payments() -> list[Payment]:
    return [
        Payment("pay_1", PAID, "captured", 230, captured=230),
        Payment("pay_2", CASH, "collected", 100, collected=100),
        Payment("pay_3", DECLINED, "failed", 60),
        Payment("pay_4", CHANGED, "refunded", 300, captured=300, refunded=300),
    ]


def _parcels() -> list[Parcel]:
    return [
        Parcel("shp_111111", PAID, "con_1", "delivered"),
        Parcel("shp_222222", PAID, "con_2", "delivered"),
        Parcel("shp_333333", CASH, "con_3", "delivered", cash=100),
        Parcel("shp_444444", DECLINED, "con_4", "cancelled"),
        Parcel("shp_555555", CHANGED, "con_5", "cancelled"),
    ]


def _notices() -> list[Notice]:
    return [
        Notice(f"msg_{number}", person, template, order_id, "sent")
        for number, (person, template, order_id, _, _) in enumerate(SAID)
    ]


def _letters(channel: str) -> list[Letter]:
    """By SMS to phones, by e-mail to the one who has an address."""
    say = sms if channel == "sms" else mail
    return [
        Letter(PHONES[person] if channel == "sms" else ADDRESS, say(template, tail))
        for person, template, _, channels, tail in SAID
        if channel in channels
    ]


def _orders() -> list[Order]:
    jugs = Part("con_1", POTTER, {JUG: 2}, 200)
    lamp = Part("con_2", SMITH, {LAMP: 1}, 30)
    delivered = [("shipment.out_for_delivery", "con_1"), ("shipment.delivered", "con_1")]
    delivered += [("shipment.out_for_delivery", "con_2"), ("shipment.delivered", "con_2")]
    at_the_door = [("shipment.created", "con_3")]
    at_the_door += [("shipment.out_for_delivery", "con_3"), ("shipment.delivered", "con_3")]
    card, cash, end = [("payment.captured", "")], [("payment.promised", "")], "order.cancelled"
    confirmed = [("order.confirmed", "")]
    done, begun = [("order.completed", "")], [("order.placed", "")]
    return [
        Order(
            *(PAID, "k1", SITA, "completed", "card", [jugs, lamp]),
            begun + card + confirmed + delivered + done,
        ),
        Order(
            *(CASH, "k2", RAM, "completed", "cod", [Part("con_3", POTTER, {JUG: 1}, 100)]),
            begun + cash + confirmed + at_the_door + done,
        ),
        Order(
            *(DECLINED, "k3", RAM, "cancelled", "card", [Part("con_4", SMITH, {LAMP: 2}, 60)]),
            [*begun, ("payment.failed", ""), (end, "")],
        ),
        Order(
            *(CHANGED, "k4", SITA, "cancelled", "card", [Part("con_5", POTTER, {JUG: 3}, 300)]),
            [*begun, *card, *confirmed, (end, ""), ("refund.succeeded", "")],
        ),
    ]


def _heard(orders: list[Order]) -> list[Heard]:
    """What the timelines tell of: the orders' own events in their places, others' each alone."""
    heard = []
    for order in orders:
        own = 0
        for number, (kind, part) in enumerate(order.timeline, 1):
            is_own = kind.startswith("order.")
            own += is_own
            subject = order.id if is_own else f"{order.key}-{number}"
            place = own if is_own else 1
            heard.append(Heard(f"evt_{subject}_{place}", kind, subject, place, order.id, part))
    return heard


def _keepers(heard: list[Heard]) -> Places:
    """Of each aggregate as many events as were heard of it."""
    found: Places = {}
    for event in heard:
        place = KEPT_IN[event.kind.partition(".")[0]], event.subject
        found[place] = Keeper(max(event.sequence, found.get(place, Keeper(0)).sequence))
    return found


BOTH, SMS, MAIL = {"sms", "mail"}, {"sms"}, {"mail"}
SAID = [
    (SITA, "order_placed", PAID, MAIL, "AAAAAA"),
    (SITA, "order_confirmed", PAID, BOTH, "AAAAAA"),
    (SITA, "delivery_code", PAID, SMS, "111111"),
    (SITA, "delivery_code", PAID, SMS, "222222"),
    (SITA, "parcel_near", PAID, MAIL, "AAAAAA"),
    (SITA, "parcel_near", PAID, MAIL, "AAAAAA"),
    (SITA, "parcel_delivered", PAID, MAIL, "AAAAAA"),
    (SITA, "parcel_delivered", PAID, MAIL, "AAAAAA"),
    (SITA, "order_completed", PAID, MAIL, "AAAAAA"),
    (SITA, "order_placed", CHANGED, MAIL, "DDDDDD"),
    (SITA, "order_confirmed", CHANGED, BOTH, "DDDDDD"),
    (SITA, "order_cancelled", CHANGED, BOTH, "DDDDDD"),
    (SITA, "refund_done", CHANGED, BOTH, "DDDDDD"),
    (RAM, "order_confirmed", CASH, SMS, "BBBBBB"),
    (RAM, "delivery_code", CASH, SMS, "333333"),
    (RAM, "order_cancelled", DECLINED, SMS, "CCCCCC"),
    (POTTER, "order_pack", PAID, SMS, "AAAAAA"),
    (SMITH, "order_pack", PAID, SMS, "AAAAAA"),
    (POTTER, "order_pack", CASH, SMS, "BBBBBB"),
    (POTTER, "order_pack", CHANGED, SMS, "DDDDDD"),
    (POTTER, "order_stopped", CHANGED, SMS, "DDDDDD"),
]
PHONES = {SITA: "+911", RAM: "+912", POTTER: "+913", SMITH: "+914"}


def sms(template: str, tail: str) -> str:
    """The words that notify has for it."""
    return TEMPLATES[template].sms_text(_values(tail), "en")


def mail(template: str, tail: str) -> str:
    """Subject and text, as the sandbox tells them."""
    return "\n".join(TEMPLATES[template].letter(_values(tail), "en", "Sita"))


def _values(tail: str) -> dict[str, str]:
    money, why = dict.fromkeys(("total", "amount"), "₹1,230.50"), {"why": "nobody was at home"}
    words = {"because": "The payment failed.", "code": "1234", "sellers": "Test potter"}
    return {"order": tail, "parcel": tail, **words, **money, **why}
