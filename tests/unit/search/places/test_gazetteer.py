"""Names and points by LGD code, and that the files hold what they should."""

import pytest

from contracts.places import STATE_OF
from contracts.values import Text
from services.search.language import words
from services.search.places import Gazetteer, Point
from services.search.places.tables import DATA, rows


def test_a_district_has_its_name_in_both_languages(gazetteer: Gazetteer):
    assert gazetteer.district(324) == Text(hi="देवघर", en="Deoghar")
    assert gazetteer.district(171) == Text(hi="मुरादाबाद", en="Moradabad")


def test_a_district_without_a_hindi_name_has_the_english_one_twice(gazetteer: Gazetteer):
    assert gazetteer.district(1) == Text(hi="Anantnag", en="Anantnag")


def test_a_block_has_its_name_in_both_languages(gazetteer: Gazetteer):
    assert gazetteer.block(3084) == Text(hi="करौं", en="Karon")


def test_an_unknown_code_has_no_name(gazetteer: Gazetteer):
    assert gazetteer.district(0) is None
    assert gazetteer.block(324) is None


def test_a_place_without_a_point_of_its_own_has_that_of_its_district(gazetteer: Gazetteer):
    mohanpur = gazetteer.place("block", 3086)
    deoghar = gazetteer.place("district", 324)
    assert mohanpur is not None
    assert deoghar is not None
    assert mohanpur.point == deoghar.point == Point(lat=24.483, lon=86.693)


def test_the_gazetteer_is_read_once():
    assert Gazetteer.load() is Gazetteer.load()


def test_every_district_lies_in_the_state_that_contracts_say():
    known = {int(row["code"]): int(row["state"]) for row in rows("districts.csv")}
    assert known == STATE_OF


def test_every_district_of_jharkhand_and_uttar_pradesh_has_a_hindi_name_and_a_point():
    home = [row for row in rows("districts.csv") if row["state"] in ("20", "9")]
    assert len(home) == 24 + 75
    assert [row["en"] for row in home if not (row["hi"] and row["lat"])] == []


def test_all_ten_blocks_of_deoghar_have_hindi_names():
    blocks = [row for row in rows("blocks.csv") if row["district"] == "324"]
    assert len(blocks) == 10
    assert all(row["hi"] for row in blocks)


def test_every_common_word_says_why():
    assert all(row["name"] and row["reason"] for row in rows("common_words.csv"))


def test_the_data_is_small():
    assert sum(len(each.read_bytes()) for each in DATA.iterdir()) < 1_000_000


@pytest.mark.parametrize("table", ["states.csv", "districts.csv", "blocks.csv", "towns.csv"])
def test_codes_are_unique(table: str):
    codes = [row["code"] for row in rows(table)]
    assert len(codes) == len(set(codes))


def test_every_district_of_home_is_met_by_both_its_names(gazetteer: Gazetteer):
    home = [row for row in rows("districts.csv") if row["state"] in ("20", "9")]
    met = [
        (name, place.code if place else None)
        for row in home
        for name in (row["en"], row["hi"])
        if (place := gazetteer.named(words(name))) is None or place.code != int(row["code"])
    ]
    assert met == []
