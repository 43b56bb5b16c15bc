"""Words that say nothing of what is looked for, though they are no stop words of the language."""

from collections.abc import Sequence
from typing import Final

from services.search.language import is_stop, plain, words

_WORDS: Final = """
रंग कलर rang color colour साइज size सामान saman samaan चीज cheez cheej item items product products
goods maal माल type kism किस्म प्रकार design डिजाइन डिज़ाइन craft crafts शिल्प काम kaam work
सेवा seva service services सामग्री samagri article articles stuff things thing
"""
HOLLOW: Final = frozenset(plain(word) for word in words(_WORDS))
"""In plain Latin letters: गुड़ has the key of "goods"."""


def content(said: Sequence[str]) -> list[str]:
    """Without stop words and hollow ones; what is nothing else is about those."""
    without = [word for word in said if not is_stop(word)] or list(said)
    return [word for word in without if plain(word) not in HOLLOW] or without
