"""Charged twice, too much, for nobody, or cancelled without the money coming back."""

import pytest

from tests.chaos.invariants.money import violations
from tests.chaos.seen import Charge, Refund
from tests.unit.chaos.world import CASH, CHANGED, DECLINED, PAID


def charged_twice(found):
    found.charges.append(Charge("pi_9", PAID, 230, "succeeded"))
    found.payments[0].captured = 460


def charged_too_much(found):
    found.charges[0].amount = found.payments[0].captured = 999


def never_charged(found):
    del found.charges[0]
    found.payments[0].captured = 0


def charged_in_cash(found):
    found.charges.append(Charge("pi_9", CASH, 100, "succeeded"))
    found.payments[1].captured = 100


def charged_though_declined(found):
    found.charges[1].status = "succeeded"
    found.payments[2].captured = 60
    found.refunds.append(Refund("re_3", "pi_3", 60, "succeeded"))


def charged_for_nobody(found):
    found.charges.append(Charge("pi_9", "ord_none", 70, "succeeded"))


def never_refunded(found):
    found.refunds.clear()


def refund_failed(found):
    found.refunds[0].status = "failed"


def refunded_in_part(found):
    found.refunds[0].amount = 299


def refunded_twice(found):
    found.refunds.append(Refund("re_5", "pi_4", 300, "succeeded"))


def refunded_though_completed(found):
    found.refunds.append(Refund("re_1", "pi_1", 230, "succeeded"))


def believed_otherwise(found):
    found.payments[0].captured = 0


CASES = {
    charged_twice: [f"order {PAID} was charged 2 times: pi_1, pi_9"],
    charged_too_much: [f"order {PAID} was charged 999, but comes to 230"],
    never_charged: [f"order {PAID} is completed, but was never charged"],
    charged_in_cash: [f"order {CASH} was charged, but is paid in cash"],
    charged_though_declined: [f"order {DECLINED} was charged, but its card never paid"],
    charged_for_nobody: ["charge pi_9 of 70 is for order ord_none, which nobody placed"],
    never_refunded: [f"order {CHANGED} is cancelled: 300 was charged, 0 went back"],
    refund_failed: [f"order {CHANGED} is cancelled: 300 was charged, 0 went back"],
    refunded_in_part: [f"order {CHANGED} is cancelled: 300 was charged, 299 went back"],
    refunded_twice: [
        f"order {CHANGED} was refunded 2 times: re_4, re_5",
        f"order {CHANGED} is cancelled: 300 was charged, 600 went back",
    ],
    refunded_though_completed: [f"order {PAID} is completed, but 230 went back"],
    believed_otherwise: [
        f"payment pay_1 of order {PAID} says that 0 was charged, the payment server 230"
    ],
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_says_what_is_wrong_with_the_money(good, change):
    told, found = good
    change(found)
    assert list(violations(told, found)) == CASES[change]


def test_charges_of_an_earlier_run_s_orders_are_none_of_ours(good):
    told, found = good
    found.order_ids.add("ord_earlier")
    found.charges.append(Charge("pi_0", "ord_earlier", 70, "succeeded"))
    assert list(violations(told, found)) == []
