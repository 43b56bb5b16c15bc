"""Words as the catalogue keeps them: Unicode NFC, and Hindi in Devanagari."""

import re
from typing import Final
from unicodedata import normalize

from contracts.values import Text
from services.catalog.domain.refusals import HindiMissing

_DEVANAGARI_LETTER: Final = re.compile("[\u0904-\u0939\u0958-\u0961\u0978-\u097f]")
_BLANKS: Final = re.compile(r"[^\S\n]+")


def clean(words: str) -> str:
    """NFC, without blanks at the ends and with single blanks between words."""
    return _BLANKS.sub(" ", normalize("NFC", words)).strip()


def cleaned(text: Text) -> Text:
    """Both languages clean."""
    return Text(hi=clean(text.hi), en=clean(text.en))


def check_hindi(text: Text, field: str) -> None:
    """The Hindi is there, and in Devanagari."""
    if not _DEVANAGARI_LETTER.search(text.hi):
        raise HindiMissing(field=f"{field}.hi", allowed="Devanagari")
