"""What is asked of Elasticsearch, and how its answer is read."""

from typing import Any

import msgspec

from contracts.message import encode
from contracts.values import Text
from services.search.adapters.question import FIELDS, found, question
from services.search.domain.wanted import (
    Counted,
    CountedDistrict,
    CountedPrices,
    Facets,
    Found,
    Item,
    Wanted,
)

CATEGORY = {"term": {"category": "pottery"}}
KIND = {"term": {"kind": "goods"}}
DISTRICT = {"term": {"district": 324}}
PRICE = {"range": {"price": {"gte": 100, "lte": 900}}}
NARROW = Wanted(category="pottery", kind="goods", district=324, min_price=100, max_price=900)


def bool_of(body: dict[str, Any]) -> dict[str, Any]:
    found = body["query"]["function_score"]["query"]["bool"]
    assert isinstance(found, dict)
    return found


def test_without_words_everything_on_sale_is_found_the_most_bought_first() -> None:
    body = question(Wanted())

    assert bool_of(body) == {"filter": [{"term": {"live": True}}]}
    assert body["sort"] == [{"popularity": "desc"}, {"updated": "desc"}, {"product_id": "asc"}]
    assert body["post_filter"] == {"bool": {"filter": []}}


def test_words_are_looked_for_everywhere_with_small_misspellings() -> None:
    body = question(Wanted(words="  lal  lathi "))
    fuzzy = {"fuzziness": "AUTO", "prefix_length": 1, "max_expansions": 20}

    assert bool_of(body)["must"] == [
        {"match": {"words": {"query": "lal lathi", "minimum_should_match": "2<70%"} | fuzzy}}
    ]
    assert bool_of(body)["should"] == [
        {"multi_match": {"query": "lal lathi", "fields": list(FIELDS)} | fuzzy}
    ]
    assert body["sort"] == [{"_score": "desc"}, {"product_id": "asc"}]


def test_a_spoken_sentence_is_cut() -> None:
    body = question(Wanted(words="word " * 40))

    assert bool_of(body)["must"][0]["match"]["words"]["query"] == " ".join(["word"] * 16)


def test_stock_narrows_facets_too() -> None:
    assert bool_of(question(Wanted(in_stock=True)))["filter"] == [
        {"term": {"live": True}},
        {"range": {"free": {"gt": 0}}},
    ]


def test_a_facet_is_counted_without_its_own_filter() -> None:
    body = question(NARROW)

    assert body["post_filter"] == {"bool": {"filter": [CATEGORY, KIND, DISTRICT, PRICE]}}
    assert {name: facet["filter"]["bool"]["filter"] for name, facet in body["aggs"].items()} == {
        "category": [KIND, DISTRICT, PRICE],
        "kind": [CATEGORY, DISTRICT, PRICE],
        "district": [CATEGORY, KIND, PRICE],
        "price": [CATEGORY, KIND, DISTRICT],
    }


def test_a_price_may_be_open_at_one_end() -> None:
    assert question(Wanted(min_price=0))["post_filter"] == {
        "bool": {"filter": [{"range": {"price": {"gte": 0}}}]}
    }


def test_pages_follow_each_other() -> None:
    body = question(Wanted(page=3, limit=10))

    assert (body["from"], body["size"]) == (20, 10)


ITEM = {
    "product_id": "prd_1",
    "title": {"hi": "सुराही", "en": "Surahi"},
    "price": 28_000,
    "seller_id": "sel_1",
    "seller": {"hi": "गणेश", "en": "Ganesh"},
    "category": "pottery",
    "kind": "goods",
    "free": 4,
    "district": 324,
    "village": "Rohini",
}


def test_the_answer_becomes_a_page() -> None:
    def buckets(*found: dict[str, Any]) -> dict[str, Any]:
        return {"doc_count": 9, "values": {"buckets": list(found)}}

    page = found(
        {
            "hits": {"total": {"value": 41}, "hits": [{"_source": ITEM}]},
            "aggregations": {
                "category": buckets({"key": "pottery", "doc_count": 9}),
                "kind": buckets({"key": "goods", "doc_count": 9}),
                "district": buckets({"key": 324, "doc_count": 9}),
                "price": buckets(
                    {"key": "*-10000.0", "to": 10000.0, "doc_count": 2},
                    {"key": "10000.0-25000.0", "from": 10000.0, "to": 25000.0, "doc_count": 0},
                    {"key": "250000.0-*", "from": 250000.0, "doc_count": 1},
                ),
            },
        }
    )

    assert page == Found(
        total=41,
        items=[msgspec.convert(ITEM, Item)],
        facets=Facets(
            category=[Counted(value="pottery", count=9)],
            kind=[Counted(value="goods", count=9)],
            district=[CountedDistrict(value=324, count=9)],
            price=[
                CountedPrices(at_least=None, below=10_000, count=2),
                CountedPrices(at_least=250_000, below=None, count=1),
            ],
        ),
    )
    assert page.items[0].title == Text(hi="सुराही", en="Surahi")


def test_prices_are_told_from_and_to() -> None:
    assert (
        encode(CountedPrices(at_least=1, below=None, count=2)) == b'{"from":1,"to":null,"count":2}'
    )
