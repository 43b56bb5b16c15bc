"""The meanings that Haat comes with are well-formed, and say enough of every category."""

import csv
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from services.catalog.domain.categories import GOODS, SERVICES
from services.search.domain.meaning import Meaning, MeaningKind
from services.search.domain.phrasing import LEAST_WEIGHT, MOST_WEIGHT, Phrase, checked
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.reading import read, seeded

ROOT = Path(__file__).parents[3]
SEED = files("services.search.meaning") / "seed"
TABLES = {f.name: f.read_text("utf-8") for f in SEED.iterdir() if f.name.endswith(".tsv")}
NAMES = ("thing", "need")
LEAST_NAMES, LEAST_MEANINGS = 10, 600
KNOWN = {meaning.id: meaning for meaning in seeded()}


def lines() -> list[str]:
    """All lines but comments and empty ones."""
    return [
        line
        for text in TABLES.values()
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]


def above(slug: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a meaning is, over some steps, its own broader one."""
    if slug in seen:
        return True
    return any(above(wider, seen | {slug}) for wider in KNOWN[slug].broader)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_file_is_nfc_and_ends_with_a_line(name: str) -> None:
    text = TABLES[name]
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not {"\ufeff", "\u200b", "\u00a0", "\r"}.intersection(text)


def test_every_line_has_seven_columns() -> None:
    assert [line for line in lines() if line.count("\t") != 6] == []


def test_slugs_are_plain_and_of_one_line_each() -> None:
    slugs = [line.split("\t")[1] for line in lines()]
    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    assert [s for s in slugs if not s.isascii() or s != s.lower() or not s[:1].isalnum()] == []
    assert [s for s in slugs if set(s) - set("abcdefghijklmnopqrstuvwxyz0123456789-")] == []


def test_kinds_categories_and_broader_meanings_are_known() -> None:
    assert {meaning.kind for meaning in KNOWN.values()} <= set(get_args(MeaningKind))
    strange = {
        (m.id, slug) for m in KNOWN.values() for slug in m.categories if slug not in CATEGORIES
    }
    assert strange == set()
    assert {
        (m.id, slug) for m in KNOWN.values() for slug in m.broader if slug not in KNOWN
    } == set()


def test_no_meaning_is_broader_than_itself() -> None:
    assert [slug for slug in KNOWN if above(slug)] == []


@pytest.mark.parametrize("kind", NAMES)
def test_who_names_a_thing_or_a_need_is_led_to_a_category(kind: str) -> None:
    assert [m.id for m in KNOWN.values() if m.kind == kind and not m.categories] == []


def test_terms_would_pass_the_door_of_staff_too() -> None:
    for meaning in KNOWN.values():
        assert meaning.terms, meaning.id
        phrases = [
            Phrase(text=t.text, language=t.language, script=t.script, weight=t.weight)
            for t in meaning.terms
        ]
        assert checked(phrases) == phrases, meaning.id


def test_weights_are_written_in_their_range() -> None:
    found = {term.weight for meaning in KNOWN.values() for term in meaning.terms}
    assert min(found) >= LEAST_WEIGHT
    assert max(found) == MOST_WEIGHT


def test_terms_are_in_the_script_of_their_column() -> None:
    wrong = [(m.id, t.text) for m in KNOWN.values() for t in m.terms if not _fits(t.text, t.script)]
    assert wrong == []


def _fits(text: str, script: str) -> bool:
    named = {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
    return named <= {"DEVANAGARI" if script == "Deva" else "LATIN"}


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_every_category_has_things_and_needs_enough(category: str) -> None:
    named = [m.id for m in KNOWN.values() if m.kind in NAMES and category in m.categories]
    assert len(named) >= LEAST_NAMES


def test_there_are_enough_in_all() -> None:
    assert len(KNOWN) >= LEAST_MEANINGS


def test_the_categories_are_those_of_the_catalogue_and_of_the_sample() -> None:
    assert {c.slug for c in CATEGORIES.values() if c.kind == "goods"} == GOODS
    assert {c.slug for c in CATEGORIES.values() if c.kind == "service"} == SERVICES
    ours = (files("services.search.meaning") / "categories.csv").read_text("utf-8")
    sample = (ROOT / "deploy/sample/categories.csv").read_text("utf-8")
    assert list(csv.DictReader(ours.splitlines())) == list(csv.DictReader(sample.splitlines()))


def test_a_line_is_read_as_it_is_written() -> None:
    line = "thing\tlahthi\tchudi\tlac-bangles;jewellery\tलहठी; लाख की चूड़ी~0.8\tlathi\tlac bangle\n"
    (meaning,) = read("# a comment\n\n" + line)
    assert isinstance(meaning, Meaning)
    assert (meaning.id, meaning.kind, meaning.broader) == ("lahthi", "thing", ["chudi"])
    assert meaning.categories == ["lac-bangles", "jewellery"]
    assert [(t.text, t.language, t.script, t.weight) for t in meaning.terms] == [
        ("लहठी", "hi", "Deva", 1.0),
        ("लाख की चूड़ी", "hi", "Deva", 0.8),
        ("lathi", "hi", "Latn", 1.0),
        ("lac bangle", "en", "Latn", 1.0),
    ]


def test_a_line_without_its_last_columns_is_read() -> None:
    (meaning,) = read("need\tnal\t\tplumbing\tनल टपक\n")
    assert [term.text for term in meaning.terms] == ["नल टपक"]
    assert (meaning.kind, meaning.broader) == ("need", [])
