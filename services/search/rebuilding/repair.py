"""Mends the listings that differ, and only those."""

from collections.abc import Iterator, Sequence

from services.search.ports import Change
from services.search.rebuilding.comparing import Difference
from services.search.rebuilding.filling import kept_changes
from services.search.rebuilding.parts import Parts


def mend(parts: Parts, name: str, found: Sequence[Difference]) -> None:
    """Join what the catalogue has live with its word; withdraw what it has not."""
    for at in range(0, len(found), 500):
        ids = [unlike.product_id for unlike in found[at : at + 500]]
        parts.shelves.change(name, list(_changes(parts, name, ids)))


def _changes(parts: Parts, name: str, ids: list[str]) -> Iterator[tuple[str, Change]]:
    """The index is read first: what it has live then, and the catalogue not, is live no more."""
    listings, snapshots = parts.shelves.some(name, ids), parts.catalogue.of(ids)
    joined = kept_changes(parts, list(snapshots.values()))
    for id in ids:
        if id in joined:
            yield id, joined[id]
        elif id in listings and listings[id].live:
            seen = listings[id].seen_product
            parts.titles.withdraw(id, seen)
            yield id, _withdrawn(seen)


def _withdrawn(seen: int) -> Change:
    return lambda listing: listing.withdraw(seen)
