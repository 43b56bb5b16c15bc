"""The index made anew from a catalogue that goes on changing, on a real Elasticsearch."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pymongo.database import Database

from chassis.errors import Unavailable
from services.search.domain.listing import Listing
from services.search.rebuilding.comparing import differences, look
from services.search.rebuilding.parts import Parts
from services.search.rebuilding.rebuild import NotTheSame, rebuild
from tests.integration.search.bazaar import PUBLISHED_AT, Bazaar, Queues, Search, parts_of
from tests.integration.search.own_indexes import OwnIndexes, in_sight, listing_in, searched

Documents = Database[dict[str, Any]]


def test_a_rebuild_holds_all_that_is_live_with_what_was_sold(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar
) -> None:
    bazaar.turn("sel_3")
    parts.sales.count("prd_00007", "ord_1")
    parts.sales.count("prd_00007", "ord_2")
    done = rebuild(parts)
    assert (done.name, done.before) == (f"{own.indexes.alias}_v2", f"{own.indexes.alias}_v1")
    hidden = [id for id, stall in bazaar.stalls.items() if stall.seller == "sel_3"]
    assert (done.filled.live, done.filled.shown) == (150, 150 - len(hidden))
    assert in_sight(own) == sorted(set(bazaar.live()) - set(hidden))
    listing = searched(own, "prd_00007")
    assert (listing.popularity, listing.updated) == (2, PUBLISHED_AT)
    assert (listing.seen_product, listing.seen_stock, listing.seen_seller) == (3, 2, 2)


def test_a_rebuild_keeps_titles_and_standings_for_when_the_index_is_away(
    database: Documents, parts: Parts, bazaar: Bazaar
) -> None:
    bazaar.turn("sel_3")
    rebuild(parts)
    titles = {title["_id"]: title for title in database["titles"].find()}
    assert sorted(titles) == bazaar.live()
    assert {title["seller_id"] for title in titles.values() if not title["seller_ok"]} == {"sel_3"}
    standing = parts.sellers.of("sel_3")
    assert standing is not None
    assert standing.ok is False


def test_the_last_index_is_kept_and_older_ones_go(own: OwnIndexes, parts: Parts) -> None:
    for _ in range(3):
        rebuild(parts)
    alias = own.indexes.alias
    assert own.indexes.all() == [f"{alias}_v3", f"{alias}_v4"]
    assert (own.indexes.searched(), own.indexes.filled()) == (f"{alias}_v4", "")


def test_news_that_comes_while_its_page_is_read_wins_over_the_page(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, search: Search
) -> None:
    """The first page is read, then all of it changes before it is written."""
    done = threading.Event()

    def change_all() -> None:
        if done.is_set():
            return
        done.set()
        bazaar.price("prd_00001", 77_700)
        bazaar.pause("prd_00002")
        bazaar.restock("prd_00003", 99)
        bazaar.turn("sel_4")
        bazaar.sell("prd_00005", "ord_9")

    bazaar.between_pages = change_all
    result = rebuild(parts)
    assert done.is_set()
    assert searched(own, "prd_00001").price == 77_700
    assert searched(own, "prd_00002").live is False
    assert searched(own, "prd_00003").free == 99
    assert searched(own, "prd_00004").seller_ok is False
    assert searched(own, "prd_00005").popularity == 1
    assert differences(parts, result.name) == []


def test_what_was_paused_during_a_rebuild_comes_back_with_what_was_sold_of_it(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, search: Search
) -> None:
    bazaar.sell("prd_00001", "ord_1")
    bazaar.pause("prd_00001")
    name = rebuild(parts).name
    assert listing_in(own, name, "prd_00001") is None
    bazaar.price("prd_00001", 12_345)
    assert (searched(own, "prd_00001").shown, searched(own, "prd_00001").popularity) == (True, 1)


def test_late_events_change_nothing_in_a_rebuilt_index(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, search: Search
) -> None:
    """What was published before the rebuild is delivered after it, the oldest last."""
    late: list[tuple[Any, int]] = []
    bazaar.hear = lambda message, sequence: late.append((message, sequence))
    for price in (11_000, 22_000, 33_000):
        bazaar.price("prd_00001", price)
    bazaar.pause("prd_00002")
    bazaar.restock("prd_00003", 41)
    bazaar.restock("prd_00003", 42)
    bazaar.turn("sel_4")
    bazaar.turn("sel_4")
    rebuild(parts)
    before = {id: searched(own, id) for id in ("prd_00001", "prd_00003", "prd_00004")}
    for message, sequence in reversed(late):
        search.hear(message, sequence)
    assert {id: searched(own, id) for id in before} == before
    assert searched(own, "prd_00001").price == 33_000
    assert searched(own, "prd_00002").live is False
    assert differences(parts, own.indexes.searched()) == []


@contextmanager
def going_on(bazaar: Bazaar, hands: int) -> Iterator[list[int]]:
    """People go on changing things meanwhile; how much each hand did."""
    over, done, wrong = threading.Event(), [0] * hands, []

    def work(hand: int) -> None:
        chance = random.Random(hand)
        try:
            while not over.wait(0.005):
                bazaar.anything(chance)
                done[hand] += 1
        except Exception as failed:
            wrong.append(failed)

    threads = [threading.Thread(target=work, args=(hand,)) for hand in range(hands)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
    assert wrong == []


def test_a_rebuild_while_people_go_on_selling_loses_nothing(
    own: OwnIndexes, database: Documents, bazaar: Bazaar
) -> None:
    """Two processes hear the events; the waiting is real: they learn of the index by time."""
    parts = parts_of(own, database, bazaar)
    bazaar.hear = Queues([Search(own, database) for _ in range(2)]).hear
    with going_on(bazaar, hands=4) as done:
        first = rebuild(parts)
        second = rebuild(parts)
    assert min(done) > 0
    assert second.before == first.name
    name = own.indexes.searched()
    assert name == second.name
    everything = sorted(bazaar.stalls)
    assert look(parts, name, everything) == []
    times = parts.sales.of(everything)
    listings = parts.shelves.some(name, bazaar.live())
    sold = {id: listing.popularity for id, listing in listings.items() if listing.popularity}
    assert sold == {id: count for id, count in times.items() if id in listings}


def test_an_index_that_stays_different_is_thrown_away_and_the_old_one_stays(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar
) -> None:
    """Somebody else's program breaks listings as fast as they are mended."""
    mended = parts.shelves.change

    def break_again(name: str, changes: Any) -> None:
        mended(name, changes)
        parts.shelves.change = mended  # type: ignore[method-assign]
        mended(name, [("prd_00001", _spoil)])
        parts.shelves.change = break_again  # type: ignore[method-assign]

    parts.shelves.change = break_again  # type: ignore[method-assign]
    with pytest.raises(NotTheSame, match="prd_00001"):
        rebuild(parts)
    assert own.indexes.all() == [f"{own.indexes.alias}_v1"]
    assert own.indexes.filled() == ""


def _spoil(listing: Listing) -> bool:
    listing.price, listing.live = 1, False
    return True


def test_a_catalogue_that_goes_away_leaves_all_as_it_was(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar
) -> None:
    def away() -> None:
        raise Unavailable(field="catalogue")

    bazaar.between_pages = away
    with pytest.raises(Unavailable):
        rebuild(parts)
    alias = own.indexes.alias
    assert (own.indexes.all(), own.indexes.searched()) == ([f"{alias}_v1"], f"{alias}_v1")


def test_what_a_killed_rebuild_left_is_cleared_by_the_next(own: OwnIndexes, parts: Parts) -> None:
    left = own.indexes.create_next()
    done = rebuild(parts)
    assert left not in own.indexes.all()[:-1]
    assert own.indexes.searched() == done.name
    assert own.indexes.filled() == ""
