"""Elasticsearch behind its port: every call timed and limited; away is `Unavailable`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, ConflictError, Elasticsearch

from chassis import metrics
from chassis.errors import Clash, Unavailable
from services.search.adapters.document import document
from services.search.adapters.mapping import ALIAS, MAPPINGS, SETTINGS
from services.search.domain.listing import Listing
from services.search.ports import State

SECONDS = 3.0
CONNECTIONS = 50
NAME = "products_v1"
_AWAY = {404, 429, 502, 503, 504}
"""404 is a lost alias: never a reason to make an index without its mapping."""


class ElasticIndex:
    """`services.search.ports.Index`, and the search itself."""

    def __init__(self, url: str, *, name: str = NAME, alias: str = ALIAS) -> None:
        self.name, self.alias = name, alias
        self.client = Elasticsearch(
            url, request_timeout=SECONDS, connections_per_node=CONNECTIONS, max_retries=2
        )

    def prepare(self) -> None:
        """Create the index and its alias, or add the fields that are new; safe to repeat."""
        aliases: dict[str, Any] = {self.alias: {}}
        patient = self.client.options(request_timeout=30)
        with asking("prepare"):
            try:
                patient.indices.create(
                    index=self.name, mappings=MAPPINGS, settings=SETTINGS, aliases=aliases
                )
            except BadRequestError as refused:
                if refused.error != "resource_already_exists_exception":
                    raise
                patient.indices.put_mapping(index=self.name, properties=MAPPINGS["properties"])

    def check(self) -> None:
        """Raises `Unavailable` unless the cluster can answer."""
        with asking("health"):
            status = self.client.cluster.health(timeout="1s")["status"]
        if status == "red":
            raise Unavailable(field="index")

    def get(self, product_id: str) -> tuple[Listing, State] | None:
        with asking("get"):
            answer = self.client.options(ignore_status=404).get(index=self.alias, id=product_id)
        if not answer.get("found"):
            return None
        listing = msgspec.convert(answer["_source"]["listing"], Listing)
        return listing, State(answer["_seq_no"], answer["_primary_term"])

    def put(self, listing: Listing, instead_of: State | None) -> None:
        given: dict[str, Any] = {"op_type": "create"}
        if instead_of:
            given = {"if_seq_no": instead_of.number, "if_primary_term": instead_of.term}
        with asking("put"):
            self.client.index(
                index=self.alias,
                id=listing.product_id,
                document=document(listing),
                require_alias=True,
                **given,
            )


@contextmanager
def asking(operation: str) -> Iterator[None]:
    """One call, timed; whatever says that Elasticsearch is away becomes `Unavailable`."""
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "ok"
    except ConflictError as conflict:
        outcome = "refused"
        raise Clash(operation) from conflict
    except TransportError as away:
        raise Unavailable(field="index") from away
    except ApiError as error:
        if error.meta.status in _AWAY:
            raise Unavailable(field="index") from error
        raise
    finally:
        seconds = time.perf_counter() - started
        metrics.EXTERNAL.labels("search", "elasticsearch", operation, outcome).observe(seconds)
