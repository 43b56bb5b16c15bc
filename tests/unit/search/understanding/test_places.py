"""What a query says of places, of nearness and of delivery."""

import pytest

from tests.unit.search.understanding.conftest import Read, left

DEOGHAR, MADHUPUR, RANCHI = 324, 3085, 339


@pytest.mark.parametrize(
    ("said", "code", "rest"),
    [
        ("plumber madhupur me", MADHUPUR, "plumber"),
        ("madhupur mein plumber", MADHUPUR, "plumber"),
        ("मधुपुर में प्लंबर", MADHUPUR, "प्लंबर"),
        ("plumber in madhupur", MADHUPUR, "plumber"),
        ("madhupur block me badhai", MADHUPUR, "badhai"),
        ("deoghar district handicraft", DEOGHAR, "handicraft"),
        ("देवघर जिला हस्तशिल्प", DEOGHAR, "हस्तशिल्प"),
        ("रांची में दर्जी", RANCHI, "दर्जी"),
        ("bans ki tokri ranchi se", RANCHI, "bans tokri"),
        ("karon me plumber", 3084, "plumber"),
        ("jasidih me electrician", 3082, "electrician"),
        ("mango me plumber", 250433, "plumber"),
        ("up me chudi", 9, "chudi"),
        ("814112 me plumber", 814112, "plumber"),
        ("plumber 814112", 814112, "plumber"),
        ("madhupur deoghar me plumber", MADHUPUR, "plumber"),
    ],
)
def test_a_place_that_is_said_with_a_word_for_it_is_sure(
    read: Read, said: str, code: int, rest: str
):
    understood = read(said)
    assert understood.place is not None
    assert understood.place.place.code == code
    assert (understood.place.sure, understood.place.near, understood.place.style) == (
        True,
        False,
        False,
    )
    assert left(understood) == rest


@pytest.mark.parametrize(
    "said",
    [
        *("madhupur ke paas plumber", "plumber near madhupur", "near madhupur plumber"),
        *("मधुपुर के पास plumber", "madhupur ke aas paas plumber", "plumber madhupur ke nazdeek"),
    ],
)
def test_near_a_place_is_around_it(read: Read, said: str):
    understood = read(said)
    assert understood.place is not None
    assert understood.place.place.code == MADHUPUR
    assert understood.place.near
    assert not understood.near_me
    assert left(understood) == "plumber"


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("deoghar ka peda", "deoghar peda"),
        ("देवघर का पेड़ा", "देवघर पेड़ा"),
        ("deoghar peda", "deoghar peda"),
        ("bhadohi carpet", "bhadohi carpet"),
        ("lucknow chikan kurta", "lucknow chikan kurta"),
    ],
)
def test_a_place_that_names_a_style_is_looked_for_too(read: Read, said: str, rest: str):
    understood = read(said)
    assert understood.place is not None
    assert understood.place.style
    assert not understood.place.sure
    assert left(understood) == rest


def test_a_place_at_the_end_is_a_place_but_not_sure(read: Read):
    understood = read("peda deoghar jharkhand")
    assert understood.place is not None
    assert understood.place.place.code == DEOGHAR
    assert (understood.place.sure, understood.place.style) == (False, False)
    assert left(understood) == "peda"


@pytest.mark.parametrize(
    "said",
    [
        *("mango achar", "banarasi saree", "बनारसी साड़ी", "kunda", "bundi laddu", "gond painting"),
        *("jaldi karo plumber", "govardhan puja", "shringar ka saman", "home decor", "खूंटी"),
        *("तुलसी वृंदावन", "bangle", "ghoda", "gaya", "shravan puja"),
    ],
)
def test_words_for_goods_are_no_places(read: Read, said: str):
    understood = read(said)
    assert understood.place is None
    assert understood.deliver_to is None


@pytest.mark.parametrize(
    "said",
    [
        *("plumber near me", "nearby plumber", "mere paas plumber", "मेरे पास plumber"),
        *("aas paas plumber", "आस पास plumber", "plumber aaspaas", "najdeek me plumber"),
        *("नजदीक plumber", "mere ghar ke paas plumber", "paas wala plumber", "plumber paas me"),
    ],
)
def test_near_me_is_understood_in_every_spelling(read: Read, said: str):
    understood = read(said)
    assert understood.near_me
    assert understood.place is None
    assert left(understood) == "plumber"


def test_what_is_near_a_thing_is_not_near_me(read: Read):
    understood = read("बेड के पास की दरी")
    assert not understood.near_me
    assert left(understood) == "बेड दरी"


@pytest.mark.parametrize(
    "said",
    [
        *("814112 pe delivery peda", "peda 814112 par delivery", "peda 814112 pe bhejna hai"),
        *("peda deliver to 814112", "पेड़ा 814112 पर डिलीवरी", "peda delivery pin code 814112"),
    ],
)
def test_a_pin_code_may_be_where_goods_are_brought(read: Read, said: str):
    understood = read(said)
    assert understood.place is None
    assert understood.deliver_to is not None
    assert understood.deliver_to.pin == "814112"
    assert understood.deliver_to.place.district == DEOGHAR
    assert left(understood) in ("peda", "पेड़ा")


@pytest.mark.parametrize(
    "said", ["peda madhupur me delivery", "deliver to madhupur peda", "peda delivery in madhupur"]
)
def test_a_place_may_be_where_goods_are_brought(read: Read, said: str):
    understood = read(said)
    assert understood.place is None
    assert understood.deliver_to is not None
    assert understood.deliver_to.pin == ""
    assert understood.deliver_to.place.code == MADHUPUR
    assert left(understood) == "peda"


def test_goods_may_come_from_one_place_to_another(read: Read):
    understood = read("deoghar se peda mangwana hai 814112 pe bhejna")
    assert understood.place is not None
    assert understood.place.place.code == DEOGHAR
    assert understood.deliver_to is not None
    assert understood.deliver_to.pin == "814112"
    assert left(understood) == "peda"


def test_a_place_that_is_switched_off_is_looked_for(read: Read):
    understood = read("plumber madhupur me", "place")
    assert understood.place is None
    assert left(understood) == "plumber madhupur"


def test_near_me_that_is_switched_off_is_not_looked_for(read: Read):
    understood = read("plumber near me", "near_me")
    assert not understood.near_me
    assert left(understood) == "plumber"
