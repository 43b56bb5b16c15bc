"""Many hands on one index: what rides together, what waits, and who hears of what goes wrong."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from chassis.errors import Unavailable
from services.search.adapters.batch import NotTaken
from services.search.adapters.writing import Writer
from services.search.domain.listing import Listing
from services.search.ports import Change
from tests.unit.search.small_elastic import SmallElastic

ROOT = Path(__file__).parents[3]


class Names:
    """`Indexes.written`, as told."""

    def __init__(self, *names: str) -> None:
        self.names, self.forgotten = names, 0

    def written(self) -> tuple[str, ...]:
        return self.names

    def forget(self) -> None:
        self.forgotten += 1


def writer(elastic: SmallElastic, *names: str) -> Writer:
    return Writer(elastic, Names(*(names or ("v1",))))  # type: ignore[arg-type]


def kept(elastic: SmallElastic, product_id: str = "prd_1", index: str = "v1") -> Any:
    return elastic.kept[index, product_id][1]["listing"]


def restock(free: int, sequence: int) -> Change:
    return lambda listing: listing.restock(free, sequence)


def test_a_product_without_a_listing_gets_one() -> None:
    elastic = SmallElastic()
    writer(elastic).change("prd_1", restock(7, 3))
    assert (kept(elastic)["free"], kept(elastic)["seen_stock"]) == (7, 3)


def test_what_is_no_news_is_not_written() -> None:
    elastic = SmallElastic()
    index = writer(elastic)
    for sequence in (3, 3, 2):
        index.change("prd_1", restock(sequence, sequence))
    assert (elastic.bulks, kept(elastic)["free"]) == ([1], 3)


def test_while_a_rebuild_runs_both_indexes_are_written() -> None:
    elastic = SmallElastic()
    writer(elastic, "v1").change("prd_1", restock(7, 3))
    writer(elastic, "v1", "v2").change("prd_1", restock(5, 4))
    assert [kept(elastic, index=name)["free"] for name in ("v1", "v2")] == [5, 5]


def test_who_comes_while_a_batch_is_under_way_rides_in_the_next_one() -> None:
    entered, go = threading.Event(), threading.Event()

    def first_waits() -> None:
        if not entered.is_set():
            entered.set()
            assert go.wait(10)

    elastic = SmallElastic(first_waits)
    index = writer(elastic)
    hands = [
        threading.Thread(target=index.change, args=(f"prd_{n % 5}", restock(n, n)))
        for n in range(1, 41)
    ]
    hands[0].start()
    assert entered.wait(10)
    for hand in hands[1:]:
        hand.start()
    deadline = time.monotonic() + 10
    while len(index._waiting) < 39 and time.monotonic() < deadline:
        time.sleep(0.001)
    go.set()
    for hand in hands:
        hand.join(10)
    assert elastic.bulks == [1, 5]
    assert [kept(elastic, f"prd_{n}")["free"] for n in range(5)] == [40, 36, 37, 38, 39]


def test_a_clash_is_decided_again_on_the_newest() -> None:
    elastic = SmallElastic()
    others = Listing(product_id="prd_1")
    others.restock(50, 2)

    def meanwhile() -> None:
        if not elastic.bulks:
            elastic.store("v1", "prd_1", {"listing": {"product_id": "prd_1", "seen_stock": 9}})

    elastic.before_bulk = meanwhile
    writer(elastic).change("prd_1", lambda listing: listing.sold(3))
    assert (kept(elastic)["seen_stock"], kept(elastic)["popularity"]) == (9, 3)


def test_too_many_clashes_are_tried_again_later() -> None:
    elastic = SmallElastic()
    elastic.before_bulk = lambda: elastic.store("v1", "prd_1", {"listing": {"product_id": "prd_1"}})
    with pytest.raises(Unavailable):
        writer(elastic).change("prd_1", restock(7, 3))


def test_a_document_that_is_refused_is_told_to_its_own_writer_alone() -> None:
    elastic = SmallElastic()
    elastic.refused.add("prd_bad")
    index = writer(elastic)
    with pytest.raises(NotTaken):
        index.change_all(["prd_1", "prd_bad", "prd_2"], restock(7, 3))
    assert [kept(elastic, id)["free"] for id in ("prd_1", "prd_2")] == [7, 7]
    index.change("prd_1", restock(6, 4))
    assert kept(elastic)["free"] == 6


def test_a_change_that_fails_is_told_to_its_own_writer_alone() -> None:
    elastic = SmallElastic()

    def broken(listing: Listing) -> bool:
        if listing.product_id == "prd_bad":
            raise ValueError(listing.product_id)
        return listing.restock(7, 3)

    with pytest.raises(ValueError, match="prd_bad"):
        writer(elastic).change_all(["prd_bad", "prd_1"], broken)
    assert kept(elastic)["free"] == 7


def test_an_index_that_is_gone_is_asked_for_anew_and_tried_again_later() -> None:
    elastic = SmallElastic()
    elastic.gone.add("v1")
    names = Names("v1")
    with pytest.raises(Unavailable):
        Writer(elastic, names).change("prd_1", restock(7, 3))  # type: ignore[arg-type]
    assert names.forgotten == 1


@pytest.fixture(scope="module")
def seen() -> Any:
    """What happened among greenlets, in a process whose threads are greenlets as in a service."""
    module = "tests.unit.search.green_hands"
    command = [sys.executable, "-W", "ignore", "-m", module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_greenlets_ride_together_too(seen: Any) -> None:
    assert seen["together"] == [1, 19]


def test_who_is_ended_while_waiting_leaves_nobody_waiting(seen: Any) -> None:
    assert seen["ended_while_waiting"] == ["prd_1", "prd_3"]


def test_who_is_ended_while_writing_tells_the_others_of_the_batch_to_try_again(seen: Any) -> None:
    assert seen["ended_while_writing"] == {"told": ["Unavailable"], "written": ["prd_3", "prd_4"]}
