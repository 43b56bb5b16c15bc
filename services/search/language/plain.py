"""A word in plain Latin letters, closer to how it is written than its key."""

from functools import lru_cache
from typing import Final

from services.search.language.romanise import romanise

_SAME: Final = (
    ("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("uu", "u"),
    ("w", "v"), ("z", "j"), ("ph", "f"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Long vowels and the letters that all mix up made one; aspirates, s and sh stay apart.

    "shaadi" and शादी are one, साड़ी is another, though their keys are the same.
    """
    said = romanise(word)
    for typed, one in _SAME:
        said = said.replace(typed, one)
    return said
