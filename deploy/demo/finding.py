"""How people ask, and what the demo's district has for them."""

import time
from collections.abc import Callable

from clients.python import Haat
from clients.python.types.search import Found
from deploy.demo.story import Say, StoryIncomplete

ASKED = ("lathi", "नल टपक रहा है", "mujhe 300 rupaye tak ka peda chahiye")
SHOWN = 3
MOST_SECONDS = 20.0
"""What was published a moment ago is found within two."""
PAUSE_SECONDS = 0.2


def tell_what_is_found(api: Haat, say: Say, wait: Callable[[float], None] = time.sleep) -> None:
    """A misspelt word, a need, a sentence with a price. Raises `StoryIncomplete`."""
    for words in ASKED:
        found = _found(api, words, wait)
        say(f"“{words}”")
        for part in found.understood:
            say(f"             · understood “{part.said}” as {part.name} {part.value}")
        for item in found.items[:SHOWN]:
            say(f"  {rupees(item.price):>10}  {item.title.hi}  ({item.title.en})")


def rupees(paise: int) -> str:
    """As people write it."""
    return f"₹{paise // 100}.{paise % 100:02d}"


def _found(api: Haat, words: str, wait: Callable[[float], None]) -> Found:
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        found = api.search.search(q=words, limit=SHOWN, facets=False)
        if found.items and not found.degraded:
            return found
        wait(PAUSE_SECONDS)
    raise StoryIncomplete(f"nothing was found for “{words}” within {MOST_SECONDS:.0f} s")
