"""Near me, within a radius, delivered to a PIN code: on a real Elasticsearch."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.search.places import Gazetteer, Point
from tests.integration.search.goods import DEOGHAR, MADHUPUR, VARANASI, item, service
from tests.integration.search.on_sale import Shop, selling

GAZETTEER = Gazetteer.load()
GOODS = [
    item("peda-deoghar", "पेड़ा", category="sweets", pin=DEOGHAR),
    item("peda-madhupur", "पेड़ा", category="sweets", pin=MADHUPUR),
    item("peda-varanasi", "पेड़ा", category="sweets", pin=VARANASI, district=187),
    item("peda-nowhere", "पेड़ा", category="sweets", pin="", free=0),
    service("plumber-deoghar", "नल मरम्मत", category="plumbing", pin=DEOGHAR, radius_km=10),
    service("plumber-madhupur", "नल मरम्मत", category="plumbing", pin=MADHUPUR, radius_km=10),
    service("plumber-far", "नल मरम्मत", category="plumbing", pin=MADHUPUR, radius_km=100),
]
HERE = GAZETTEER.pin(DEOGHAR)


@pytest.fixture(scope="module")
def near(elasticsearch_url: str) -> Iterator[Shop]:
    with selling(elasticsearch_url, *GOODS, served=lambda pin: pin != VARANASI) as shop:
        yield shop


def there() -> Point:
    assert HERE is not None
    return HERE


def by_pin() -> dict[str, Any]:
    return {"near_pin": DEOGHAR}


def by_degrees() -> dict[str, Any]:
    return {"lat": there().lat, "lon": there().lon}


@pytest.mark.parametrize("where", [by_pin, by_degrees])
def test_a_service_is_there_only_within_its_radius(near: Shop, where: Any) -> None:
    assert near.ids("nal mistri", **where()) == ["plumber-deoghar", "plumber-far"]
    assert near.ids("nal mistri") != near.ids("nal mistri", **where())


@pytest.mark.parametrize(("radius", "found"), [(1, []), (6, []), (7, []), (8, ["p"])])
def test_a_radius_is_never_passed(elasticsearch_url: str, radius: int, found: list[str]) -> None:
    plumber = service("p", "नल मरम्मत", category="plumbing", radius_km=radius)
    north = {"lat": there().lat + 6.5 / 111.2, "lon": there().lon}
    with selling(elasticsearch_url, plumber) as shop:
        assert shop.ids("nal", **north) == found


@pytest.mark.parametrize("where", [by_pin, by_degrees])
def test_distances_are_told_and_sorted_by(near: Shop, where: Any) -> None:
    found = near.find("peda", sort="distance", **where()).items
    assert [one.product_id for one in found] == [
        "peda-deoghar",
        "peda-madhupur",
        "peda-varanasi",
        "peda-nowhere",
    ]
    far = GAZETTEER.pin(MADHUPUR)
    assert far is not None
    assert found[0].distance_km == 0.0
    assert found[1].distance_km == round(there().km_to(far), 1)
    assert found[3].distance_km is None
    assert 20 < found[1].distance_km < 60 < 300 < (found[2].distance_km or 0)


def test_without_a_position_nothing_is_told_of_distances(near: Shop) -> None:
    assert {one.distance_km for one in near.find("peda").items} == {None}
    assert near.ids("peda", sort="distance") == near.ids("peda")


def test_within_km_keeps_what_is_nearer(near: Shop) -> None:
    assert near.ids("peda", within_km=5, **by_pin()) == ["peda-deoghar"]
    assert set(near.ids("peda", within_km=100, **by_pin())) == {"peda-deoghar", "peda-madhupur"}
    assert len(near.ids("peda", within_km=5)) == 4


@pytest.mark.parametrize("q", ["peda mere paas", "mere paas peda", "peda near me", "मेरे पास पेड़ा"])
def test_near_me_in_the_words_puts_the_nearest_first(near: Shop, q: str) -> None:
    found = near.find(q, near_pin=MADHUPUR)
    assert found.items[0].product_id == "peda-madhupur"
    assert "near_me" in {part.name for part in found.understood}


def test_a_pin_that_nobody_knows_is_no_position(near: Shop) -> None:
    assert {one.distance_km for one in near.find("peda", near_pin="999999").items} == {None}


def test_where_nobody_delivers_there_are_services_alone(near: Shop) -> None:
    assert {one.kind for one in near.find(deliver_to=VARANASI).items} == {"service"}
    assert near.ids("peda", deliver_to=VARANASI, facets=False) == []
    assert len(near.ids("peda", deliver_to=DEOGHAR)) == 4


def test_a_pin_to_deliver_to_may_be_in_the_words(near: Shop) -> None:
    found = near.find(f"peda {VARANASI} pe delivery")
    assert (found.items, [part.name for part in found.understood]) == ([], ["deliver_to"])
    assert len(near.find(f"peda {VARANASI} pe delivery", without="deliver_to").items) == 4


def test_services_count_as_in_stock(near: Shop) -> None:
    assert set(near.ids(in_stock=True)) == {one.product_id for one in GOODS} - {"peda-nowhere"}


@pytest.mark.parametrize("q", ["madhupur me peda", "मधुपुर में पेड़ा", "peda in madhupur"])
def test_a_place_in_the_words_puts_what_is_there_first(elasticsearch_url: str, q: str) -> None:
    goods = [
        item("a", "पेड़ा", category="sweets", district=187, block=0, pin=VARANASI),
        item("b", "पेड़ा", category="sweets"),
        item("c", "पेड़ा", category="sweets", village="Madhupur"),
    ]
    with selling(elasticsearch_url, *goods) as shop:
        assert shop.ids(q) == ["c", "b", "a"]
