"""People who asked to be forgotten."""

from services.orders.commands import ForgetPerson
from services.orders.ports import Ports


def forget_person(command: ForgetPerson, ports: Ports) -> None:
    """Now, or when the order has ended."""
    ports.orders.get(command.order_id).forget(command.person_id)
