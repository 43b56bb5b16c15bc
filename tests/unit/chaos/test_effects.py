"""Events whose effect is missing at a consumer, or is there twice."""

import msgspec
import pytest

from tests.chaos.invariants.effects import violations
from tests.chaos.seen import Notice
from tests.chaos.tap import Heard
from tests.unit.chaos.world import CASH, CHANGED, JUG, PAID, POTTER, RAM


def captured_twice(found, orders):
    orders[PAID].timeline.append(("payment.captured", ""))


def capture_not_heard(found, orders):
    orders[PAID].timeline.remove(("payment.captured", ""))


def no_payment(found, orders):
    found.payments[0].order_id = "ord_none"


def two_payments(found, orders):
    found.payments.append(msgspec.structs.replace(found.payments[1], id="pay_9"))


def money_not_given_back(found, orders):
    found.payments[3].status = "captured"


def cash_not_counted(found, orders):
    found.payments[1].collected = 40


def cash_of_a_card(found, orders):
    found.payments[0].collected = 230


def no_parcel(found, orders):
    found.parcels[2].consignment_id = "con_0"


def two_parcels(found, orders):
    found.parcels.append(msgspec.structs.replace(found.parcels[2], id="shp_9", cash=0))


def parcel_not_kept_back(found, orders):
    found.parcels[4].status = "created"


def cancellation_not_heard(found, orders):
    found.cancellations.remove(CHANGED)


def not_found(found, orders):
    found.listings[JUG].live = False


def old_stock_shown(found, orders):
    found.listings[JUG].free = 8


def sale_counted_twice(found, orders):
    found.listings[JUG].popularity = 3


def no_notice(found, orders):
    found.notices = [n for n in found.notices if (n.person_id, n.order_id) != (RAM, CASH)]


def two_notices(found, orders):
    found.notices.append(msgspec.structs.replace(found.notices[-1], id="msg_99"))


def notice_not_sent(found, orders):
    found.notices[0].status = "queued"


CASES = {
    captured_twice: [
        f"order {PAID}: payment.captured was published 1 times and is 2 times in its timeline"
    ],
    capture_not_heard: [
        f"order {PAID}: payment.captured was published 1 times and is 0 times in its timeline"
    ],
    no_payment: [f"order {PAID} has 0 payments instead of 1"],
    two_payments: [f"order {CASH} has 2 payments instead of 1"],
    money_not_given_back: [f"payment pay_4 of the cancelled order {CHANGED} is captured"],
    cash_not_counted: [f"payment pay_2 of order {CASH}: 40 counted, 100 taken at the door"],
    cash_of_a_card: [f"payment pay_1 of order {PAID}: 230 counted, 0 taken at the door"],
    no_parcel: ["consignment con_3 has 0 parcels instead of 1"],
    two_parcels: ["consignment con_3 has 2 parcels instead of 1"],
    parcel_not_kept_back: [f"parcel shp_555555 of the cancelled order {CHANGED} is created"],
    cancellation_not_heard: [f"order {CHANGED} is cancelled, but delivery has not heard of it"],
    not_found: [f"product {JUG} is on sale, but cannot be found"],
    old_stock_shown: [f"product {JUG} is found with 8 free, but has 7"],
    sale_counted_twice: [f"product {JUG} was bought 2 times, search counted 3"],
    no_notice: [
        f"{RAM} has 0 notices delivery_code of order {CASH} instead of 1",
        f"{RAM} has 0 notices order_confirmed of order {CASH} instead of 1",
    ],
    two_notices: [f"{POTTER} has 2 notices order_stopped of order {CHANGED} instead of 1"],
    notice_not_sent: [f"notice msg_0, order_placed of order {PAID}, is queued"],
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_says_which_effect_is_wrong(good, change):
    told, found = good
    change(found, {order.id: order for order in found.orders})
    assert list(violations(told, found)) == CASES[change]


def test_a_parcel_s_step_that_orders_did_not_hear_is_named_with_its_consignment(good):
    told, found = good
    order = next(order for order in found.orders if order.id == CASH)
    order.timeline.remove(("shipment.created", "con_3"))
    assert list(violations(told, found)) == [
        f"order {CASH}: shipment.created of con_3 was published 1 times "
        "and is 0 times in its timeline"
    ]


@pytest.mark.parametrize("status", ["voided", "collected"])
def test_cash_may_come_for_a_parcel_that_left_just_before_its_order_was_cancelled(good, status):
    told, found = good
    order = next(order for order in found.orders if order.id == CASH)
    order.status, order.timeline[-1] = "cancelled", ("order.cancelled", "")
    found.payments[1].status = status
    found.cancellations.add(CASH)
    found.listings[JUG].popularity = 1
    found.notices += [
        Notice("msg_a", RAM, "order_cancelled", CASH, "sent"),
        Notice("msg_b", POTTER, "order_stopped", CASH, "sent"),
    ]
    order_events = [event for event in found.heard if event.kind == "order.completed"]
    found.heard.remove(next(event for event in order_events if event.order_id == CASH))
    found.heard.append(Heard("evt_c", "order.cancelled", CASH, 3, CASH))
    assert list(violations(told, found)) == []
