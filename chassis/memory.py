"""The store of unit tests; passes the same contract suite as the MongoDB adapter."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from chassis.errors import Clash
from chassis.store import HANDLED_KEPT, Collection, Document, Outgoing, Write


class MemoryStore:
    """`chassis.store.Store` in a dict."""

    def __init__(self, *collections: Collection[Any]) -> None:
        self.collections = collections
        self._kept: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        self._unique = {
            c.name: [index.fields for index in c.indexes if index.unique] for c in collections
        }

    def get(self, collection: str, id: str) -> Document | None:
        return self.find(collection, {"_id": id})

    def find(self, collection: str, exact: Mapping[str, Any]) -> Document | None:
        for document in self._kept[collection].values():
            if all(document.get(field) == value for field, value in exact.items()):
                return copy.deepcopy(document)
        return None

    def insert(self, write: Write) -> None:
        kept = self._kept[write.collection]
        if write.id in kept or self._taken(write):
            raise Clash(write.id)
        kept[write.id] = copy.deepcopy(write.state) | {
            "_id": write.id,
            "version": 1,
            "sequence": write.sequence,
            "outbox": list(write.outbox),
            "handled": [write.handled] if write.handled else [],
        }

    def update(self, write: Write) -> None:
        document = self._kept[write.collection].get(write.id)
        if document is None or document["version"] != write.version or self._taken(write):
            raise Clash(write.id)
        document.update(copy.deepcopy(write.state))
        document.update(version=write.version + 1, sequence=write.sequence)
        document["outbox"] = document["outbox"] + list(write.outbox)
        if write.handled:
            document["handled"] = [*document["handled"], write.handled][-HANDLED_KEPT:]

    def waiting(self, collection: str, limit: int) -> list[tuple[str, list[Outgoing]]]:
        kept = self._kept[collection].items()
        return [(id, list(d["outbox"])) for id, d in kept if d["outbox"]][:limit]

    def clear(self, collection: str, ids: Iterable[str], event_ids: Iterable[str]) -> None:
        gone = set(event_ids)
        for id in self._kept[collection].keys() & set(ids):
            document = self._kept[collection][id]
            document["outbox"] = [event for event in document["outbox"] if event.id not in gone]

    def events(self, collection: str, id: str) -> list[Outgoing]:
        """What lies in the outbox of one aggregate, for tests to look at."""
        return list(self._kept[collection][id]["outbox"])

    def _taken(self, write: Write) -> bool:
        mine = write.state | {"_id": write.id}
        return any(
            all(other.get(f) == mine.get(f) for f in fields)
            for fields in self._unique.get(write.collection, [])
            for other in self._kept[write.collection].values()
            if other["_id"] != write.id
        )
