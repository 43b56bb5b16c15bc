"""Many hands, one batch: whoever changes listings while a batch is under way rides in the next.

The first to come writes for all who wait, then hands over to the first who came meanwhile. Works
among greenlets and among threads; nobody waits longer for company.
"""

import threading
from collections.abc import Collection
from typing import Final

from elasticsearch import Elasticsearch

from chassis.errors import Unavailable
from services.search.adapters.batch import Batch, Names, Wish
from services.search.ports import Change

MOST_AT_ONCE: Final = 500


class Writer:
    """`services.search.ports.Index` over all indexes that changes go to."""

    def __init__(self, client: Elasticsearch, indexes: Names) -> None:
        self._client, self._indexes = client, indexes
        self._lock = threading.Lock()
        self._waiting: list[Wish] = []
        self._busy = False

    def change(self, product_id: str, change: Change) -> None:
        self.change_all([product_id], change)

    def change_all(self, product_ids: Collection[str], change: Change) -> None:
        wishes = [Wish(id, change) for id in product_ids]
        if not wishes:
            return
        with self._lock:
            self._waiting += wishes
            if not self._busy:
                self._busy = wishes[0].leads = True
        try:
            for wish in wishes:
                self._see_through(wish)
        except BaseException:  # who waits may be ended: nobody may wait for them then
            self._give_up(wishes)
            raise
        failed = next((wish.error for wish in wishes if wish.error), None)
        if failed:
            raise failed

    def _see_through(self, wish: Wish) -> None:
        """Until it is settled; lead a batch when it is this one's turn to."""
        while not wish.settled:
            if not wish.leads:
                wish.turn.wait()
            if wish.leads:
                self._lead(wish)

    def _lead(self, wish: Wish) -> None:
        with self._lock:
            batch, self._waiting = (
                self._waiting[:MOST_AT_ONCE],
                self._waiting[MOST_AT_ONCE:],
            )
        try:
            Batch(self._client, self._indexes, batch).write()
        except Exception as failed:
            for each in batch:
                each.error = each.error or failed
        except BaseException:
            for each in batch:
                each.error = each.error or Unavailable(field="index")
            raise
        finally:
            self._settle(wish, batch)

    def _settle(self, leader: Wish, batch: list[Wish]) -> None:
        for each in batch:
            each.settled = True
        self._hand_over(leader)
        for each in batch:
            each.turn.set()

    def _hand_over(self, leader: Wish) -> None:
        with self._lock:
            leader.leads = False
            following = self._waiting[0] if self._waiting else None
            self._busy = following is not None
            if following:
                following.leads = True
        if following:
            following.turn.set()

    def _give_up(self, wishes: list[Wish]) -> None:
        with self._lock:
            self._waiting = [wish for wish in self._waiting if wish not in wishes]
        for wish in wishes:
            if wish.leads:
                self._hand_over(wish)
