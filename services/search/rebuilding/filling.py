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
            changes = kept_changes(parts, page)
            listings = [_made(id, change) for id, change in changes.items()]
            written = writer.submit(_write, parts, name, changes, listings)
            for listing in listings:
                live, shown = live + 1, shown + listing.shown
                _pick(sample, listing.product_id, live, chance)
            parts.tell(f"{live} products")
        met += written.result() if written else 0
    return Filled(live, shown, met, sample)


def kept_changes(parts: Parts, page: list[Snapshot]) -> dict[str, Change]:
    """Keep their titles and standings; by id, the change that joins a listing with all that is
    known of it: the catalogue's word, newer news of its seller, the orders counted."""
    told = _keep(parts, page)
    times = parts.sales.of([snapshot.product.product_id for snapshot in page])
    changes = {}
    for snapshot in page:
        id, standing = snapshot.product.product_id, told.get(snapshot.product.seller_id)
        changes[id] = _taken_in(snapshot, times.get(id, 0), standing)
    return changes


def _taken_in(snapshot: Snapshot, times: int, standing: Standing | None) -> Change:
    def change(listing: Listing) -> bool:
        joined = listing.join(snapshot)
        allowed = standing is not None and listing.allow(standing.ok, standing.sequence)
        return listing.sold(times) or joined or allowed

    return change


def _keep(parts: Parts, page: list[Snapshot]) -> dict[str, Standing]:
    """The titles and standings that are kept beside the index; the newest word on each seller of
    whom there was any. It may be newer than the page: its event, too, found no title to follow."""
    titles = []
    for snapshot in page:
        listing = Listing(product_id=snapshot.product.product_id)
        listing.join(snapshot)
        titles.append((title_of(listing), snapshot.product_version))
    parts.titles.put_all(titles)
    standings = {
        item.product.seller_id: Standing(item.seller_ok, item.seller_version) for item in page
    }
    told = {}
    for seller_id in parts.sellers.to_be_told(standings):
        told[seller_id] = parts.sellers.note(seller_id, standings[seller_id])
        parts.titles.allow_all(seller_id, told[seller_id])
    return told


def _made(product_id: str, change: Change) -> Listing:
    listing = Listing(product_id=product_id)
    change(listing)
    return listing


def _write(parts: Parts, name: str, changes: dict[str, Change], listings: list[Listing]) -> int:
    """How many had news there already, and were joined with it."""
    met = parts.shelves.add(name, listings)
    parts.shelves.change(name, [(id, changes[id]) for id in met])
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
