"""What becomes of events that nobody listens to."""

from types import SimpleNamespace

import pytest

from chassis.runtime.publisher import ConfirmPublisher, Unroutable


class Returned:
    """A publish that the broker gave back."""

    def wait(self) -> bool:
        raise Unroutable("action.recorded")


@pytest.mark.parametrize(("exchange", "done"), [("catalog.events", True), ("audit.events", False)])
def test_what_nobody_hears_is_done_with_but_for_the_audit_trail(exchange: str, done: bool):
    event = SimpleNamespace(exchange=exchange, key="action.recorded")
    assert ConfirmPublisher._settled(Returned(), event) is done  # type: ignore[arg-type]
