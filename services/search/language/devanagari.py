"""Clean-up of text before anything else looks at it: one spelling for what looks the same."""

import re
import unicodedata

_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u0903\u093d\u00ad"
"""Zero-width marks, visarga, avagraha, soft hyphen: typed or not, the word is the same."""

_SAME = {
    "\u0901": "\u0902",  # chandrabindu → anusvara
    "\u0950": "ओम",
    "\u0929": "न",
    "\u0931": "र",
    "\u0934": "ल",
    "\u090d": "ऐ",
    "\u0911": "ओ",
    "\u0945": "\u0948",  # candra e → ai: बैग and बॅग
    "\u0949": "\u094b",  # candra o → o: डॉक्टर and डोक्टर
}

_TABLE = str.maketrans(
    dict.fromkeys(_DROPPED, "") | _SAME | {chr(0x0966 + digit): str(digit) for digit in range(10)}
)
_NUKTAS = re.compile("\u093c{2,}")


def clean(text: str) -> str:
    """Give text in NFC and lower case, with one code for each sound and ASCII digits."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFC", text).translate(_TABLE)
    return unicodedata.normalize("NFC", _NUKTAS.sub("\u093c", plain).casefold())
