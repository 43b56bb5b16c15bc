"""Searches on a real Elasticsearch."""

from datetime import UTC, datetime

import pytest

from contracts.values import Text
from services.search.adapters.elastic import ElasticIndex
from services.search.domain.listing import Listing
from services.search.domain.wanted import (
    Counted,
    CountedDistrict,
    CountedPrices,
    Found,
    Wanted,
)
from tests.unit.search.listings import published

NOW = datetime(2030, 1, 2, 10, tzinfo=UTC)
PRODUCTS = {
    "red": published(),
    "green": published(
        title=Text(hi="सावन की हरी लहठी", en="Green Sawan lahthi"), price=36_000, free=0
    ),
    "surahi": published(
        title=Text(hi="मिट्टी की सुराही", en="Clay surahi"),
        description=Text(hi="पानी ठंडा रहता है", en="Keeps water cool"),
        category="pottery",
        seller_name=Text(hi="गणेश पंडित", en="Ganesh Pandit"),
        price=9_000,
        materials=["clay"],
        tags=[],
    ),
    "peda": published(
        title=Text(hi="देवघर का पेड़ा", en="Deoghar peda"),
        description=Text(hi="खोये की मिठाई", en="Milk sweet"),
        category="sweets",
        seller_name=Text(hi="कैलाश पेड़ा", en="Kailash Peda"),
        price=30_000,
        materials=["milk"],
        tags=["prasad"],
        village="Ghormara",
    ),
    "haircut": published(
        title=Text(hi="घर पर बाल कटाई", en="Haircut at home"),
        description=Text(hi="नाई घर आता है", en="The barber comes to you"),
        category="barber",
        kind="service",
        seller_name=Text(hi="मुकेश", en="Mukesh"),
        price=12_000,
        district=325,
        materials=[],
        tags=[],
        village="Jasidih",
    ),
    "hidden": published(title=Text(hi="छिपी लहठी", en="Hidden lahthi")),
}


@pytest.fixture(scope="module", autouse=True)
def filled(shared_index: ElasticIndex) -> None:
    for name, event in PRODUCTS.items():
        listing = Listing(product_id=name)
        listing.publish(event, 1, NOW)
        listing.live = name != "hidden"
        listing.popularity = 50 if name == "peda" else 0
        shared_index.put(listing, None)
    shared_index.put(Listing(product_id="stub", free=4), None)
    shared_index.client.indices.refresh(index=shared_index.name)


def ids(found: Found) -> list[str]:
    return [item.product_id for item in found.items]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("lahthi", {"red", "green"}),
        ("lathi", {"red", "green"}),
        ("lahti bridl", {"red"}),
        ("लहठी", {"red", "green"}),
        ("लठी", {"red", "green"}),
        ("सुराही", {"surahi"}),
        ("surahii", {"surahi"}),
        ("PEDA", {"peda"}),
        ("peda ghormara", {"peda"}),
        ("pottery", {"surahi"}),
        ("glass stones", {"red", "green"}),
        ("Ganesh Pandit", {"surahi"}),
        ("haircut jasidih", {"haircut"}),
        ("prasad", {"peda"}),
    ],
)
def test_words_find(shared_index: ElasticIndex, words: str, first: set[str]) -> None:
    assert set(ids(shared_index.search(Wanted(words=words)))) == first


@pytest.mark.parametrize("words", ["motorcycle", "xqzw", "...", "peda motorcycle"])
def test_what_nobody_sells_finds_nothing(shared_index: ElasticIndex, words: str) -> None:
    assert shared_index.search(Wanted(words=words)).total == 0


def test_a_title_goes_before_what_is_bought_more(shared_index: ElasticIndex) -> None:
    assert ids(shared_index.search(Wanted(words="haircut peda surahi deoghar")))[:1] == ["peda"]
    assert ids(shared_index.search(Wanted(words="bridal")))[0] == "red"


def test_without_words_the_most_bought_come_first_and_pages_do_not_overlap(
    shared_index: ElasticIndex,
) -> None:
    pages = [ids(shared_index.search(Wanted(page=n, limit=2))) for n in (1, 2, 3, 4)]

    assert pages == [["peda", "green"], ["haircut", "red"], ["surahi"], []]
    assert shared_index.search(Wanted(page=4, limit=2)).total == 5


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(category="lac-bangles"), {"red", "green"}),
        (Wanted(category="lac-bangles", in_stock=True), {"red"}),
        (Wanted(kind="service"), {"haircut"}),
        (Wanted(district=324), {"red", "green", "surahi", "peda"}),
        (Wanted(min_price=12_000, max_price=36_000), {"haircut", "peda", "green"}),
        (Wanted(min_price=36_001), {"red"}),
        (Wanted(min_price=900, max_price=100), set()),
        (Wanted(words="lahthi", max_price=40_000), {"green"}),
    ],
)
def test_filters_narrow(shared_index: ElasticIndex, wanted: Wanted, expected: set[str]) -> None:
    found = shared_index.search(wanted)

    assert set(ids(found)) == expected
    assert found.total == len(expected)


def test_a_chosen_facet_does_not_empty_itself(shared_index: ElasticIndex) -> None:
    facets = shared_index.search(Wanted(category="lac-bangles", district=324)).facets

    assert {(c.value, c.count) for c in facets.category} == {
        ("lac-bangles", 2),
        ("pottery", 1),
        ("sweets", 1),
    }
    assert facets.kind == [Counted(value="goods", count=2)]
    assert facets.district == [CountedDistrict(value=324, count=2)]
    assert facets.price == [
        CountedPrices(at_least=25_000, below=50_000, count=1),
        CountedPrices(at_least=50_000, below=100_000, count=1),
    ]


def test_the_longest_question_is_answered(shared_index: ElasticIndex) -> None:
    words = " ".join(["lahthi", "सुराही", "bridal"] * 12)[:200]

    assert shared_index.search(Wanted(words=words)).total in range(6)
