"""What verbs and the nouns made of them have in common: katwana and काटना are about "kat"."""

from functools import lru_cache
from typing import Final

from services.search.language.plain import plain

SHORTEST: Final = 3
_WRITTEN: Final = """
na ni ne ta ti te kar ke ana ani ane ata ati ate ai aai ayi avat aavat
vana vani vane vata vati vate vai vaai vaya vayi vaye vaun vau vao
aya aye ao au oge egi ega enge e o i a
ing ings ed er ers age ages ation ations ment
"""
_ENDINGS: Final = sorted(_WRITTEN.split(), key=lambda ending: -len(ending))


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """The first letters, without the longest ending that leaves three; roots of nouns may meet too.

    Vowels inside are dropped ("kaatna", "katna"), so it tells needs apart only with other words.
    """
    said = plain(word)
    for ending in _ENDINGS:
        if said.endswith(ending) and len(said) - len(ending) >= SHORTEST - 1:
            bare = said[: -len(ending)]
            if sum(letter not in "aeiou" for letter in bare) >= SHORTEST - 1:
                return bare
    return said
