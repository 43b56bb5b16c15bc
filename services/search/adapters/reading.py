"""Listings as they stand in one index: all of them in the order of ids, some, or how many."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from elasticsearch import Elasticsearch

from services.search.adapters.asking import asking
from services.search.adapters.batch import Batch, Wish, listing_of
from services.search.adapters.document import document
from services.search.adapters.indexes import Indexes
from services.search.domain.listing import Listing
from services.search.ports import Change

PAGE: Final = 1_000
_PATIENT_SECONDS: Final = 60.0
_CONFLICT: Final = 409
_ENCODER: Final = msgspec.json.Encoder()
_BRIEFLY: Final = {"filter_path": "items.*.status,items.*.error,items.*._id"}
_LINES: Final = {"content-type": "application/x-ndjson", "accept": "application/json"}


class _One:
    """`Names` of a single index, whatever the aliases say."""

    def __init__(self, name: str) -> None:
        self._name = name

    def written(self) -> tuple[str, ...]:
        return (self._name,)

    def forget(self) -> None:
        """There is nothing to ask anew."""


class Shelves:
    """The numbered indexes, read and filled one at a time."""

    def __init__(self, client: Elasticsearch, indexes: Indexes) -> None:
        self.client = client.options(request_timeout=_PATIENT_SECONDS)
        self.indexes = indexes

    def every(self, name: str) -> Iterator[Listing]:
        """All listings of an index, by id; also stubs and those out of sight."""
        after: list[Any] | None = None
        while True:
            with asking("every"):
                hits = self.client.search(
                    index=name,
                    query={"match_all": {}},
                    sort=[{"product_id": "asc"}],
                    size=PAGE,
                    search_after=after,
                    source={"includes": ["listing"]},
                    track_total_hits=False,
                )["hits"]["hits"]
            for hit in hits:
                yield listing_of(hit)
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]

    def some(self, name: str, product_ids: Sequence[str]) -> dict[str, Listing]:
        """These, searchable already or not; who has none is not in it."""
        found: dict[str, Listing] = {}
        for at in range(0, len(product_ids), PAGE):
            with asking("mget"):
                docs = self.client.mget(
                    index=name, ids=list(product_ids[at : at + PAGE]), source=["listing"]
                )["docs"]
            found |= {doc["_id"]: listing_of(doc) for doc in docs if doc["found"]}
        return found

    def shown(self, name: str) -> int:
        """How many listings buyers find there."""
        with asking("count"):
            return int(self.client.count(index=name, query={"term": {"live": True}})["count"])

    def add(self, name: str, listings: Sequence[Listing]) -> list[str]:
        """Add these; the ids of those that had a listing there already, which is left as it is."""
        if not listings:
            return []
        with asking("bulk"):
            answer = self.client.perform_request(
                "POST", f"/{name}/_bulk", params=_BRIEFLY, headers=_LINES, body=_lines(listings)
            )
        items = [item["create"] for item in answer.body["items"]]
        wrong = [i for i in items if i["status"] >= 300 and i["status"] != _CONFLICT]
        if wrong:
            raise NotAdded(f"{wrong[0]['_id']}: {wrong[0].get('error')}"[:500])
        return [item["_id"] for item in items if item["status"] == _CONFLICT]

    def change(self, name: str, changes: Sequence[tuple[str, Change]]) -> None:
        """Change these, unless others write: then again on what they wrote."""
        wishes = [Wish(product_id, change) for product_id, change in changes]
        Batch(self.client, _One(name), wishes).write()
        for wish in wishes:
            if wish.error:
                raise wish.error


def _lines(listings: Sequence[Listing]) -> bytes:
    """The body of a bulk request; the client's own way of writing it takes three times as long."""
    lines: list[Any] = []
    for listing in listings:
        lines += [{"create": {"_id": listing.product_id}}, document(listing)]
    return _ENCODER.encode_lines(lines)


class NotAdded(Exception):
    """Elasticsearch refuses a document of the rebuild."""
