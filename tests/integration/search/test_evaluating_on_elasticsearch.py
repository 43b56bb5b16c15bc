"""A judged file is run through the real search, over its own items alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from services.search.evaluation.baselines import by_trigrams, standard
from services.search.evaluation.command import evaluate
from services.search.evaluation.judged import Judged, read
from services.search.evaluation.running import run
from tests.integration.search.on_sale import desk_of_the_seed

ITEMS: list[dict[str, Any]] = [
    {"id": "i1", "title_hi": "लाल लहठी सेट", "category": "lac-bangles", "price_paise": 85_000},
    {"id": "i2", "title_en": "Clay surahi", "category": "Pottery and earthenware", "extra": 1},
    {"id": "i3", "title_hi": "नल और पाइप मरम्मत", "kind": "service", "category": "plumbing"},
]
QUERIES: list[dict[str, Any]] = [
    {"id": "q1", "q": "lathi", "class": "hinglish", "relevant": {"i1": 3}},
    {"id": "q2", "q": "सुराही", "class": "hindi", "relevant": {"i2": 3}},
    {"id": "q3", "q": "nal tapak raha hai", "class": "need", "relevant": {"i3": 2}},
    {"id": "q4", "q": "motorcycle", "class": "none", "relevant": {"i1": 1}},
]


def file(folder: Path, queries: list[dict[str, Any]]) -> Path:
    path = folder / "judged.json"
    path.write_text(json.dumps({"items": ITEMS, "queries": queries}), "utf-8")
    return path


def judged(folder: Path, queries: list[dict[str, Any]]) -> Judged:
    return read(file(folder, queries))


def test_a_file_is_evaluated_and_its_run_written(
    elasticsearch_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run.json"
    found = evaluate(file(tmp_path, QUERIES), out, elasticsearch_url, baselines=True)
    ran = json.loads(out.read_text("utf-8"))
    assert [ran[query][:1] for query in ("q1", "q2", "q3", "q4")] == [["i1"], ["i2"], ["i3"], []]
    assert found.queries == 4
    assert (found.ndcg, found.recall, found.mrr, found.no_result) == (0.75, 0.75, 0.75, 0.25)
    printed = capsys.readouterr().out
    for title in ("this search", "standard analysis", "trigrams alone", "hinglish"):
        assert title in printed


def test_grades_never_reach_the_search(elasticsearch_url: str, tmp_path: Path) -> None:
    turned = [query | {"relevant": {"i2": 3, "i3": 1}} for query in QUERIES]
    without = [{"id": query["id"], "q": query["q"]} for query in QUERIES]
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        runs = [
            run(judged(tmp_path, queries), client, desk_of_the_seed())
            for queries in (QUERIES, turned, without)
        ]
    assert runs[0] == runs[1] == runs[2]


def test_only_the_given_items_are_found_and_nothing_stays(
    elasticsearch_url: str, tmp_path: Path
) -> None:
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        found = run(judged(tmp_path, QUERIES), client, desk_of_the_seed())
        again = run(judged(tmp_path, QUERIES), client, desk_of_the_seed())
    assert {item for ids in found.values() for item in ids} <= {"i1", "i2", "i3"}
    assert found == again


def test_baselines_know_no_other_script(elasticsearch_url: str, tmp_path: Path) -> None:
    whole, gazetteer = judged(tmp_path, QUERIES), desk_of_the_seed().gazetteer
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        plain = standard(whole, client, gazetteer)
        letters = by_trigrams(whole, client, gazetteer)
    assert (plain["q1"], plain["q2"]) == ([], [])
    assert letters["q2"][:1] == ["i2"]
