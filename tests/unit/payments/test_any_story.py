"""Random stories of one order's money: in any order of events and failures it comes out right."""

import contextlib
import random
from typing import Any

import pytest

from chassis.errors import NotFound
from services.payments.domain.refusals import ProviderAway
from tests.unit.payments.pretend import (
    AMOUNT,
    CANCELLED,
    CHARGE,
    CHARGE_KEY,
    GIVE_BACK,
    SETTLE,
    Till,
    placed,
)
from tests.unit.payments.provider import ASKS, DECLINED, GOOD, SLOW, UNKNOWN

ENDS = {"captured", "failed", "voided", "refunded"}


class Story:
    """One random story of one order's money, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random, self.till = random.Random(seed), Till()
        self.token = self.random.choice([GOOD, GOOD, DECLINED, ASKS, SLOW, UNKNOWN])
        self.cancelled = self.random.random() < 0.6

    def tell(self) -> None:
        """The provider fails at times, events come twice and in any order."""
        happenings: list[Any] = [placed(self.token), CHARGE, CHARGE, SETTLE, "finish"]
        if self.cancelled:
            happenings += [CANCELLED, GIVE_BACK, GIVE_BACK]
        happenings += self.random.choices(happenings, k=self.random.randrange(6))
        self.random.shuffle(happenings)
        for happening in happenings:
            if self.random.random() < 0.3:
                self.till.provider.faults = [self.random.choice(["before", "after"])]
            self._happen(happening)
            assert self.till.provider.kept in (0, AMOUNT)
        self._come_to_rest()

    def _happen(self, happening: Any) -> None:
        with contextlib.suppress(ProviderAway, NotFound):
            if happening == "finish":
                self._finish()
            elif happening in (CHARGE, SETTLE, GIVE_BACK):
                self.till.do(happening)
            else:
                self.till.hear(happening, id=f"evt_{type(happening).__name__}")

    def _finish(self) -> None:
        for ref in self.till.provider.charges:
            self.till.provider.finish(ref, self.random.choice(["captured", "captured", "failed"]))

    def _come_to_rest(self) -> None:
        """The broker and the clock repeat everything until it is done."""
        self.till.provider.faults = []
        self._happen(placed(self.token))
        if self.cancelled:
            self._happen(CANCELLED)
        for step in (CHARGE, GIVE_BACK, SETTLE) * 2:
            self._finish()
            self._happen(step)


@pytest.mark.parametrize("seed", range(400))
def test_in_any_order_the_money_comes_out_right(seed: int):
    story = Story(seed)
    story.tell()
    till, payment = story.till, story.till.payment()
    assert set(till.provider.keys("charge")) <= {CHARGE_KEY}
    assert len(till.provider.charges) <= 1
    assert payment["status"] in ENDS
    assert till.provider.kept == payment["captured"] - payment["refunded"]
    assert till.provider.kept == (AMOUNT if payment["status"] == "captured" else 0)
    if story.cancelled:
        assert till.provider.kept == 0
    names = [event.wire_name() for event in till.told()]
    assert len(names) == len(set(names))
