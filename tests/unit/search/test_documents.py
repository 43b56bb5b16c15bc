"""A listing as the index holds it."""

import msgspec
import pytest

from contracts.values import Text
from services.search.adapters.document import document
from services.search.adapters.mapping import MAPPINGS
from services.search.domain.listing import Listing
from services.search.language import keys, words
from tests.unit.search.listings import listed


def tokens(listing: Listing, field: str) -> set[str]:
    return set(document(listing)[field].split())


def test_every_field_is_one_of_the_mapping_and_the_listing_can_be_read_back() -> None:
    listing = listed("prd_1", popularity=20, beneficiary=True, radius_km=7)
    found = document(listing)
    assert found.keys() <= MAPPINGS["properties"].keys()
    assert msgspec.convert(found["listing"], Listing) == listing
    assert (found["fame"], found["popularity"], found["beneficiary"]) == (0.5, 20, True)
    assert found["location"] == pytest.approx({"lat": 24.49, "lon": 86.7}, abs=0.2)


def test_a_title_is_found_by_its_words_their_keys_and_neighbours_as_one() -> None:
    listing = listed("prd_1", title=Text(hi="धूप बत्ती", en="Incense sticks"))
    assert {"धूप", "बत्ती", "incense", "sticks", "dhup"} <= tokens(listing, "typed")
    both = [keys(word)[0] for word in words("धूप बत्ती incense sticks")]
    assert {*both, keys("धूपबत्ती")[0]} <= tokens(listing, "keys")
    assert keys("बत्तीincense")[0] not in tokens(listing, "keys")


def test_the_whole_title_is_kept_in_each_language() -> None:
    both = document(listed("p", title=Text(hi="घी 1 किलो", en="Ghee, 1 KG")))["whole"]
    assert both == ["gi 1 kg", "gi 1 kilo"]
    assert document(listed("p", title=Text(hi="", en="Ghee")))["whole"] == ["gi"]


def test_maker_place_material_and_category_are_found_in_the_text() -> None:
    body = tokens(listed("p", tags=["GI"], village="Rohini"), "body")
    said = "रीता lahthi deoghar देवघर rohini lac glass gi weddings लाख bangles"
    assert {keys(word)[0] for word in words(said)} <= body


def test_what_is_not_shown_is_never_suggested() -> None:
    assert document(listed("p"))["suggest"]["contexts"]["kind"] == ["goods"]
    for off in ({"live": False}, {"seller_ok": False}):
        found = document(listed("p", **off))
        assert "suggest" not in found
        assert found["live"] is False


def test_suggestions_begin_at_each_word_in_letters_and_keys() -> None:
    listing = listed("p", title=Text(hi="लाल चूड़ी", en="Red choodi"), popularity=4)
    found = document(listing)["suggest"]
    assert found["weight"] == 5
    assert {"red choodi", "choodi", "red cudi", "cudi", "lal chudi", "chudi", "lal cudi"} <= set(
        found["input"]
    )


@pytest.mark.parametrize(
    ("told", "asked"), [(1, 1), (5, 5), (7, 6), (10, 10), (33, 30), (100, 100), (400, 100), (0, 10)]
)
def test_a_service_is_never_found_beyond_where_it_goes(told: int, asked: int) -> None:
    assert document(listed("p", kind="service", radius_km=told))["radius_km"] == asked


def test_goods_without_a_pin_are_nowhere() -> None:
    assert "location" not in document(listed("p", pin=""))


def test_words_of_titles_are_known_as_written() -> None:
    known = document(listed("p", title=Text(hi="लाल की सुराही", en="Surahi 500 g")))["vocabulary"]
    assert known == ["lal लाल", "surhi surahi", "surhi सुराही"]
