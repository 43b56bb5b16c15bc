"""How a text falls into words, and in which script a word is written."""

import re
import unicodedata
from typing import Literal

from services.search.language.devanagari import clean

Script = Literal["Deva", "Latn", "Digit", "Other"]

_LAST_INDIC = 0x0DFF
_MARKS = "".join(
    chr(code)
    for code in range(0x0300, _LAST_INDIC + 1)
    if unicodedata.category(chr(code)).startswith("M")
)
_WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+|\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{2,3}(?!\d))")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


def words(text: str) -> list[str]:
    """Clean tokens in order: letters with their marks, or a number; "₹1,250" is "rs", "1250"."""
    plain = _POSSESSIVE.sub("", clean(text).replace("₹", " rs "))
    return _WORD.findall(_THOUSANDS.sub("", plain))


def script(word: str) -> Script:
    """Tell the script by the first character: words() never mixes letters and digits."""
    first = word[:1]
    if "a" <= first <= "z":
        return "Latn"
    if "\u0900" <= first <= "\u097f":
        return "Deva"
    if first.isdigit():
        return "Digit"
    if first.isalpha() and unicodedata.name(first, "").startswith("LATIN"):
        return "Latn"
    return "Other"
