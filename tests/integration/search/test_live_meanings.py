"""Meanings in MongoDB: seeded once, edited through the doors, known to every process in seconds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from chassis.errors import Unavailable
from chassis.mongo import MongoStore
from services.search.adapters.lexicons import LiveLexicon
from services.search.domain.meaning import Meaning, Term
from services.search.domain.weights import Weights
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.reading import SEEDED_AT, SEEDED_BY
from services.search.meaning.vocabulary import Vocabulary
from services.search.queries.meanings import MeaningWish, meanings_for
from services.search.queries.planning import Planner
from services.search.queries.report import nearest
from services.search.tables import MEANINGS

Documents = Database[dict[str, Any]]
AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def term(text: str) -> Term:
    return Term(text=text, language="hi", script="Deva", added_by=SEEDED_BY, added_at=SEEDED_AT)


def meaning(slug: str, *said: str, **more: Any) -> Meaning:
    return Meaning(
        id=slug, status="known", kind="thing", terms=[term(text) for text in said], **more
    )


CHUDI = meaning("chudi", "चूड़ी", "कंगन", categories=["lac-bangles"])
DIYA = meaning("diya", "दीया", categories=["pottery"])
SEED = [CHUDI, DIYA]


def said(lexicon: Lexicon, query: str) -> set[str]:
    return set(nearest(query, Planner(lexicon, Vocabulary(), Weights())))


@pytest.fixture
def live(database: Documents) -> Callable[[], LiveLexicon]:
    """Another process that starts on the same database."""
    MongoStore(database, MEANINGS).prepare()

    def start() -> LiveLexicon:
        lexicon = LiveLexicon(database, SEED, Vocabulary().add)
        lexicon.prepare()
        return lexicon

    return start


def edit(database: Documents, slug: str, at: datetime = AT, **changes: Any) -> None:
    database["meanings"].update_one(
        {"_id": slug}, {"$set": {"changed_at": at} | changes, "$inc": {"version": 1}}
    )


def plain(text: str) -> dict[str, Any]:
    found = term(text)
    return {name: getattr(found, name) for name in found.__struct_fields__}


def test_the_seed_is_known_before_the_database_is_read(database: Documents) -> None:
    assert said(LiveLexicon(database, SEED, Vocabulary().add)(), "kangan") == {"chudi"}


def test_the_seed_is_written_where_a_meaning_is_absent_alone(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    live()
    edit(database, "chudi", terms=[plain("बंगरी")])
    edit(database, "diya", status="retired")
    again = live()
    assert database["meanings"].count_documents({}) == 2
    assert said(again(), "bangri") == {"chudi"}
    assert said(again(), "kangan") == set()
    assert said(again(), "diya") == set()


def test_several_processes_may_start_at_once(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    with ThreadPoolExecutor(4) as starting:
        started = list(starting.map(lambda _: live(), range(4)))
    assert [said(one(), "kangan") for one in started] == [{"chudi"}] * 4
    assert database["meanings"].count_documents({"version": 1}) == 2


def test_an_edit_elsewhere_is_taken_in(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    here = live()
    before = here()
    edit(database, "chudi", terms=[plain("बंगरी")])
    here.refresh()
    assert said(here(), "bangri") == {"chudi"}
    assert said(before, "bangri") == set()
    edit(database, "chudi", at=AT.replace(second=5), terms=[plain("कड़ा")])
    edit(database, "diya", at=AT.replace(minute=29, second=55), status="retired")
    here.refresh()
    assert said(here(), "kada") == {"chudi"}
    assert said(here(), "diya") == set()
    assert here.directory.named("bangri") == set()
    assert here.directory.named("deeya") == {"diya"}


def test_nothing_is_read_again_where_nothing_changed(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    here = live()
    edit(database, "chudi", terms=[plain("बंगरी")])
    here.refresh()
    lexicon = here()
    here.refresh()
    assert here() is lexicon


def test_new_words_are_words_that_are_spelt_correctly(database: Documents) -> None:
    MongoStore(database, MEANINGS).prepare()
    vocabulary = Vocabulary()
    here = LiveLexicon(database, SEED, vocabulary.add)
    here.prepare()
    assert not vocabulary.knows("bangri")
    edit(database, "chudi", terms=[plain("बंगरी")])
    here.refresh()
    assert vocabulary.knows("bangri")


def test_without_the_database_the_last_lexicon_stays(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    here = live()
    edit(database, "chudi", terms=[plain("बंगरी")])
    here.refresh()
    client: pymongo.MongoClient[Any] = pymongo.MongoClient(
        "mongodb://127.0.0.1:9", serverSelectionTimeoutMS=50, tz_aware=True
    )
    here._meanings = client["nowhere"]["meanings"]
    with pytest.raises(Unavailable):
        here.refresh()
    here.keep_up()
    assert said(here(), "bangri") == {"chudi"}
    client.close()


def test_asking_what_changed_scans_nothing(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    live()
    for wanted in (
        {"changed_at": {"$gte": AT}},
        {"_id": {"$gt": "a"}, "kind": "thing"},
        {"_id": {"$gt": "a"}, "categories": "pottery"},
        {"_id": {"$gt": "a"}, "kind": "thing", "categories": "pottery"},
    ):
        plan = database["meanings"].find(wanted).explain()
        assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_meanings_are_listed_by_word_kind_and_category_page_by_page(
    database: Documents, live: Callable[[], LiveLexicon]
) -> None:
    database["meanings"].insert_one(
        {"_id": "lahthi", "status": "retired", "kind": "thing", "categories": ["lac-bangles"]}
        | {"broader": ["chudi"], "terms": [plain("लाख की चूड़ी")], "version": 4}
        | {"sequence": 0, "outbox": [], "handled": [], "changed_at": AT}
    )
    directory = live().directory

    def listed(after: str = "", limit: int = 9, **wish: str) -> tuple[list[str], bool]:
        page = meanings_for(database, MeaningWish(**wish), directory, after, limit)
        return [one.meaning_id for one in page.items], bool(page.next)

    assert listed() == (["chudi", "diya", "lahthi"], False)
    assert listed(limit=2) == (["chudi", "diya"], True)
    assert listed(after="diya") == (["lahthi"], False)
    assert listed(term="choodiyan") == (["chudi", "lahthi"], False)
    assert listed(term="choodiyan", limit=1) == (["chudi"], True)
    assert listed(term="choodiyan", after="chudi") == (["lahthi"], False)
    assert listed(term="chudi lakh") == (["lahthi"], False)
    assert listed(term="chudi", category="pottery") == ([], False)
    assert listed(category="lac-bangles") == (["chudi", "lahthi"], False)
    assert listed(kind="need") == ([], False)
    assert listed(kind="thing", category="pottery") == (["diya"], False)
