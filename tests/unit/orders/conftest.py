"""The orders service over fakes, fresh for each test."""

from collections.abc import Iterator

import pytest

from chassis.context import Cause, begin
from contracts.payments import PaymentCaptured
from tests.unit.orders.pretend import TOTAL, World, wish


@pytest.fixture
def world() -> Iterator[World]:
    yield World()
    begin(Cause())


@pytest.fixture
def placed(world: World) -> World:
    world.do(wish())
    return world


@pytest.fixture
def confirmed(placed: World) -> World:
    placed.hear(PaymentCaptured(payment_id="pay_1", order_id="ord_1", amount=TOTAL))
    return placed
