"""Where the index and the catalogue differ."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Final, Literal, NamedTuple

from services.search.domain.listing import Listing, Snapshot
from services.search.rebuilding.parts import Parts

Kind = Literal["missing", "extra", "different"]
ROUNDS: Final = 5
PAUSE_SECONDS: Final = 2.0
"""What differs is looked at again: its event may be on the way."""
_UNTOLD: Final = {"seen_product", "seen_stock", "seen_seller", "updated", "popularity"}
_TOLD: Final = [field for field in Listing.__struct_fields__ if field not in _UNTOLD]


class Difference(NamedTuple):
    """`missing` in the index, `extra` there, or `different` in these fields."""

    product_id: str
    kind: Kind
    fields: tuple[str, ...] = ()


def difference(
    product_id: str, listing: Listing | None, snapshot: Snapshot | None
) -> Difference | None:
    """None where they agree, and where the listing knows newer news than the snapshot."""
    if snapshot is None:
        live = listing is not None and listing.live
        return Difference(product_id, "extra") if live else None
    if listing is None:
        return Difference(product_id, "missing")
    right = copy(listing)
    right.join(snapshot)
    wrong = tuple(name for name in _TOLD if getattr(listing, name) != getattr(right, name))
    if not wrong:
        return None
    return Difference(product_id, "different" if listing.live else "missing", wrong)


def differences(parts: Parts, name: str) -> list[Difference]:
    """All of an index that still differ when looked at again; both sides are streamed by id."""
    parts.shelves.indexes.refresh(name)
    snapshots = (item for page in parts.catalogue.pages() for item in page)
    found = [
        unlike
        for id, listing, snapshot in side_by_side(parts.shelves.every(name), snapshots)
        if (unlike := difference(id, listing, snapshot))
    ]
    return settled(parts, name, [unlike.product_id for unlike in found])


def settled(parts: Parts, name: str, product_ids: list[str]) -> list[Difference]:
    """Those of these that go on differing while events have time to arrive."""
    found = look(parts, name, product_ids)
    for _ in range(ROUNDS):
        if not found:
            break
        parts.wait(PAUSE_SECONDS)
        found = look(parts, name, [unlike.product_id for unlike in found])
    return found


def look(parts: Parts, name: str, product_ids: list[str]) -> list[Difference]:
    """Those of these that differ now.

    The index is read first: news that comes in between is newer in the catalogue, never older.
    """
    listings = parts.shelves.some(name, product_ids)
    snapshots = parts.catalogue.of(product_ids)
    compared = (difference(id, listings.get(id), snapshots.get(id)) for id in product_ids)
    return [unlike for unlike in compared if unlike]


def side_by_side(
    listings: Iterable[Listing], snapshots: Iterable[Snapshot]
) -> Iterator[tuple[str, Listing | None, Snapshot | None]]:
    """Two streams in the order of ids as one."""
    left, right = iter(listings), iter(snapshots)
    listing, snapshot = next(left, None), next(right, None)
    while listing is not None or snapshot is not None:
        mine = listing.product_id if listing else None
        theirs = snapshot.product.product_id if snapshot else None
        id = min(filter(None, (mine, theirs)))
        yield id, listing if mine == id else None, snapshot if theirs == id else None
        listing = next(left, None) if mine == id else listing
        snapshot = next(right, None) if theirs == id else snapshot
