"""What doors of accounts share: refusals that were written first, and who is visiting."""

from typing import TypeVar

from chassis.doors import Call
from chassis.errors import Refusal
from services.accounts.domain.session import Visitor

T = TypeVar("T")


def told(outcome: T | Refusal) -> T:
    """A refusal that is also a change of state was written first, and is told now."""
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def visitor(call: Call) -> Visitor:
    """From where the call comes."""
    return Visitor(device=call.device, network=call.network)
