"""What the clean-up makes one, and what it leaves apart."""

import pytest

from services.search.language import clean


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("बाँस", "बांस"),
        ("पे\u095cा", "पेड\u093cा"),
        ("पेड\u093cा", "पेड\u093cा"),
        ("पेड\u093c\u093cा", "पेड\u093cा"),
        ("क्\u200dष", "क्ष"),
        ("रा\u200cम", "राम"),
        ("दुःख", "दुख"),
        ("१२ किलो", "12 किलो"),
        ("Sari", "sari"),
        ("CAFÉ", "café"),
        ("cafe\u0301", "café"),
        ("डॉक्टर", "डोक्टर"),
        ("ॐ", "ओम"),
        ("", ""),
    ],
)
def test_what_looks_the_same_gets_one_spelling(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize("typed", ["पेड़ा", "लकड़ी", "बाँस", "१.५ किलो", "CAFÉ", "क्\u200dष", "ॐ"])
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


def test_a_nukta_is_told_apart_from_none() -> None:
    assert clean("लकड़ी") != clean("लकडी")
