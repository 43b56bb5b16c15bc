"""Orders without an end, with another end than told, twice, or in spite of a no."""

import msgspec
import pytest

from tests.chaos.invariants.ends import violations
from tests.chaos.seen import Order, Part
from tests.chaos.told import Answer, Asked
from tests.unit.chaos.world import CASH, CHANGED, DECLINED, JUG, LAST, PAID, RAM, SMITH


def lost(told, orders, evidence):
    evidence.orders.remove(orders[PAID])


def unfinished(told, orders, evidence):
    orders[CASH].status = "confirmed"


def gone_though_cancelled(told, orders, evidence):
    orders[CHANGED].status = "completed"


def gone_though_declined(told, orders, evidence):
    orders[DECLINED].status = "completed"


def cancelled_by_nobody(told, orders, evidence):
    orders[PAID].status = "cancelled"


def cancelled_though_refused(told, orders, evidence):
    told.asked[1].cancelled = Answer(409, code="parcel_has_left")
    orders[CASH].status = "cancelled"


def twice(told, orders, evidence):
    evidence.orders.append(msgspec.structs.replace(orders[CASH], id="ord_twin"))


def made_though_refused(told, orders, evidence):
    last = [Part("con_9", SMITH, {LAST: 9}, 450)]
    evidence.orders.append(Order("ord_no", "k5", RAM, "cancelled", "card", last, []))


def refused_for_nothing(told, orders, evidence):
    told.asked[4].lines = {LAST: 1}


def refused_for_no_reason(told, orders, evidence):
    told.asked[4].placed = Answer(422, code="pin_not_served")


def another_order_again(told, orders, evidence):
    told.asked[0].again = [Answer(201, "ord_other")]


def refused_again(told, orders, evidence):
    told.asked[0].again = [Answer(409, code="out_of_stock")]


def wrong_total(told, orders, evidence):
    told.asked[1].placed = Answer(201, CASH, "placed", 99)


def wrong_pieces(told, orders, evidence):
    orders[CASH].parts[0].lines = {JUG: 2}


def unknown(told, orders, evidence):
    evidence.orders.append(Order("ord_x", "k0", RAM, "cancelled", "card", [], []))


CASES = {
    lost: [f"order {PAID} was accepted under key k1 and is not there"],
    unfinished: [f"order {CASH} has not reached an end: it is confirmed"],
    gone_though_cancelled: [
        f"order {CHANGED} is completed, but its buyer was told that it is cancelled"
    ],
    gone_though_declined: [f"order {DECLINED} is completed, but its card was declined"],
    cancelled_by_nobody: [f"order {PAID} is cancelled, but nobody was told of a cancellation"],
    cancelled_though_refused: [f"order {CASH} is cancelled, but nobody was told of a cancellation"],
    twice: [f"key k2 made 2 orders: {CASH}, ord_twin"],
    made_though_refused: ["order ord_no is there, but its buyer was told 409 out_of_stock"],
    refused_for_nothing: [
        "key k5 was told 409 out_of_stock, but more was loaded than ever asked for"
    ],
    refused_for_no_reason: ["key k5 was told 422 pin_not_served, which nothing explains"],
    another_order_again: [f"key k1 was told order {PAID} first and ord_other again"],
    refused_again: [f"key k1 was told order {PAID} first and 409 out_of_stock again"],
    wrong_total: [
        f"order {CASH} was told to come to 99, but its goods cost 100",
        f"order {CASH} comes to 100, told was 99",
    ],
    wrong_pieces: [f"order {CASH} is of {{'{JUG}': 2}}, but {{'{JUG}': 1}} was asked for"],
    unknown: ["order ord_x has the key k0, which nobody sent"],
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_says_what_is_wrong_with_an_order(good, change):
    told, evidence = good
    change(told, {order.id: order for order in evidence.orders}, evidence)
    assert list(violations(told, evidence)) == CASES[change]


def test_an_order_whose_request_was_never_answered_may_be_there_or_not(good):
    told, evidence = good
    told.asked.append(Asked("k7", RAM, {JUG: 1}, "good", Answer(0)))
    jug = [Part("con_7", SMITH, {JUG: 1}, 100)]
    evidence.orders.append(Order("ord_7", "k7", RAM, "placed", "card", jug, []))
    assert list(violations(told, evidence)) == []


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_an_unanswered_cancellation_fits_both_ends(good, status):
    told, evidence = good
    told.asked[0].cancelled = Answer(0)
    evidence.orders[0].status = status
    assert list(violations(told, evidence)) == []
