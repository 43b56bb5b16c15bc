"""Aggregates move only as their table says."""

import pytest

from chassis.errors import IllegalMove
from contracts.catalog import ProductPaused, StockChanged
from tests.unit.chassis.market import NOW, Stall


def stall(status: str = "open") -> Stall:
    return Stall(id="prd_1", status=status, pieces=1, seen_at=NOW)


def test_a_legal_step_is_taken_and_its_events_recorded():
    it = stall()
    it.move_to(
        "closed", ProductPaused(product_id="prd_1"), StockChanged(product_id="prd_1", free=0)
    )
    assert it.status == "closed"
    assert it.facts == [ProductPaused(product_id="prd_1"), StockChanged(product_id="prd_1", free=0)]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [("closed", "open"), ("closed", "closed"), ("open", "open"), ("open", "lost")],
)
def test_an_illegal_step_changes_nothing_and_tells_nobody(now: str, wanted: str):
    it = stall(now)
    assert not it.may_become(wanted)
    with pytest.raises(IllegalMove) as refused:
        it.move_to(wanted, ProductPaused(product_id="prd_1"))
    assert refused.value.values == {"now": now, "wanted": wanted}
    assert (it.status, it.facts) == (now, [])


def test_each_aggregate_has_its_own_events():
    first, second = stall(), stall()
    first.facts.append(ProductPaused(product_id="prd_1"))
    assert second.facts == []
