"""A plan as clauses: each word at the best of the ways in which goods say it."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.search.adapters.wording import WORDS, Wording, by_trigrams
from services.search.domain.plan import Plan
from services.search.domain.weights import Weights
from services.search.language import words
from tests.unit.search.desks import CHUDI, LAHTHI, ToldFinder, desk, meaning

WEIGHTS = Weights()
LAC = meaning("lac", "लाख", kind="material", categories=["lac-bangles"])


def plan(q: str, *meanings: Any) -> Plan:
    return desk(ToldFinder(), meanings).planner.plan(words(q))


def named(q: str, *meanings: Any, least: float = 0.25, **how: bool) -> dict[str, float]:
    """The points of each sign, the best of those of one name."""
    found: dict[str, float] = {}
    for clause in _named(Wording(WEIGHTS, named=True, **how).text(plan(q, *meanings), least)):
        found[clause["_name"]] = max(clause.get("boost", 0), found.get(clause["_name"], 0))
    return found


def _named(clause: Any) -> Iterator[dict[str, Any]]:
    if isinstance(clause, dict):
        if "_name" in clause:
            yield clause
        for part in clause.values():
            yield from _named(part)
    if isinstance(clause, list):
        for part in clause:
            yield from _named(part)


def test_a_word_counts_more_the_closer_to_the_title_it_stands() -> None:
    points = named("chudi", CHUDI)
    order = [
        "chudi: title, as typed",
        "chudi: title",
        "means chudi",
        "chudi: category",
        "chudi: text",
    ]
    assert [points[name] for name in order] == sorted((points[n] for n in order), reverse=True)
    assert points["chudi: title, as typed"] == WEIGHTS.whole * WEIGHTS.typed
    assert points["chudi: title"] == pytest.approx(WEIGHTS.whole * WEIGHTS.key)
    assert points["means chudi"] < points["chudi: title"]
    assert points["glass-bangles: chudi"] < points["lac-bangles: chudi"] < points["means chudi"]


def test_the_words_of_a_query_share_the_whole() -> None:
    points = named("chudi lal kangan", CHUDI, meaning("red", "लाल", kind="colour"))
    typed = [points[f"{word}: title, as typed"] for word in ("chudi", "lal", "kangan")]
    assert sum(typed) == pytest.approx(WEIGHTS.whole, abs=0.001)
    assert typed[0] > typed[1] > typed[2]


def test_a_near_spelling_counts_as_much_as_it_is_near() -> None:
    points = named("bangl", CHUDI)
    near = plan("bangl", CHUDI).words[0].near[0]
    assert points["bangl: as bangle"] == pytest.approx(
        WEIGHTS.whole * WEIGHTS.near * near.closeness, abs=0.001
    )
    assert points["bangl: as bangle"] < points["bangl: title"]


def test_of_an_only_word_what_could_never_suffice_is_not_asked_for() -> None:
    """Elasticsearch would walk every glass bangle to find that none says enough."""
    assert "glass-bangles: chudi" in named("chudi", CHUDI)
    assert "glass-bangles: chudi" not in named("chudi", CHUDI, least=0.5)
    assert "chudi: text" in named("chudi", CHUDI, least=0.5)


@pytest.mark.parametrize("q", ["chudi lal", "lal chudi set"])
def test_of_several_words_little_signs_may_suffice_together(q: str) -> None:
    bridal = meaning("red-chudi", "lal chudi", categories=["glass-bangles"])
    asked = named(q, CHUDI, meaning("red", "लाल", kind="colour"), bridal, least=0.5)
    assert {"glass-bangles: chudi", "lal: text"} <= asked.keys()


def test_a_loose_meaning_counts_less() -> None:
    sure, loose = named("tohfa", meaning("g", "tohfa")), named("tohfa", meaning("g", "tohfa~0.5"))
    assert loose["means g"] < sure["means g"]


def test_a_material_counts_only_where_it_holds() -> None:
    text = Wording(WEIGHTS, named=True).text(plan("lakh", LAC), 0.25)
    only = {"terms": {"category": ["lac-bangles"]}}
    within = [c for c in _bools(text) if c.get("filter") == [only]]
    assert within
    told = {clause["_name"] for one in within for clause in _named(one)}
    assert told == {"means lac", "means lac, or so", "text means lac", "category: lac"}


def _bools(clause: Any) -> Iterator[dict[str, Any]]:
    if isinstance(clause, dict):
        if "bool" in clause:
            yield clause["bool"]
        for part in clause.values():
            yield from _bools(part)
    if isinstance(clause, list):
        for part in clause:
            yield from _bools(part)


def test_words_that_say_something_together_also_count_apart() -> None:
    points = named("lakh chudi", CHUDI, LAHTHI)
    assert points["lakh: title, as typed"] < points["chudi: title, as typed"]
    assert points["means lahthi"] > 0
    assert points["as one word"] == pytest.approx(WEIGHTS.whole * WEIGHTS.key, abs=0.001)


def test_the_whole_title_is_told_by_all_that_was_typed() -> None:
    plain = plan("chudi", CHUDI)
    text = Wording(WEIGHTS).text(Plan(plain.segments, "sadi ke lie cudi"), 0.25)
    exact = {"term": {"whole": {"value": "sadi ke lie cudi", "boost": WEIGHTS.exact}}}
    assert exact in text["function_score"]["query"]["bool"]["should"]


def test_too_little_is_not_shown() -> None:
    text = Wording(WEIGHTS).text(plan("chudi", CHUDI), 0.4)
    assert text["function_score"]["min_score"] == 0.4 * WEIGHTS.whole


def test_names_are_written_only_for_who_asks_why() -> None:
    assert list(_named(Wording(WEIGHTS).text(plan("chudi", CHUDI), 0.25))) == []
    assert WORDS in named("chudi", CHUDI)


def test_by_titles_texts_and_lesser_categories_are_left_out() -> None:
    points = named("chudi", CHUDI, titles=True)
    assert {"chudi: text", "text means chudi", "glass-bangles: chudi"}.isdisjoint(points)
    assert {"chudi: title, as typed", "chudi: title", "means chudi"} <= points.keys()
    assert points.items() <= named("chudi", CHUDI).items()


def test_goods_must_share_most_letters() -> None:
    asked = by_trigrams(["^la", "lat", "ti$"])["match"]["trigrams"]
    assert asked["query"] == "^la lat ti$"
    assert asked["minimum_should_match"].endswith("%")
