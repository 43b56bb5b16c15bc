"""Changes of listings on a real Elasticsearch, in one index and in two."""

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from chassis.errors import Unavailable
from services.search.adapters.indexes import Indexes
from services.search.adapters.writing import Writer
from services.search.domain.listing import Listing
from tests.integration.search.own_indexes import OwnIndexes, listing_in
from tests.unit.search.listings import NOW, published


def writer(own: OwnIndexes) -> Writer:
    return Writer(own.client, own.indexes)


def test_what_is_changed_is_kept_as_it_was_changed(own: OwnIndexes) -> None:
    told = Listing(product_id="prd_1")
    told.publish(published(), 3, NOW)
    writer(own).change("prd_1", lambda listing: listing.publish(published(), 3, NOW))
    assert listing_in(own, own.indexes.searched(), "prd_1") == told


def test_news_in_any_order_from_many_hands_ends_at_the_newest(own: OwnIndexes) -> None:
    hands = [writer(own), writer(own)]  # as two processes

    def hear(sequence: int) -> None:
        def change(listing: Listing) -> bool:
            if sequence == 7:
                return listing.publish(published(), sequence, NOW)
            return listing.restock(100 - sequence, sequence)

        hands[sequence % 2].change("prd_1", change)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hear, [5, 12, 7, 3, 20, 1, 20, 14, 2, 9, 11, 6]))
    listing = listing_in(own, own.indexes.searched(), "prd_1")
    assert listing is not None
    assert (listing.free, listing.seen_stock, listing.seen_product) == (80, 20, 7)
    assert (listing.live, listing.title.en) == (True, "Red bridal lahthi set")


def test_while_one_is_being_filled_changes_go_to_both(own: OwnIndexes) -> None:
    index = writer(own)
    index.change("prd_1", lambda listing: listing.restock(5, 1))
    following = own.indexes.create_next()
    index.change("prd_1", lambda listing: listing.restock(4, 2))
    for name in (own.indexes.searched(), following):
        listing = listing_in(own, name, "prd_1")
        assert listing is not None
        assert (listing.free, listing.seen_stock) == (4, 2)


def test_another_process_learns_of_the_one_being_filled_within_its_time(own: OwnIndexes) -> None:
    now = [100.0]
    alias, following = own.indexes.alias, own.indexes.following
    others = Indexes(own.client, alias=alias, following=following, timer=lambda: now[0])
    assert others.written() == (f"{alias}_v1",)
    own.indexes.create_next()
    assert others.written() == (f"{alias}_v1",)
    now[0] += 1.0
    assert others.written() == (f"{alias}_v1", f"{alias}_v2")


def test_a_swap_is_one_step_and_leaves_the_old_one_for_going_back(own: OwnIndexes) -> None:
    indexes = own.indexes
    following = indexes.create_next()
    assert indexes.swap(following) == f"{indexes.alias}_v1"
    assert (indexes.searched(), indexes.filled()) == (following, "")
    assert indexes.all() == [f"{indexes.alias}_v1", following]
    assert indexes.swap(f"{indexes.alias}_v1") == following
    assert indexes.written() == (f"{indexes.alias}_v1",)


def test_one_that_is_searched_or_filled_is_never_dropped(own: OwnIndexes) -> None:
    following = own.indexes.create_next()
    for name in (own.indexes.searched(), following):
        with pytest.raises(AssertionError):
            own.indexes.drop(name)
    own.indexes.abandon()
    own.indexes.drop(following)
    assert own.indexes.all() == [f"{own.indexes.alias}_v1"]


def test_preparing_again_keeps_what_is_there(own: OwnIndexes) -> None:
    writer(own).change("prd_1", lambda listing: listing.restock(3, 1))
    own.indexes.prepare()
    listing = listing_in(own, own.indexes.searched(), "prd_1")
    assert listing is not None
    assert (listing.free, own.indexes.all()) == (3, [f"{own.indexes.alias}_v1"])


def test_a_lost_alias_is_away_and_makes_no_index_of_its_own(own: OwnIndexes) -> None:
    alias = f"{own.indexes.alias}-gone"
    lost = Indexes(own.client, alias=alias, following=f"{alias}-next")
    with pytest.raises(Unavailable):
        Writer(own.client, lost).change("prd_1", lambda listing: listing.restock(3, 1))
    assert not own.client.indices.exists(index=f"{alias}*", allow_no_indices=False)


def test_a_field_of_another_kind_is_told_to_its_own_writer(own: OwnIndexes) -> None:
    """What Elasticsearch refuses in one document keeps no other one out."""
    index = writer(own)

    def far(listing: Listing) -> bool:
        listing.price = 2**70 if listing.product_id == "prd_bad" else 7
        return True

    with pytest.raises(Exception, match=r"prd_bad|long|price") as refused:
        index.change_all(["prd_1", "prd_bad"], far)
    assert not isinstance(refused.value, Unavailable)
    listing = listing_in(own, own.indexes.searched(), "prd_1")
    assert listing is not None
    assert listing.price == 7


def test_a_server_that_is_away_is_unavailable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        client = Elasticsearch(f"http://127.0.0.1:{closed.getsockname()[1]}", max_retries=0)
        indexes: Any = Indexes(client)
        for ask in (
            indexes.searched,
            indexes.prepare,
            lambda: Writer(client, indexes).change("prd_1", lambda listing: listing.sold(1)),
        ):
            with pytest.raises(Unavailable):
                ask()
        client.close()
