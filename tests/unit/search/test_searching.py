"""The path of a query, over an index that answers as it is told."""

from typing import Any

import pytest

from chassis.errors import Unavailable
from chassis.pages import CursorNotValid, cursor_of, place_of
from services.search.domain.found import Found, Repaired, Understood
from services.search.domain.searched import query_key
from services.search.domain.wanted import Position
from services.search.domain.weights import Weights
from services.search.entrypoints.bodies import SearchQuery
from services.search.places import Gazetteer
from services.search.queries.answering import LITTLE, MOST_CATEGORIES
from services.search.queries.asked import Asked
from services.search.queries.searching import search
from tests.unit.search.desks import CHUDI, ToldFinder, ToldShelf, desk, hits, meaning
from tests.unit.search.listings import listed

MANY = [listed(f"prd_{n}") for n in range(LITTLE)]
WEIGHTS = Weights()


def ask(finder: ToldFinder, q: str = "", *, at: Any = None, **asked: Any) -> Found:
    """As the door does."""
    return search(SearchQuery(q=q, **asked).asked(), at or desk(finder))


def leasts(finder: ToldFinder) -> list[tuple[str, float]]:
    return [(by, page.least) for by, _, _, _, page in finder.calls]


def test_where_enough_says_enough_of_the_words_it_is_asked_for_once() -> None:
    finder = ToldFinder(hits(*MANY))
    assert ask(finder, "lathi").by == "words"
    assert leasts(finder) == [("words", WEIGHTS.least)]


def test_where_little_is_found_some_of_the_words_are_enough() -> None:
    finder = ToldFinder(hits(*MANY[1:]), hits(*MANY))
    found = ask(finder, "lathi")
    assert (found.by, found.total) == ("words", LITTLE)
    assert leasts(finder) == [("words", WEIGHTS.least), ("words", WEIGHTS.little)]


def test_where_no_word_leads_anywhere_letters_may() -> None:
    finder = ToldFinder(hits(), hits(), hits(MANY[0]))
    found = ask(finder, "lathi")
    assert (found.by, found.total) == ("letters", 1)
    assert finder.calls[-1][:2] == ("letters", ["^la", "lat", "ati", "ti$"])


def test_who_names_a_thing_wishes_for_its_kind() -> None:
    bed = meaning("bed", "khat", categories=["furniture"])
    mended = meaning("mended", "khat", "badhai", "khat bunai", categories=["carpentry"])

    def wished(q: str) -> str | None:
        finder = ToldFinder(hits(*MANY))
        ask(finder, q, at=desk(finder, meanings=(bed, mended)))
        return finder.calls[0][3].kind

    assert wished("badhai") == "service"
    assert wished("khat") == "goods", "of both, who says no more wants the thing"
    assert wished("khat marammat") == "service"
    assert wished("khat bunai") == "service", "what words name together counts, not each of them"
    assert wished("qwrtz") is None


def test_without_words_everything_is_asked_for_once() -> None:
    finder = ToldFinder(hits())
    assert ask(finder, "200 se kam").total == 0
    assert len(finder.calls) == 1


@pytest.mark.parametrize(
    ("answers", "depth"),
    [
        ([hits(*MANY)], "enough"),
        ([hits(), hits(*MANY)], "some"),
        ([hits(), hits(), hits(*MANY)], "letters"),
    ],
)
def test_a_page_after_another_asks_at_the_same_depth(answers: Any, depth: str) -> None:
    finder = ToldFinder(*answers)
    first = ask(finder, "lathi", limit=LITTLE)
    last = MANY[-1].product_id
    assert place_of(first.next) == f'["{depth}",{9.5 - LITTLE + 1},"{last}"]'
    later = ToldFinder(hits())
    assert ask(later, "lathi", cursor=first.next).total == 0
    assert leasts(later) == [leasts(finder)[-1]]
    assert later.calls[0][-1].after == [9.5 - LITTLE + 1, last]


def test_a_page_that_is_not_full_is_the_last() -> None:
    assert ask(ToldFinder(hits(*MANY)), "lathi", limit=LITTLE + 1).next == ""
    assert ask(ToldFinder(hits(*MANY)), "lathi", limit=LITTLE).next != ""


@pytest.mark.parametrize(
    "place", ["prd_1", "{}", '"enough"', "[]", '["deep",1]', "[1,2]", '[["x"]]']
)
def test_another_cursor_is_refused(place: str) -> None:
    with pytest.raises(CursorNotValid):
        ask(ToldFinder(), "lathi", cursor=cursor_of(place))


def test_where_goods_abound_titles_are_asked_first() -> None:
    finder = ToldFinder(hits(*MANY))
    assert ask(finder, "lathi", at=desk(finder, many=lambda: True)).total == LITTLE
    assert [page.titles for *_, page in finder.calls] == [True]
    finder = ToldFinder(hits(), hits(*MANY))
    assert ask(finder, "lathi", at=desk(finder, many=lambda: True)).total == LITTLE
    assert [page.titles for *_, page in finder.calls] == [True, False]


def test_without_words_the_same_is_not_asked_twice_where_goods_abound() -> None:
    finder = ToldFinder(hits(MANY[0]))
    ask(finder, "", at=desk(finder, many=lambda: True), category="lac-bangles")
    assert [page.titles for *_, page in finder.calls] == [False]


def test_near_categories_are_offered_where_little_is_found_in_all() -> None:
    assert ask(ToldFinder(hits(MANY[0])), "lathi").near_categories == [
        "lac-bangles",
    ]
    assert ask(ToldFinder(hits(MANY[0])), "chudi").near_categories == [
        "lac-bangles",
        "glass-bangles",
    ]
    assert ask(ToldFinder(hits(MANY[0], total=LITTLE)), "lathi", limit=1).near_categories == []
    assert ask(ToldFinder(hits()), "motorcycle").near_categories == []
    wide = meaning("all", "सब", categories=["silk", "tasar", "khadi", "dairy", "toys"])
    finder = ToldFinder(hits())
    near = ask(finder, "sab", at=desk(finder, [wide])).near_categories
    assert len(near) == MOST_CATEGORIES


def test_what_was_understood_is_told_and_can_be_taken_back() -> None:
    finder = ToldFinder(hits(*MANY))
    found = ask(finder, "deoghar me lathi 200 se kam")
    assert found.understood == [
        Understood(name="place", said="deoghar me", value="district:324"),
        Understood(name="max_price", said="200 se kam", value="20000"),
    ]
    wishes = finder.calls[0][3]
    assert (wishes.max_price, wishes.districts) == (20_000, [324])
    assert [word.typed for word in finder.calls[0][1].words] == ["lathi"]
    taken = ask(finder, "deoghar me lathi 200 se kam", without="max_price, place")
    assert taken.understood == []
    assert (finder.calls[-1][3].max_price, finder.calls[-1][3].districts) == (None, [])


def test_a_repair_is_told_in_the_script_that_was_typed() -> None:
    kangan = meaning("kangan", "कंगन", "kangan")
    finder = ToldFinder(hits(*MANY))
    at = desk(finder, [CHUDI, kangan])
    latin, hindi = ask(finder, "bangal kangnn", at=at), ask(finder, "चूड़ी कंगनन", at=at)
    assert latin.repaired == Repaired(shown="bangal kangan", typed="bangal kangnn")
    assert hindi.repaired == Repaired(shown="चूड़ी कंगन", typed="चूड़ी कंगनन")
    assert ask(finder, "chudi", at=at).repaired is None


def test_where_a_pin_is_served_goods_are_not_narrowed() -> None:
    finder, asked = ToldFinder(hits(*MANY)), []

    def served(pin: str) -> bool:
        asked.append(pin)
        return pin == "814112"

    at = desk(finder, served=served)
    for given in ({}, {"deliver_to": "814112"}, {"deliver_to": "221001"}):
        ask(finder, "lathi", at=at, **given)
    ask(finder, "lathi 221001 pe delivery", at=at)
    ask(finder, "lathi 221001 pe delivery", at=at, deliver_to="814112")
    assert [filters.served for _, _, filters, _, _ in finder.calls] == [
        None,
        True,
        False,
        False,
        True,
    ]
    assert asked == ["814112", "221001", "221001", "814112"]


def test_a_pin_near_which_somebody_is_goes_before_degrees() -> None:
    finder, there = ToldFinder(hits(listed())), Gazetteer.load().pin("814112")
    assert there is not None
    found = ask(finder, "lathi", near_pin="814112", lat=1.0, lon=2.0)
    assert finder.calls[0][2].position == Position(lat=there.lat, lon=there.lon)
    assert found.items[0].distance_km == 0.0
    ask(finder, "lathi", near_pin="999999", lat=1.0, lon=2.0)
    assert finder.calls[-1][2].position == Position(lat=1.0, lon=2.0)


def test_what_others_chose_is_asked_by_the_key_of_the_words() -> None:
    finder, asked = ToldFinder(hits(*MANY)), []

    def clicked(key: str) -> dict[str, float]:
        asked.append(key)
        return {f"prd_{n:02}": n / 100 for n in range(12)}

    ask(finder, "Lathi  LAL", at=desk(finder, clicked=clicked))
    assert asked == [query_key("lal lathi")]
    assert list(finder.calls[0][3].chosen) == [f"prd_{n:02}" for n in range(11, 1, -1)]


def test_while_the_index_is_away_titles_answer_and_say_so() -> None:
    shelf = ToldShelf([listed("prd_1"), listed("prd_2")])
    finder = ToldFinder(None)
    found = ask(finder, "lal lathi 200 se kam", at=desk(finder, shelf=shelf), category="silk")
    assert (found.degraded, found.by, found.total, found.next) == (True, "titles", 2, "")
    assert [item.product_id for item in found.items] == ["prd_1", "prd_2"]
    assert found.items[0].marks.hi == [(0, 3), (4, 8)]
    assert shelf.asked is not None
    words, filters, limit = shelf.asked
    assert [word.key for word in words] == ["lal", "lati"]
    assert "lahti" in words[1].same
    assert (filters.category, limit) == ("silk", 20)


def test_a_later_page_waits_for_the_index() -> None:
    finder = ToldFinder(None)
    with pytest.raises(Unavailable) as away:
        ask(finder, "lathi", at=desk(finder, shelf=ToldShelf([])), cursor=cursor_of('["some",1]'))
    assert away.value.field == "index"


def test_with_titles_away_too_it_is_unavailable() -> None:
    finder = ToldFinder(None)
    with pytest.raises(Unavailable) as away:
        ask(finder, "lathi", at=desk(finder, shelf=ToldShelf(None)))
    assert away.value.field == "titles"


def test_all_that_was_typed_is_what_a_whole_title_is_told_by() -> None:
    finder = ToldFinder(hits(*MANY))
    search(Asked(q="शादी के लिए चूड़ी, 1 kg"), desk(finder))
    assert finder.calls[0][1].whole == "sadi ke lie cudi 1 kg"
    assert [word.typed for word in finder.calls[0][1].words] == ["शादी", "चूड़ी"]
