"""Pieces that vanish, appear, stay held, or are sold to nobody."""

import pytest

from tests.chaos.invariants.stock import violations
from tests.unit.chaos.world import CASH, JUG, LAMP, LAST, PAID


def a_piece_vanished(stocks):
    stocks[JUG].free = 6


def held_for_an_order(stocks):
    stocks[JUG].holds, stocks[JUG].free = {CASH: 1}, 6


def held_for_nobody(stocks):
    stocks[JUG].holds, stocks[JUG].free = {"ord_none": 2}, 5


def sold_twice(stocks):
    stocks[JUG].sold, stocks[JUG].free = 5, 5


def sold_to_nobody(stocks):
    stocks[LAST].sold, stocks[LAST].free = 1, 0
    stocks[LAST].sales = {"ord_none": 1}


def short_and_not_counted(stocks):
    stocks[LAMP].short = 1


def no_stock(stocks):
    del stocks[LAST]


CASES = {
    a_piece_vanished: [f"product {JUG}: 6 free + 0 held + 3 sold = 9, but 10 were loaded"],
    held_for_an_order: [f"product {JUG}: 1 still held for order {CASH}"],
    held_for_nobody: [f"product {JUG}: 2 still held for order ord_none, which nobody ordered"],
    sold_twice: [f"product {JUG}: 5 sold, but orders that stand have 3"],
    sold_to_nobody: [
        f"product {LAST}: sold to order ord_none, which nobody ordered",
        f"product {LAST}: 1 sold, but orders that stand have 0",
    ],
    short_and_not_counted: [f"product {LAMP}: 1 sold + 1 short, but orders that stand have 1"],
    no_stock: [f"product {LAST} has no stock, but 1 pieces were loaded"],
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_says_what_is_wrong_with_the_stock(good, change):
    told, found = good
    change(found.stocks)
    assert list(violations(told, found)) == CASES[change]


def test_pieces_of_an_order_that_was_never_confirmed_are_not_sold(good):
    told, found = good
    (paid,) = (order for order in found.orders if order.id == PAID)
    paid.timeline = [("order.placed", "")]
    assert list(violations(told, found)) == [
        f"product {JUG}: 3 sold, but orders that stand have 1",
        f"product {LAMP}: 1 sold, but orders that stand have 0",
    ]
