"""The search keys of a word: the same for its Devanagari and its Latin spellings."""

from functools import lru_cache

from services.search.language.devanagari import clean
from services.search.language.fold import fold
from services.search.language.hearing import heard_otherwise
from services.search.language.romanise import spell
from services.search.language.stems import (
    direct_case,
    english_sound,
    hindi_stem,
    latin_stem,
    loose_hindi_stem,
    loose_stem,
    singular,
)
from services.search.language.words import script

MOST = 6
_NUKTA = "\u093c"


@lru_cache(maxsize=65_536)
def keys(word: str) -> tuple[str, ...]:
    """Give the principal key first, then other plausible ones (six in all at most)."""
    return spelt_keys(word)


def key(word: str) -> str:
    """Give the principal search key: the fold of the light stem."""
    return keys(word)[0]


def spelt_keys(word: str) -> tuple[str, ...]:
    """Work the keys out anew each time; `keys` remembers them."""
    plain = clean(word)
    writing = script(plain)
    if writing == "Deva":
        spellings = [spell(stem, flap) for stem, flap in _hindi(plain)]
    elif writing == "Latn":
        spellings = _latin(plain)
    else:
        return (plain,)
    folded = dict.fromkeys(fold(spelling) for spelling in dict.fromkeys(spellings))
    return tuple(one for one in folded if one)[:MOST] or (plain,)


def _hindi(word: str) -> list[tuple[str, str]]:
    stem = hindi_stem(word)
    found = [(stem, "d")]
    if _NUKTA in stem:
        found.append((stem, "r"))
    found += [(word, "d"), (loose_hindi_stem(word), "d")]
    found.extend((other, "d") for other in heard_otherwise(stem))
    return list(dict.fromkeys(found))


def _latin(word: str) -> list[str]:
    one = singular(word)
    stem = latin_stem(one)
    return [direct_case(stem), stem, word, english_sound(one), loose_stem(word)]
