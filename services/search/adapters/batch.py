"""One batch of changes: read what they concern, change it, write it unless others wrote since."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final, Protocol

import msgspec
from elasticsearch import Elasticsearch

from chassis.errors import Unavailable
from services.search.adapters.asking import AWAY, asking
from services.search.adapters.document import document
from services.search.domain.listing import Listing
from services.search.ports import Change

MOST_ROUNDS: Final = 10
_CONFLICT: Final = 409
Place = tuple[str, str]
"""An index and a product."""


class NotTaken(Exception):
    """Elasticsearch refuses the document itself: another attempt will fare no better."""


def listing_of(found: Mapping[str, Any]) -> Listing:
    """The listing of a document; an empty one where an index of an older form holds none."""
    return msgspec.convert(
        {"product_id": found["_id"]} | found["_source"].get("listing", {}), Listing
    )


class Names(Protocol):
    """Which indexes are written to; `Indexes` asks the aliases."""

    def written(self) -> tuple[str, ...]: ...

    def forget(self) -> None: ...


class Wish:
    """A change that somebody waits for; `turn` wakes them when it is settled, or theirs to lead."""

    def __init__(self, product_id: str, change: Change) -> None:
        self.product_id, self.change = product_id, change
        self.turn = threading.Event()
        self.leads = self.settled = False
        self.error: Exception | None = None


class Batch:
    """Changes of many products in every index that is written to."""

    def __init__(self, client: Elasticsearch, indexes: Names, wishes: list[Wish]) -> None:
        self._client, self._indexes = client, indexes
        self._wishes: defaultdict[str, list[Wish]] = defaultdict(list)
        for wish in wishes:
            self._wishes[wish.product_id].append(wish)

    def write(self) -> None:
        """Settle all; what is wrong with one product is told to who wished for it."""
        places = self._everywhere()
        for attempt in range(MOST_ROUNDS):
            places = self._round(places) if places else []
            if not places:
                return
            time.sleep(random.uniform(0, 0.005 * (attempt + 1)))  # noqa: S311
        for _, product_id in places:
            self._fail(product_id, Unavailable(field="listing"))

    def _everywhere(self) -> list[Place]:
        return [(index, id) for index in self._indexes.written() for id in self._wishes]

    def _round(self, places: list[Place]) -> list[Place]:
        """Where others wrote in between, and it must be decided again."""
        written: list[Place] = []
        operations: list[dict[str, Any]] = []
        for place, found in zip(places, self._read(places), strict=True):
            action = self._changed(place, found)
            if action:
                written.append(place)
                operations += action
        if not operations:
            return []
        with asking("bulk"):
            items = self._client.bulk(operations=operations)["items"]
        return self._again(written, [next(iter(item.values())) for item in items])

    def _read(self, places: list[Place]) -> list[dict[str, Any]]:
        docs = [{"_index": index, "_id": id, "_source": ["listing"]} for index, id in places]
        with asking("mget"):
            found: list[dict[str, Any]] = self._client.mget(docs=docs)["docs"]
        return found

    def _changed(self, place: Place, found: dict[str, Any]) -> list[dict[str, Any]]:
        """What is to be written there; nothing where it is no news, or cannot be."""
        index, product_id = place
        if "error" in found:  # an index that is gone: the alias may lead to another meanwhile
            self._indexes.forget()
            self._fail(product_id, Unavailable(field="index"))
            return []
        action: dict[str, Any] = {"_index": index, "_id": product_id}
        listing = Listing(product_id=product_id)
        try:
            if found["found"]:
                listing = listing_of(found)
                action |= {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
            news = [wish.change(listing) for wish in self._wishes[product_id]]
            if not any(news):
                return []
            kind = "index" if found["found"] else "create"
            return [{kind: action}, document(listing)]
        except Exception as wrong:  # of this product: the others of the batch are not to blame
            self._fail(product_id, wrong)
            return []

    def _again(self, places: list[Place], answers: list[dict[str, Any]]) -> list[Place]:
        conflicts = []
        for place, answer in zip(places, answers, strict=True):
            if answer["status"] == _CONFLICT:
                conflicts.append(place)
            elif answer["status"] in AWAY:
                self._indexes.forget()
                self._fail(place[1], Unavailable(field="index"))
            elif answer["status"] >= 300:
                self._fail(place[1], NotTaken(str(answer.get("error"))[:500]))
        return conflicts

    def _fail(self, product_id: str, error: Exception) -> None:
        for wish in self._wishes[product_id]:
            wish.error = wish.error or error
