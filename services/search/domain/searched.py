"""A query as it is kept to learn from: of nobody, and without what might tell of whom."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Final

from chassis.ids import derived_id
from contracts.message import Message
from contracts.values import Language
from services.search.domain.found import Found
from services.search.language import clean, is_stop, key, words

INDIA: Final = timezone(timedelta(hours=5, minutes=30))
MOST_LETTERS: Final = 60
LEAST_LETTERS: Final = 2
FEW_WORDS: Final = 3
"""With a PIN code, more than that may be an address."""
_LONG_NUMBER: Final = re.compile(r"(?:\d[\s.()/+-]*){8}")
"""A phone or Aadhaar number, however it is grouped."""
_PIN: Final = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
_ADDRESS: Final = re.compile(r"@|www|http|\b[csdw]/o\b")
_HOUSE: Final = frozenset(
    words(
        "house makan flat plot gali lane street road ward mohalla tola chowk gram post thana "
        "मकान फ्लैट गली सड़क रोड वार्ड मोहल्ला टोला चौक ग्राम पोस्ट थाना"
    )
)


class Searched(Message):
    """What was asked and how much was found.

    `id` leads from the answer's `search_id` here, but not back to when exactly that was; `week` as
    in 2026-W47, by the calendar of India; `key` is the same for all spellings of the words.
    """

    id: str
    hour: datetime
    week: str
    words: str
    key: str
    results: int
    language: Language
    kind: str
    category: str


def searched(asked: str, found: Found, language: Language, now: datetime) -> Searched | None:
    """None of what is better not kept, or not an answer of the index."""
    said = kept_words(asked)
    if not said or found.degraded:
        return None
    return Searched(
        id=kept_id(found.search_id),
        hour=now.replace(minute=0, second=0, microsecond=0),
        week=now.astimezone(INDIA).strftime("%G-W%V"),
        words=" ".join(said),
        key=query_key(asked),
        results=found.total,
        language=language,
        kind=_most(item.kind for item in found.items),
        category=_most(item.category for item in found.items),
    )


def kept_id(search_id: str) -> str:
    """The id of a search tells its millisecond, and so who it was to who reads the access log."""
    return derived_id("ask", search_id)


def kept_words(asked: str) -> list[str]:
    """The words of a query without numbers; none where it may tell of a person."""
    text = clean(asked).strip()
    if len(text) > MOST_LETTERS or _LONG_NUMBER.search(text) or _ADDRESS.search(text):
        return []
    said = [w for w in words(text) if len(w) >= LEAST_LETTERS and not w[0].isdigit()]
    content = [word for word in said if not is_stop(word)]
    return [] if _PIN.search(text) and _is_address(text, content) else said


def query_key(asked: str) -> str:
    """The same for a query in any spelling, script and order."""
    letters = [word for word in words(asked) if not word[0].isdigit()]
    content = [word for word in letters if not is_stop(word)] or letters
    return " ".join(sorted({key(word) for word in content}))


def _is_address(text: str, content: list[str]) -> bool:
    """Whether what stands beside a PIN code makes it where somebody lives."""
    beside = words(_PIN.sub(" ", text))
    numbered = any(word[0].isdigit() for word in beside)
    return numbered or len(content) > FEW_WORDS or bool(_HOUSE.intersection(beside))


def _most(values: Iterable[str]) -> str:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else ""
