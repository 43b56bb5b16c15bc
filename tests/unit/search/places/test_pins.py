"""Points of PIN codes."""

import pytest

from services.search.places import Gazetteer, Point
from tests.unit.search.places.conftest import Ask


def test_a_pin_code_has_the_middle_of_its_offices(gazetteer: Gazetteer):
    assert gazetteer.pin("814112") == Point(lat=24.49, lon=86.691)


def test_an_unknown_pin_code_has_the_middle_of_those_that_begin_like_it(gazetteer: Gazetteer):
    assert gazetteer.pin("814199") == Point(lat=24.502, lon=87.002)


@pytest.mark.parametrize("said", ["", "814", "81411", "8141122", "abcdef", "012345", "999999"])
def test_what_is_no_pin_code_is_nowhere(gazetteer: Gazetteer, said: str):
    assert gazetteer.pin(said) is None


def test_a_pin_code_is_a_place_of_its_district(named: Ask):
    place = named("814112")
    assert place is not None
    assert (place.level, place.code, place.district, place.state) == ("pin", 814112, 324, 20)
    assert place.name.hi == "814112"


def test_a_pin_code_in_devanagari_digits_is_the_same(named: Ask):
    assert named("८१४११२") == named("814112")


def test_an_unknown_pin_code_is_a_place_without_district(named: Ask):
    place = named("814199")
    assert place is not None
    assert (place.level, place.district, place.state) == ("pin", 0, 0)


def test_another_number_is_no_place(named: Ask):
    assert named("500") is None


def test_every_pin_code_lies_in_india(gazetteer: Gazetteer):
    places = [gazetteer.pin(pin) for pin in ("110001", "400001", "600001", "700001", "226001")]
    assert all(p and 6 < p.lat < 37.5 and 68 < p.lon < 97.5 for p in places)


def test_the_distance_from_deoghar_to_ranchi_is_as_the_crow_flies():
    deoghar, ranchi = Point(lat=24.48, lon=86.7), Point(lat=23.34, lon=85.31)
    assert round(deoghar.km_to(ranchi)) == 190
    assert deoghar.km_to(deoghar) == 0
