"""Elasticsearch is killed with kill -9 while people go on selling, and comes back."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from chassis.errors import Unavailable
from services.search.rebuilding.comparing import look
from tests.integration.search.bazaar import Bazaar, Queues, Search, parts_of
from tests.integration.search.own_elasticsearch import OwnElasticsearch
from tests.integration.search.own_indexes import own_indexes

Documents = Database[dict[str, Any]]
HANDS = 4
SECONDS = 300.0


@pytest.fixture
def server(servers: None, tmp_path: Path) -> Iterator[OwnElasticsearch]:
    """Not the tests' own, which others use."""
    server = OwnElasticsearch(tmp_path)
    server.start()
    yield server
    server.close()


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Market:
    """People who go on changing things, until it is over; `done` is how much each of them did."""

    def __init__(self, bazaar: Bazaar) -> None:
        self._bazaar, self._over, self.done = bazaar, threading.Event(), [0] * HANDS
        self._hands = [threading.Thread(target=self._work, args=(hand,)) for hand in range(HANDS)]
        for hand in self._hands:
            hand.start()

    def go_on(self, more: int = 5) -> None:
        """Until each of them has done so much more."""
        before = list(self.done)
        until(lambda: all(now >= was + more for now, was in zip(self.done, before, strict=True)))

    def end(self) -> None:
        """Nobody is left waiting."""
        self._over.set()
        for hand in self._hands:
            hand.join(SECONDS)
        assert not any(hand.is_alive() for hand in self._hands)

    def _work(self, hand: int) -> None:
        chance = random.Random(hand)
        while not self._over.wait(0.01):
            self._bazaar.anything(chance)
            self.done[hand] += 1


def publish_while_it_is_away(bazaar: Bazaar, database: Documents) -> threading.Thread:
    """Its title is known at once; its event waits for the index."""
    waiting = threading.Thread(target=bazaar.price, args=("prd_new", 12_300))
    waiting.start()
    until(lambda: (database["titles"].find_one({"_id": "prd_new"}) or {}).get("live") is True)
    return waiting


def test_no_event_is_lost_and_titles_stay_true_while_it_is_away(
    server: OwnElasticsearch, database: Documents
) -> None:
    with own_indexes(server.url) as own:
        bazaar = Bazaar(products=60)
        parts = parts_of(own, database, bazaar)
        queues = Queues([Search(own, database) for _ in range(2)])
        bazaar.hear = queues.hear
        market = Market(bazaar)
        market.go_on()

        server.kill()
        until(lambda: queues.failures >= HANDS)
        with pytest.raises(Unavailable):
            own.indexes.searched()
        waiting = publish_while_it_is_away(bazaar, database)

        server.start()
        waiting.join(SECONDS)
        market.go_on()
        market.end()
        heard = [id for id, stall in bazaar.stalls.items() if stall.version > 3 or id == "prd_new"]
        wrong = look(parts, own.indexes.searched(), heard)
        assert [unlike for unlike in wrong if unlike.fields != ("free",)] == []
        times, listings = parts.sales.of(heard), parts.shelves.some(own.indexes.searched(), heard)
        assert {id: listings[id].popularity for id in times} == times
