"""Nothing innocent was parked: only the poison that was put on the wire on purpose, all of it."""

from collections.abc import Iterator

from tests.chaos.seen import Evidence
from tests.chaos.told import Told


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """Each parked message is poison; each poison is parked, twice too after a crash."""
    for message in evidence.parked:
        if message.id not in evidence.poison:
            yield f"message {message.id} of {message.queue} was parked: {message.error}"
    for id in sorted(evidence.poison - {message.id for message in evidence.parked}):
        yield f"message {id} is poison, but was not parked"
