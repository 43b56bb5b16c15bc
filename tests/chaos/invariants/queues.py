"""All queues are empty at the end: consumers', quarantines, delays, calls, partners'."""

from collections.abc import Iterator

from tests.chaos.seen import Evidence
from tests.chaos.told import Told

PARKED = "parked"
"""Looked into message by message, see `parking`."""


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """What lies in any queue but the parked ones."""
    for name, messages in sorted(evidence.queues.items()):
        if messages and name != PARKED:
            yield f"queue {name} holds {messages} messages"
