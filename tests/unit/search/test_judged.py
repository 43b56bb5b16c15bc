"""Judged files are read leniently, and their grades never reach the search."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.values import Text
from services.search.evaluation.command import by_class, table
from services.search.evaluation.judged import JudgedQuery, listing, read
from services.search.places import Gazetteer

GAZETTEER = Gazetteer.load()
ITEM: dict[str, Any] = {
    "id": "i1",
    "kind": "goods",
    "category": "lac-bangles",
    "title_hi": "लाल लहठी",
    "title_en": "Red lahthi",
    "description_hi": "लाख की",
    "description_en": "Of lac",
    "materials": ["lac"],
    "tags": ["GI"],
    "seller_hi": "रीता",
    "seller_en": "Rita",
    "district": 324,
    "block": 3082,
    "village": "Rohini",
    "pin": "814112",
    "price_paise": 85_000,
}


def test_an_item_becomes_a_listing() -> None:
    found = listing(ITEM, GAZETTEER)
    assert (found.product_id, found.live, found.free, found.kind) == ("i1", True, 1, "goods")
    assert found.title == Text(hi="लाल लहठी", en="Red lahthi")
    assert found.description == Text(hi="लाख की", en="Of lac")
    assert found.seller == Text(hi="रीता", en="Rita")
    assert (found.category, found.materials, found.tags) == ("lac-bangles", ["lac"], ["GI"])
    assert (found.district, found.block, found.pin) == (324, 3082, "814112")
    assert (found.village, found.price, found.shown) == ("Rohini", 85_000, True)


def test_an_item_of_nothing_but_an_id_is_a_listing() -> None:
    found = listing({"id": 7}, GAZETTEER)
    assert (found.product_id, found.kind, found.price, found.district) == ("7", "goods", 0, 0)
    assert (found.title, found.tags, found.materials) == (Text(hi=""), [], [])


def test_unknown_and_empty_fields_are_tolerated() -> None:
    odd = {"colour": {"rgb": [1]}, "price_paise": None, "tags": None, "pin": 814112, "block": "x"}
    found = listing(ITEM | odd, GAZETTEER)
    assert (found.price, found.tags, found.pin, found.block) == (0, [], "814112", 0)
    assert found.village == "Rohini x"


@pytest.mark.parametrize("district", [324, "324", "Deoghar", "deoghar", "देवघर"])
def test_a_district_is_a_code_or_a_name(district: object) -> None:
    assert listing(ITEM | {"district": district}, GAZETTEER).district == 324


def test_an_unknown_place_stays_words_of_the_place() -> None:
    found = listing(ITEM | {"district": "Atlantis", "block": "Karon"}, GAZETTEER)
    assert (found.district, found.village) == (0, "Rohini Atlantis Karon")


@pytest.mark.parametrize("category", ["pottery", "Pottery and earthenware", "मिट्टी के बर्तन"])
def test_a_category_is_a_slug_or_a_name(category: str) -> None:
    found = listing(ITEM | {"category": category}, GAZETTEER)
    assert (found.category, found.tags) == ("pottery", ["GI"])


def test_an_unknown_category_stays_a_word_of_the_goods() -> None:
    found = listing(ITEM | {"category": "umbrellas"}, GAZETTEER)
    assert (found.category, found.tags) == ("umbrellas", ["GI", "umbrellas"])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"kind": "service"}, "service"),
        ({"kind": "services"}, "service"),
        ({"kind": "", "category": "plumbing"}, "service"),
        ({"kind": "", "category": "pottery"}, "goods"),
    ],
)
def test_a_kind_is_told_or_that_of_the_category(said: dict[str, str], kind: str) -> None:
    assert listing(ITEM | said, GAZETTEER).kind == kind


def test_other_names_of_fields_are_known() -> None:
    said = {"id": "i2", "title": "Clay lamp", "description": "Small", "seller": "Ganesh"}
    found = listing(said | {"price": 30, "pincode": "814112", "material": "clay"}, GAZETTEER)
    assert (found.title.en, found.description.en, found.seller.en) == (
        "Clay lamp",
        "Small",
        "Ganesh",
    )
    assert (found.price, found.pin, found.materials) == (3_000, "814112", ["clay"])
    assert listing(ITEM | {"in_stock": False}, GAZETTEER).free == 0


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "judged.json"
    query = {"id": "q1", "q": "lathi", "class": "hinglish", "relevant": {"i1": 3}, "by": "me"}
    told = {"items": [ITEM], "queries": [query, {"id": "q2", "q": "x"}], "made": "2026"}
    file.write_text(json.dumps(told), "utf-8")
    judged = read(file)
    assert judged.items == [ITEM]
    assert judged.queries == [
        JudgedQuery(id="q1", q="lathi", kind="hinglish", relevant={"i1": 3}),
        JudgedQuery(id="q2", q="x"),
    ]
    for bad in ('{"items": []}', '{"items": [], "queries": [{"q": "no id"}]}'):
        file.write_text(bad, "utf-8")
        with pytest.raises(msgspec.ValidationError):
            read(file)


def test_queries_may_be_numbered_and_bare(tmp_path: Path) -> None:
    file = tmp_path / "judged.json"
    bare = {"id": 7, "q": "lathi", "class": None, "relevant": None}
    file.write_text(json.dumps({"items": [], "queries": [bare]}), "utf-8")
    assert read(file).queries == [JudgedQuery(id="7", q="lathi")]


def test_figures_are_told_by_class_and_of_all(tmp_path: Path) -> None:
    file = tmp_path / "judged.json"
    queries = [
        {"id": "q1", "q": "a", "class": "typo", "relevant": {"i1": 1}},
        {"id": "q2", "q": "b", "class": "hindi", "relevant": {"i2": 2}},
        {"id": "q3", "q": "c", "class": "typo", "relevant": {"i1": 1}},
    ]
    file.write_text(json.dumps({"items": [], "queries": queries}), "utf-8")
    judged, run = read(file), {"q1": ["i1"], "q2": ["i2"], "q3": []}
    found = by_class(judged, run)
    assert list(found) == ["hindi", "typo", "all"]
    assert [found[name].queries for name in found] == [1, 2, 3]
    assert (found["typo"].ndcg, found["typo"].no_result, found["hindi"].mrr) == (0.5, 0.5, 1.0)
    lines = [line.split() for line in table("this search", judged, run).splitlines()]
    assert lines[1] == ["this", "search"]
    assert lines[-2:] == [
        ["typo", "2", "0.500", "0.500", "0.500", "50.0%"],
        ["all", "3", "0.667", "0.667", "0.667", "33.3%"],
    ]
