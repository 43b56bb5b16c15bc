"""Fills an empty index with all that is live, while changes go on arriving there."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from typing import Final, NamedTuple, TypeVar

from services.search.domain.listing import Listing, Snapshot
from services.search.domain.title import title_of
from services.search.ports import Change, Standing
from services.search.rebuilding.parts import Parts

SAMPLE: Final = 50
T = TypeVar("T")


class Filled(NamedTuple):
    """How many were live and how many of them are shown; `met` had news in the new index before
    they were filled in; ids picked at random."""

    live: int
    shown: int
    met: int
    sample: list[str]


def fill(parts: Parts, name: str, chance: Random) -> Filled:
    """Page by page: the next one is fetched, and the last one written, while one is worked on."""
    live = shown = met = 0
    sample: list[str] = []
    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
        written: Future[int] | None = None
        for page in _ahead(parts.catalogue.pages(), reader):
            met += written.result() if written else 0
            keep(parts, page)
            listings = _listings(parts, page)
            written = writer.submit(_write, parts, name, page, listings)
            for snapshot in page:
                live, shown = live + 1, shown + snapshot.seller_ok
                _pick(sample, snapshot.product.product_id, live, chance)
            parts.tell(f"{live} products")
        met += written.result() if written else 0
    return Filled(live, shown, met, sample)


def taken_in(snapshot: Snapshot, times: int) -> Change:
    """The change that joins a listing with the catalogue's word and the orders counted."""

    def change(listing: Listing) -> bool:
        joined = listing.join(snapshot)
        return listing.sold(times) or joined

    return change


def keep(parts: Parts, page: list[Snapshot]) -> None:
    """The titles and standings that are kept beside the index."""
    titles = []
    for snapshot in page:
        listing = Listing(product_id=snapshot.product.product_id)
        listing.join(snapshot)
        titles.append((title_of(listing), snapshot.product_version))
    parts.titles.put_all(titles)
    standings = {
        item.product.seller_id: Standing(item.seller_ok, item.seller_version) for item in page
    }
    for seller_id in parts.sellers.to_be_told(standings):
        standing = parts.sellers.note(seller_id, standings[seller_id])
        parts.titles.allow_all(seller_id, standing)


def _listings(parts: Parts, page: list[Snapshot]) -> list[Listing]:
    times = parts.sales.of([snapshot.product.product_id for snapshot in page])
    listings = []
    for snapshot in page:
        listing = Listing(product_id=snapshot.product.product_id)
        taken_in(snapshot, times.get(listing.product_id, 0))(listing)
        listings.append(listing)
    return listings


def _write(parts: Parts, name: str, page: list[Snapshot], listings: list[Listing]) -> int:
    """How many had news there already, and were joined with it."""
    met = set(parts.shelves.add(name, listings))
    sold = {listing.product_id: listing.popularity for listing in listings}
    changes = [
        (id, taken_in(snapshot, sold[id]))
        for snapshot in page
        if (id := snapshot.product.product_id) in met
    ]
    parts.shelves.change(name, changes)
    return len(met)


def _ahead(pages: Iterator[T], reader: ThreadPoolExecutor) -> Iterator[T]:
    """The same pages, each fetched while the one before is in hand."""
    coming = reader.submit(next, pages, None)
    while (page := coming.result()) is not None:
        coming = reader.submit(next, pages, None)
        yield page


def _pick(sample: list[str], id: str, count: int, chance: Random) -> None:
    """Every id seen so far has the same chance to be in the sample."""
    if len(sample) < SAMPLE:
        sample.append(id)
    elif (at := chance.randrange(count)) < SAMPLE:
        sample[at] = id
