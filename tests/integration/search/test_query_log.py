"""The log of queries on a real database: what is written, counted, learned and forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pymongo
import pytest
from prometheus_client import REGISTRY
from pymongo.database import Database

from chassis.errors import Unavailable
from chassis.mongo import ensure_index
from services.search.adapters import querylog
from services.search.adapters.learned import Learned
from services.search.adapters.querylog import QueryLog
from services.search.adapters.tallies import Tallies, Tally
from services.search.domain.found import Facets, Found
from services.search.domain.searched import kept_id, query_key
from services.search.tables import KEPT_SECONDS, PLAIN, SEARCHES

Documents = Database[dict[str, Any]]
NOW = datetime(2026, 11, 18, 6, 30, tzinfo=UTC)
WEEK = "2026-W47"


class Clock:
    """Stands still until it is moved."""

    at = NOW

    def now(self) -> datetime:
        return self.at


class Asking:
    """People who search, each search under a number of its own."""

    def __init__(self, database: Documents) -> None:
        for index in PLAIN[SEARCHES]:
            ensure_index(database[SEARCHES], index)
        self.clock = Clock()
        self.log = QueryLog(database, self.clock)
        self.searches = 0

    def ask(self, words: str, times: int = 1, *, results: int = 3, click: str = "") -> str:
        for _ in range(times):
            self.searches += 1
            search_id = f"sea_{self.searches}"
            self.log.note(words, _found(search_id, results), "hi")
            if click:
                self.log.click(search_id, click, 2)
        self.log.flush()
        return search_id


def _found(search_id: str, total: int) -> Found:
    return Found(
        total=total,
        more=False,
        items=[],
        next="",
        facets=Facets(),
        understood=[],
        repaired=None,
        near_categories=[],
        degraded=False,
        search_id=search_id,
    )


@pytest.fixture
def asking(database: Documents) -> Asking:
    return Asking(database)


def lost(what: str) -> float:
    return REGISTRY.get_sample_value("haat_searches_lost_total", {"what": what}) or 0.0


def test_a_query_is_kept_without_whose_it_was(database: Documents, asking: Asking) -> None:
    search_id = asking.ask("Lakh ki chudi 200", click="prd_1")
    assert list(database[SEARCHES].find({})) == [
        {
            "_id": kept_id(search_id),
            "hour": NOW.replace(minute=0),
            "week": WEEK,
            "words": "lakh ki chudi",
            "key": query_key("चूड़ी लाख"),
            "results": 3,
            "language": "hi",
            "kind": "",
            "category": "",
            "picks": 1,
            "clicked": [{"product_id": "prd_1", "place": 2}],
        }
    ]


def test_a_product_counts_once_for_a_search(database: Documents, asking: Asking) -> None:
    search_id = asking.ask("chudi")
    for product_id in ("prd_1", "prd_1", "prd_2"):
        asking.log.click(search_id, product_id, 1)
    asking.log.click("sea_unknown", "prd_1", 1)
    asking.log.flush()
    asking.log.click(search_id, "prd_2", 1)
    asking.log.flush()
    (kept,) = database[SEARCHES].find({})
    assert database[SEARCHES].count_documents({}) == 1
    assert kept["picks"] == 2
    assert [one["product_id"] for one in kept["clicked"]] == ["prd_1", "prd_2"]


def test_a_product_is_taken_by_the_letter(database: Documents, asking: Asking) -> None:
    search_id = asking.ask("chudi", click="$words")
    asking.log.click(search_id, "$words", 7)
    asking.log.flush()
    (kept,) = database[SEARCHES].find({})
    assert kept["clicked"] == [{"product_id": "$words", "place": 2}]


def test_clicks_of_one_search_come_to_an_end(database: Documents, asking: Asking) -> None:
    search_id = asking.ask("chudi")
    for number in range(querylog.MOST_CLICKS + 3):
        asking.log.click(search_id, f"prd_{number}", 1)
    asking.log.flush()
    (kept,) = database[SEARCHES].find({})
    assert kept["picks"] == len(kept["clicked"]) == querylog.MOST_CLICKS


def test_more_than_a_group_is_written_at_once(database: Documents, asking: Asking) -> None:
    for number in range(querylog.GROUP + 1):
        asking.log.note("chudi", _found(f"sea_{number}", 1), "en")
    asking.log.flush()
    assert database[SEARCHES].count_documents({}) == querylog.GROUP + 1


def test_what_has_no_room_is_lost_and_counted(asking: Asking) -> None:
    queries, clicks = lost("query"), lost("click")
    for number in range(querylog.MOST_WAITING + 2):
        asking.log.note("chudi", _found(f"sea_{number}", 1), "en")
        asking.log.click(f"sea_{number}", "prd_1", 1)
    assert (lost("query") - queries, lost("click") - clicks) == (2, 2)


def test_what_the_database_does_not_take_is_lost_and_counted(database: Documents) -> None:
    client: pymongo.MongoClient[Any] = pymongo.MongoClient(
        "mongodb://127.0.0.1:9", serverSelectionTimeoutMS=50
    )
    log, queries, clicks = QueryLog(client["nowhere"], Clock()), lost("query"), lost("click")
    log.note("chudi", _found("sea_1", 1), "en")
    log.note("diya", _found("sea_2", 1), "en")
    log.click("sea_1", "prd_1", 1)
    log.flush()
    log.flush()
    assert (lost("query") - queries, lost("click") - clicks) == (2, 1)
    client.close()


def test_the_report_names_what_enough_people_lacked(database: Documents, asking: Asking) -> None:
    asking.ask("tasar ka gamcha", 3, results=0)
    asking.ask("gamchha tasar", 2, results=0)
    asking.ask("dhokra haathi", 4, results=0)
    asking.ask("sunita devi", 2, results=0)
    asking.ask("chudi", 4)
    asking.ask("diya", 3)
    asking.ask("diya", click="prd_1")
    asking.clock.at = NOW + timedelta(days=7)
    asking.ask("mandir", 9, results=0)
    tallies, gamcha = Tallies(database), query_key("tasar gamcha")
    first = Tally(gamcha, "tasar ka gamcha", 5)
    second = Tally(query_key("dhokra haathi"), "dhokra haathi", 4)
    assert tallies.lacking(WEEK, "no_result", None, 10) == [first, second]
    assert tallies.lacking(WEEK, "no_result", None, 1) == [first]
    assert tallies.lacking(WEEK, "no_result", first, 10) == [second]
    assert tallies.lacking(WEEK, "no_result", second, 10) == []
    assert tallies.lacking(WEEK, "no_click", None, 10) == [Tally(query_key("chudi"), "chudi", 4)]


def test_what_many_ask_and_choose_is_learned(database: Documents, asking: Asking) -> None:
    asking.clock.at = NOW - timedelta(days=31)
    asking.ask("rakhi", 9)
    asking.clock.at = NOW
    asking.ask("chudi", 4, click="prd_1")
    asking.ask("choodi", 2, click="prd_1")
    asking.ask("चूड़ी", 4, click="prd_2")
    asking.ask("diya", 5)
    asking.ask("tawa", 4)
    asking.ask("gamcha", 6, results=0)
    learned, elsewhere = Learned(database, asking.clock), Learned(database, asking.clock)
    learned.learn()
    elsewhere.refresh()
    assert elsewhere.popular() == ["chudi", "diya"]
    assert elsewhere.popular(1) == ["chudi"]
    assert elsewhere.clicked(query_key("chudiyan")) == {"prd_1": 0.6}
    assert elsewhere.clicked(query_key("diya")) == {}


def test_what_takes_long_to_add_up_is_rested_from(database: Documents, asking: Asking) -> None:
    """Ten seconds' work for the database is due again after two hundred."""
    times = iter([0.0, 10.0, 199.0, 200.0, 200.5])
    learned = Learned(database, asking.clock, lambda: next(times))
    known = []
    for words in ("lathi", "peda", "ghee"):
        asking.ask(words, 5)
        learned.learn()
        learned.refresh()
        known.append(sorted(learned.popular()))
    assert known == [["lathi"], ["lathi"], ["ghee", "lathi", "peda"]]


def test_what_takes_too_long_to_add_up_is_rested_from_too(
    database: Documents, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 5.0, 60.0])
    learned = Learned(database, asking.clock, lambda: next(times))

    def away(*_: object) -> None:
        raise Unavailable(field="database")

    monkeypatch.setattr(learned.tallies, "popular", away)
    with pytest.raises(Unavailable):
        learned.learn()
    learned.learn()


def test_nothing_is_known_before_anything_is_learned(database: Documents) -> None:
    learned = Learned(database, Clock())
    learned.keep_up()
    assert (learned.popular(), learned.clicked("cudi")) == ([], {})


def test_queries_are_forgotten_and_none_of_the_questions_scans(
    database: Documents, asking: Asking
) -> None:
    asking.ask("chudi")
    ends = [
        index.get("expireAfterSeconds") for index in database[SEARCHES].index_information().values()
    ]
    assert [seconds for seconds in ends if seconds is not None] == [KEPT_SECONDS]
    for wanted in (
        {"hour": {"$gte": NOW}},
        {"week": WEEK, "results": 0},
        {"week": WEEK, "results": {"$gt": 0}},
        {"picks": {"$gt": 0}},
    ):
        plan = database[SEARCHES].find(wanted).explain()
        assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
