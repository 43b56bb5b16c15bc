"""How near two keys sound."""

import pytest

from services.search.language import NEAR, closeness, keys


def nearest(one: str, other: str) -> float:
    return max(closeness(left, right) for left in keys(one) for right in keys(other))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("peda", "peda", 1.0),
        ("", "", 1.0),
        ("", "peda", 0.0),
        ("peda", "pera", 0.85),
        ("plumbar", "plambar", 1 - 0.4 / 7),
        ("deogar", "devgar", 1 - 0.6 / 6),
        ("matk", "matki", 1 - 0.9 / 5),
        ("lati", "lahti", 1 - 0.6 / 5),
        ("kita", "tika", 0.5),
        ("ktori", "tkori", 1 - 0.7 / 5),
        ("kg", "lt", 0.0),
    ],
)
def test_a_difference_costs_as_much_as_it_tells_words_apart(
    one: str, other: str, near: float
) -> None:
    assert closeness(one, other) == pytest.approx(near)
    assert closeness(other, one) == pytest.approx(near)


@pytest.mark.parametrize(
    "pair",
    [
        "plumber प्लंबर",
        "Deoghar देवघर",
        "lathi लहठी",
        "electrician इलेक्ट्रीशियन",
        "carpenter कारपेंटर",
        "mobile मोबाइल",
        "chapal चप्पल",
        "tokree टोकरी",
        "agrabatti अगरबत्ती",
        "mithayi मिठाई",
    ],
)
def test_a_misspelt_or_english_word_is_near(pair: str) -> None:
    one, other = pair.split()
    assert nearest(one, other) >= NEAR


@pytest.mark.parametrize(
    "pair", ["matka मटकी", "kurta कुर्ती", "peda मटका", "loha लड्डू", "jhola चोला", "dari दाल"]
)
def test_another_word_is_not_near(pair: str) -> None:
    one, other = pair.split()
    assert nearest(one, other) < NEAR
