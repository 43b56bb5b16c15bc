"""How a text falls into words."""

import pytest

from services.search.language import clean, script, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("500gm peda", ["500", "gm", "peda"]),
        ("मिट्टी का मटका", ["मिट्टी", "का", "मटका"]),
        ("₹1,250 तक", ["rs", "1250", "तक"]),
        ("1,00,000", ["100000"]),
        ("१.५ किलो", ["1.5", "किलो"]),
        ("200-500", ["200", "500"]),
        ("agar-batti/धूप", ["agar", "batti", "धूप"]),
        ("Women's kurta, ladies’ saree!", ["women", "kurta", "ladies", "saree"]),
        ("पेड़ा।लड्डू", ["पेड़ा", "लड्डू"]),
        ("mp3", ["mp", "3"]),
        ("ᱥᱟᱱᱛᱟᱲᱤ साड़ी", ["ᱥᱟᱱᱛᱟᱲᱤ", "साड़ी"]),
        ("  ", []),
        ("?!", []),
    ],
)
def test_a_text_falls_into_words_and_numbers(text: str, found: list[str]) -> None:
    assert words(text) == [clean(word) for word in found]


@pytest.mark.parametrize(
    ("word", "writing"),
    [
        ("पेड़ा", "Deva"),
        ("peda", "Latn"),
        ("école", "Latn"),
        ("500", "Digit"),
        ("1.5", "Digit"),
        ("ᱥᱟᱱ", "Other"),
        ("½", "Other"),
        ("", "Other"),
    ],
)
def test_the_first_character_tells_the_script(word: str, writing: str) -> None:
    assert script(word) == writing
