"""Writes as the pipeline makes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.aggregate import Aggregate
from chassis.store import Collection, Index, Outgoing, Write

NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)


class Thing(Aggregate):
    """Something with a name that only one may have, and a colour."""

    name: str
    colour: str
    at: datetime


THINGS = Collection(
    "things",
    Thing,
    Index(fields=("name",), unique=True),
    Index(fields=("status", "colour")),
)


def event(id: str, *, at: datetime = NOW) -> Outgoing:
    """An event in an outbox."""
    return Outgoing(
        id=id,
        at=at,
        exchange="catalog.events",
        key="stock.changed",
        headers={"cloudEvents:id": id, "cloudEvents:sequence": 1, "partner": "par_1"},
        body=b'{"title":"\xe0\xa4\xaa\xe0\xa5\x87\xe0\xa5\x9c\xe0\xa4\xbe"}',
    )


def write(id: str = "t_1", version: int = 0, **other: Any) -> Write:
    """A write of a thing; `state` adds to or replaces what it holds."""
    state = {"status": "new", "name": f"name of {id}", "colour": "red", "at": NOW}
    return Write(
        collection="things",
        id=id,
        version=version,
        state=state | other.pop("state", {}),
        sequence=other.pop("sequence", 0),
        outbox=other.pop("outbox", []),
        handled=other.pop("handled", ""),
    )


def later(seconds: float) -> datetime:
    """So many seconds after `NOW`."""
    return NOW + timedelta(seconds=seconds)
