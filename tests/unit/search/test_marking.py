"""Marks stand where the words are, in each script, with their nukta and half letters."""

import unicodedata

import pytest

from contracts.values import Text
from services.search.domain.plan import Plan
from services.search.language import words
from services.search.queries.marking import marked, wanted_keys
from tests.unit.search.desks import MEANINGS, ToldFinder, desk, meaning


def plan(q: str, *more: str) -> Plan:
    others = [meaning(word, word) for word in more]
    return desk(ToldFinder(), [*MEANINGS, *others]).planner.plan(words(q))


def marks(q: str, title: str) -> list[str]:
    """The marked words of a title in that script."""
    hindi = any("\u0900" <= letter <= "\u097f" for letter in title)
    text = Text(hi=title) if hindi else Text(hi="", en=title)
    found = marked(text, wanted_keys(plan(q)))
    return [title[a:b] for a, b in (found.hi if hindi else found.en)]


@pytest.mark.parametrize(
    ("q", "title", "expected"),
    [
        ("peda", "देवघर का पेड़ा, ताज़ा", ["पेड़ा"]),
        ("पेड़े", "Deoghar peda (500 g)", ["peda"]),
        ("चूड़ी", "काँच की चूड़ियाँ", ["चूड़ियाँ"]),
        ("kanch", "काँच की चूड़ियाँ", ["काँच"]),
        ("kulhad", "मिट्टी का कुल्हड़", ["कुल्हड़"]),
        ("mitti", "मिट्टी का कुल्हड़", ["मिट्टी"]),
        ("krishna", "श्रीकृष्ण; कृष्ण-मूर्ति", ["कृष्ण"]),
        ("gold", "Gold-plated GOLD", ["Gold", "GOLD"]),
        ("500", "Peda 500gm", ["500gm"]),
        ("motorcycle", "Deoghar peda", []),
    ],
)
def test_the_words_of_the_query_are_marked(q: str, title: str, expected: list[str]) -> None:
    assert marks(q, title) == expected


def test_words_that_mean_the_same_are_marked_too() -> None:
    assert marks("lathi", "लाल लहठी सेट") == ["लहठी"]
    assert marks("bangle", "काँच की चूड़ियाँ") == ["चूड़ियाँ"]
    assert marks("bangl", "Bangle set") == ["Bangle"]


def test_letters_of_one_or_two_codes_are_marked_whole() -> None:
    one = "पेडा\u093c".replace("डा\u093c", "\u095cा")
    for title in (one, unicodedata.normalize("NFD", one), "पे\u200cड़ा"):
        assert marks("peda", f"ताज़ा {title} है") == [title]


def test_both_titles_are_marked_each_in_its_own_letters() -> None:
    found = marked(Text(hi="देवघर का पेड़ा", en="Deoghar peda"), wanted_keys(plan("peda")))
    assert (found.hi, found.en) == ([(9, 14)], [(8, 12)])
