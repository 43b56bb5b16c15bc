"""How the name of a place is met in a query: by its keys, cut into words or written as one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final

from services.search.language import key, keys, romanise

MOST: Final = 12
ADJECTIVAL: Final = ("i", "y", "ी", "ि", "ई")
_SOUNDS: Final = str.maketrans({"z": "j", "w": "v", "q": "k", "c": "k"})
_SILENT: Final = re.compile(r"[aeiouy]+|(.)(?=\1)|(?<=k)k")
_SPOKEN_C: Final = re.compile(r"ch+")
_SOFT_C: Final = re.compile(r"c(?=[eiy])")


@lru_cache(maxsize=8192)
def principal(words: tuple[str, ...]) -> frozenset[str]:
    """The keys of the words written as one ("raebareli") and word by word ("rae bareli")."""
    return frozenset(("".join(map(key, words)), key("".join(words))))


@lru_cache(maxsize=8192)
def plausible(words: tuple[str, ...]) -> frozenset[str]:
    """The principal keys and those that loose spellings of them have."""
    apart = ("".join(one) for one in islice(product(*map(keys, words)), MOST))
    return frozenset((*principal(words), *apart, *keys("".join(words))))


def consonants(words: tuple[str, ...]) -> str:
    """As they are spoken, with their aspiration."""
    latin = _SPOKEN_C.sub("4", "".join(map(romanise, words)))
    latin = _SOFT_C.sub("s", latin).translate(_SOUNDS)
    return _SILENT.sub("", latin)


@lru_cache(maxsize=8192)
def outline(words: tuple[str, ...]) -> tuple[str, bool]:
    """The consonants with their aspiration, and whether it ends in a vowel.

    Keys forgive more than a name may: a horse (ghoda) may have the key of Godda.
    """
    return consonants(words), romanise(words[-1])[-1:] in "aeiouy"


def adjectival(words: Sequence[str]) -> bool:
    """Whether the last word ends like "banarasi", which is not the place but what comes from it."""
    return words[-1].endswith(ADJECTIVAL)
