"""docs/ranking.md tells buyers and sellers what decides the order: it must be what decides it."""

import re
from typing import Final

import pytest

from deploy.local.settings import ROOT
from services.search.adapters.document import FAMOUS, MOST_WORDS
from services.search.adapters.question import A_LITTLE_DEARER
from services.search.adapters.tallies import CLICKS_LEAST
from services.search.adapters.words import MANY
from services.search.domain.weights import Weights
from services.search.queries.answering import LITTLE

PAGE: Final = (ROOT / "docs" / "ranking.md").read_text("utf-8")
ENGLISH, HINDI = PAGE.split("\n---\n")
ROW: Final = re.compile(r"^\| [^|]+ \| ([^|]*?) \| `(\w+)` \|", re.MULTILINE)
OF_THE_TEXT: Final = {
    "whole",
    "apart",
    "more",
    "least",
    "sure",
    "little",
    "thing",
    "wide_thing",
    "unknown",
    "strange",
    "material",
    "colour",
    "occasion",
    "person",
    "quality",
    "number",
    "place",
    "told",
    "use",
}
"""How words share the points of the text, and below what share nothing is shown: told in words."""
GOODS: Final = ("fame", "distance", "chosen", "fresh", "in_stock", "scheme")


def told(language: str) -> dict[str, float]:
    """The figure of each weight in the tables of one language."""
    return {name: figure(cell) for cell, name in ROW.findall(language)}


def figure(cell: str) -> float:
    number = float(re.search(r"[\d.]+", cell)[0])  # type: ignore[index]
    return number / 100 if "%" in cell else number


@pytest.mark.parametrize("language", [ENGLISH, HINDI], ids=["english", "hindi"])
def test_the_page_tells_every_weight_as_it_is(language: str) -> None:
    weights = {name: getattr(Weights(), name) for name in Weights.__struct_fields__}

    assert told(language) == {n: w for n, w in weights.items() if n not in OF_THE_TEXT}


@pytest.mark.parametrize("language", [ENGLISH, HINDI], ids=["english", "hindi"])
def test_each_table_begins_with_what_counts_most(language: str) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", language, re.MULTILINE)
    ranked = [[figure(cell) for cell, _ in ROW.findall(t)] for t in tables if "×" not in t]

    assert ranked == [sorted(table, reverse=True) for table in ranked]


def test_a_title_that_is_what_was_typed_has_more_than_all_that_others_have_besides() -> None:
    """What is typed in full says no price and no place besides: only goods' own points remain, and
    further signs of words that the title has already."""
    weights = Weights()
    goods = sum(getattr(weights, name) for name in GOODS) - weights.distance + weights.near_me
    signs = weights.whole * weights.more * (weights.family + weights.body)

    assert goods + signs < weights.exact


def test_a_schemes_plus_is_at_most_a_hundredth_of_the_words() -> None:
    assert Weights().scheme <= Weights().whole / 100
    assert Weights().fresh <= Weights().whole / 100


def test_what_the_page_says_in_words_is_so() -> None:
    weights = Weights()

    assert (weights.whole, FAMOUS, MOST_WORDS, CLICKS_LEAST) == (10.0, 20, 400, 5)
    assert (MANY, LITTLE) == (5_000, 10)
    assert (weights.more, weights.apart) == (0.2, 0.4)
    assert A_LITTLE_DEARER == 2.0
    described = max(weights.material, weights.colour, weights.occasion, weights.person)
    assert weights.thing > described > weights.quality
    assert weights.distance < weights.near_me
