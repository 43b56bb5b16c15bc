"""What a term may be, as staff write it."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from contracts.message import Message
from contracts.values import Language
from services.search.domain.meaning import Term
from services.search.domain.refusals import TermEmpty, TermTooLong, TermTwice, WeightOutOfRange
from services.search.language import words

MOST_WORDS: Final = 8
MOST_LETTERS: Final = 80
LEAST_WEIGHT, MOST_WEIGHT = 0.3, 1.0
_BLANKS: Final = re.compile(r"\s+")


class Phrase(Message):
    """A way to say a meaning; `weight` below 1 where it says it loosely."""

    text: str
    language: Language
    script: Literal["Deva", "Latn"]
    weight: float = 1.0


def checked(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases in NFC with single blanks; raises what is wrong with the first that is wrong."""
    found: dict[tuple[str, ...], Phrase] = {}
    for number, phrase in enumerate(phrases):
        at = f"terms[{number}]"
        text = _BLANKS.sub(" ", unicodedata.normalize("NFC", phrase.text)).strip()
        _check_text(text, f"{at}.text")
        if not LEAST_WEIGHT <= phrase.weight <= MOST_WEIGHT:
            raise WeightOutOfRange(field=f"{at}.weight", least=LEAST_WEIGHT, most=MOST_WEIGHT)
        same = (text.casefold(), phrase.language, phrase.script)
        if same in found:
            raise TermTwice(field=f"{at}.text")
        found[same] = Phrase(
            text=text, language=phrase.language, script=phrase.script, weight=phrase.weight
        )
    return list(found.values())


def terms_of(
    phrases: Sequence[Phrase], before: Sequence[Term], *, by: str, at: datetime
) -> list[Term]:
    """The phrases as terms: those that stay keep who added them, and when."""
    kept = {(term.text, term.language, term.script): term for term in before}
    return [
        Term(
            text=phrase.text,
            language=phrase.language,
            script=phrase.script,
            weight=phrase.weight,
            added_by=stays.added_by if stays else by,
            added_at=stays.added_at if stays else at,
        )
        for phrase in phrases
        for stays in [kept.get((phrase.text, phrase.language, phrase.script))]
    ]


def _check_text(text: str, field: str) -> None:
    said = words(text)
    if not said:
        raise TermEmpty(field=field)
    if len(said) > MOST_WORDS or len(text) > MOST_LETTERS:
        raise TermTooLong(field=field, words=MOST_WORDS, letters=MOST_LETTERS)
