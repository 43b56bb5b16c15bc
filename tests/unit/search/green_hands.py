"""Greenlets that change listings, as in a running service; prints what happened."""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
from typing import Any  # noqa: E402

from chassis.errors import Unavailable  # noqa: E402
from services.search.adapters.writing import Writer  # noqa: E402
from tests.unit.search.small_elastic import SmallElastic  # noqa: E402


class OneName:
    """`Indexes.written` with one index."""

    def written(self) -> tuple[str, ...]:
        return ("v1",)

    def forget(self) -> None:
        """Nothing is remembered."""


def change(index: Writer, number: int) -> str:
    """The refusal that it ended with, if any."""
    try:
        index.change(f"prd_{number}", lambda listing: listing.restock(number, 1))
    except Unavailable as refused:
        return type(refused).__name__
    return ""


def together() -> list[int]:
    """Twenty at once: the sizes of the batches."""
    elastic = SmallElastic(lambda: eventlet.sleep(0.01))
    index = Writer(elastic, OneName())  # type: ignore[arg-type]
    for hand in [eventlet.spawn(change, index, number) for number in range(20)]:
        hand.wait()
    return elastic.bulks


def ended_while_waiting() -> list[str]:
    """Which products are written although one of those who wait is ended."""
    elastic = SmallElastic(lambda: eventlet.sleep(0.01))
    index = Writer(elastic, OneName())  # type: ignore[arg-type]
    first, ended, last = [eventlet.spawn(change, index, number) for number in (1, 2, 3)]
    eventlet.sleep(0)
    ended.kill()
    first.wait()
    last.wait()
    return sorted(id for _, id in elastic.kept)


def ended_while_writing() -> dict[str, list[str]]:
    """What the others of a batch are told whose writer is ended, and who goes on after."""
    elastic = SmallElastic(lambda: eventlet.sleep(0.01))
    index = Writer(elastic, OneName())  # type: ignore[arg-type]
    first = eventlet.spawn(change, index, 4)
    eventlet.sleep(0)
    leader, follower = [eventlet.spawn(change, index, number) for number in (1, 2)]
    first.wait()
    elastic.before_bulk = lambda: eventlet.sleep(10)
    eventlet.sleep(0)
    later = eventlet.spawn(change, index, 3)
    eventlet.sleep(0)
    elastic.before_bulk = lambda: None
    leader.kill()
    told = [said for said in (follower.wait(), later.wait()) if said]
    return {"told": told, "written": sorted(id for _, id in elastic.kept)}


def main() -> None:
    """All of it, as JSON."""
    with eventlet.Timeout(20):
        seen: dict[str, Any] = {
            "together": together(),
            "ended_while_waiting": ended_while_waiting(),
            "ended_while_writing": ended_while_writing(),
        }
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
