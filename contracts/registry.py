"""All published events by their name on the wire."""

from contracts import accounts, audit, catalog, delivery, notify, orders, payments
from contracts.message import Event

_PUBLISHERS = (accounts, catalog, orders, payments, delivery, notify, audit)


def _events() -> dict[str, type[Event]]:
    found = {}
    for module in _PUBLISHERS:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Event)
                and value.__module__ == module.__name__
            ):
                found[value.wire_name()] = value
    del found["shipment.event"]
    return found


EVENTS: dict[str, type[Event]] = _events()
