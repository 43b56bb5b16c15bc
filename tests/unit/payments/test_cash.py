"""Cash at the door: counted once per consignment, collected when all of it is there."""

import pytest

from chassis.errors import NotFound
from contracts.payments import CodCollected, PaymentPromised
from tests.unit.payments.pretend import AMOUNT, CHARGE, PAY, Till, delivered, placed
from tests.unit.payments.provider import GOOD


def collected(consignment_id: str, amount: int) -> CodCollected:
    return CodCollected(
        payment_id=PAY, order_id="ord_1", consignment_id=consignment_id, amount=amount
    )


@pytest.fixture
def cash(till: Till) -> Till:
    till.hear(placed(""))
    return till


def test_cash_is_promised_and_nobody_is_charged(cash: Till):
    cash.do(CHARGE)
    assert cash.status() == "promised"
    assert cash.told() == [PaymentPromised(payment_id=PAY, order_id="ord_1", amount=AMOUNT)]
    assert cash.provider.asked == []


def test_cash_is_collected_when_all_of_it_is_there(cash: Till):
    cash.hear(delivered("con_1", 78_000))
    assert cash.status() == "promised"
    cash.hear(delivered("con_2", 45_000))
    assert cash.status() == "collected"
    assert cash.payment()["collected"] == {"con_1": 78_000, "con_2": 45_000}
    assert cash.told()[1:] == [collected("con_1", 78_000), collected("con_2", 45_000)]


@pytest.mark.parametrize("id", ["evt_1", "evt_2"])
def test_cash_of_a_consignment_is_counted_once(cash: Till, id: str):
    cash.hear(delivered("con_1", 78_000), id="evt_1")
    before = cash.payment()
    assert cash.hear(delivered("con_1", 78_000), id=id) is None
    assert cash.payment() == before
    assert cash.told()[1:] == [collected("con_1", 78_000)]


def test_a_parcel_without_cash_counts_nothing(cash: Till):
    cash.hear(delivered("con_1", 0))
    assert cash.payment()["collected"] == {}
    assert len(cash.told()) == 1


def test_cash_for_a_paid_order_is_not_counted(till: Till):
    till.hear(placed(GOOD))
    till.do(CHARGE)
    before = till.payment()
    till.hear(delivered("con_1", 78_000))
    assert till.payment() == before


def test_cash_for_an_order_not_yet_heard_of_is_for_later(till: Till):
    with pytest.raises(NotFound):
        till.hear(delivered("con_1", 78_000))
