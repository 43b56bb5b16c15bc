"""What is kept of a query, and what never is."""

from datetime import UTC, datetime

import pytest

from contracts.values import Text
from services.search.domain.found import Facets, Found, Item
from services.search.domain.searched import Searched, kept_id, kept_words, query_key, searched

NOW = datetime(2026, 11, 22, 18, 47, 12, tzinfo=UTC)
"""A Sunday evening; in India it is Monday already."""


def item(product_id: str, category: str) -> Item:
    title = Text(hi="चूड़ी")
    return Item(
        product_id=product_id,
        title=title,
        price=100,
        seller_id="sel_1",
        seller=title,
        category=category,
        kind="goods",
        free=1,
        district=324,
        village="Sarath",
    )


def found(*items: Item, degraded: bool = False) -> Found:
    return Found(
        total=len(items),
        more=False,
        items=list(items),
        next="",
        facets=Facets(),
        understood=[],
        repaired=None,
        near_categories=[],
        degraded=degraded,
        search_id="sea_1",
    )


def test_a_query_is_kept_by_the_hour_and_the_week_of_india() -> None:
    answer = found(item("prd_1", "lac"), item("prd_2", "wood"), item("prd_3", "lac"))
    assert searched("Chudi 200 se kam", answer, "hi", NOW) == Searched(
        id=kept_id("sea_1"),
        hour=datetime(2026, 11, 22, 18, tzinfo=UTC),
        week="2026-W48",
        words="chudi se kam",
        key=query_key("चूड़ी कम"),
        results=3,
        language="hi",
        kind="goods",
        category="lac",
    )


def test_the_id_does_not_tell_when_the_search_was() -> None:
    kept = searched("chudi", found(), "en", NOW)
    assert kept is not None
    assert kept.id.startswith("ask_")
    assert "sea_1" not in kept.id
    assert (kept.kind, kept.category, kept.results) == ("", "", 0)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("लाख की चूड़ी", ["लाख", "की", "चूड़ी"]),
        ("a b chudi", ["chudi"]),
        ("2 kg aata 1,25,000", ["kg", "aata"]),
        ("plumber 814112", ["plumber"]),
        ("nal wala 814 112 ke paas", ["nal", "wala", "ke", "paas"]),
        ("x" * 60, ["x" * 60]),
    ],
)
def test_words_are_kept_and_numbers_are_not(asked: str, words: list[str]) -> None:
    assert kept_words(asked) == words


@pytest.mark.parametrize(
    "asked",
    [
        "9876543210",
        "plumber 98765 43210",
        "+91-98765-43210 mistri",
        "९८७६५४३२१० मिस्त्री",
        "aadhaar 1234 5678 9012",
        "ramesh@example.in",
        "ramesh s/o mohan",
        "12 tower 814112",
        "makan 814112",
        "मकान देवघर ८१४११२",
        "sunita devi karaun deoghar 814157",
        "x" * 61,
        "200",
        "  ",
        "?",
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(asked: str) -> None:
    assert kept_words(asked) == []
    assert searched(asked, found(), "hi", NOW) is None


def test_an_answer_without_the_index_teaches_nothing() -> None:
    assert searched("chudi", found(degraded=True), "hi", NOW) is None


def test_a_query_has_one_key_in_every_spelling_script_and_order() -> None:
    assert query_key("lakh ki chudi") == query_key("चूड़ियाँ लाख की 12")
    assert query_key("chudi") != query_key("diya")
    assert query_key("ke liye") != ""
