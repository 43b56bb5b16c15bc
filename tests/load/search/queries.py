"""A fixed list of queries of all kinds, in equal shares, about what the generated goods are."""

import random
from collections.abc import Callable
from typing import Final, NamedTuple

from services.search.language import is_stop, key, romanise, words
from tests.load.search.areas import areas
from tests.load.search.goods import Shop
from tests.load.search.words import Word

EACH: Final = 30
"""Queries of every kind."""
SEED: Final = 66
SPOKEN: Final = (
    "मुझे {hi} चाहिए",
    "भैया {hi} कहां मिलेगा",
    "mujhe shaadi ke liye {rom} chahiye",
    "hamare ghar ke liye accha sa {rom} dikhao",
    "i want to buy a {en} for my house",
)
PRICES: Final = (
    "{rom} {rs} se kam",
    "{en} under {rs}",
    "{hi} {rs} रुपये तक",
    "sasta {rom}",
    "{en} below rs {rs}",
)
PLACES: Final = ("{rom} {town} me", "{en} in {town}", "{town} ka {rom}", "{hi} {town_hi} में")


class Query(NamedTuple):
    """What is typed, and what kind of query it is."""

    kind: str
    q: str


def queries(seed: int = SEED) -> list[Query]:
    """Shuffled, so that any stretch of it is a fair sample; the same for the same seed."""
    chance, shop = random.Random(seed), Shop()
    found: dict[str, Query] = {}
    for turn, (kind, ask) in enumerate(KINDS.items(), start=1):
        while len(found) < turn * EACH:
            q = ask(chance, _asked_for(chance, shop))
            found.setdefault(q, Query(kind, q))
    asked = list(found.values())
    chance.shuffle(asked)
    return asked


def beginnings(asked: list[Query], seed: int = SEED) -> list[str]:
    """What somebody has typed of each when suggestions are asked for: two letters or more."""
    chance = random.Random(seed)
    return [query.q[: chance.randint(2, max(2, min(len(query.q), 14)))] for query in asked]


def plain_words(q: str) -> str:
    """What the plain query asks for: the principal keys of all words but stop words."""
    said = words(q)
    return " ".join(key(word) for word in [w for w in said if not is_stop(w)] or said)


def _asked_for(chance: random.Random, shop: Shop) -> Word:
    """A thing that has a name in both languages."""
    while True:
        _, thing = shop.thing(chance)
        if thing.hi and thing.en:
            return thing


def _hindi(chance: random.Random, thing: Word) -> str:
    return chance.choice(thing.hi)


def _hinglish(chance: random.Random, thing: Word) -> str:
    """Romanised, sometimes with a vowel doubled or an h dropped, as people do."""
    written = _romanised(chance, thing)
    habit = chance.randrange(3)
    if habit == 1:
        return written.replace("i", "ee", 1)
    return written.replace("h", "", 1) if habit == 2 and len(written) > 4 else written


def _english(chance: random.Random, thing: Word) -> str:
    return chance.choice(thing.en)


def _typo(chance: random.Random, thing: Word) -> str:
    """A letter lost, doubled, or swapped with the next; never the first."""
    text = chance.choice((_romanised(chance, thing), chance.choice(thing.en)))
    at = chance.randrange(1, max(2, len(text) - 1))
    mistakes = (
        text[:at] + text[at + 1 :],
        text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
        text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
    )
    return chance.choice(mistakes)


def _spoken(chance: random.Random, thing: Word) -> str:
    return _filled(chance, thing, SPOKEN)


def _with_price(chance: random.Random, thing: Word) -> str:
    return _filled(chance, thing, PRICES)


def _with_place(chance: random.Random, thing: Word) -> str:
    return _filled(chance, thing, PLACES)


def _filled(chance: random.Random, thing: Word, patterns: tuple[str, ...]) -> str:
    town_hi, town = chance.choice([town for area in areas() for town in area.towns])
    return chance.choice(patterns).format(
        hi=chance.choice(thing.hi),
        rom=_romanised(chance, thing),
        en=chance.choice(thing.en),
        rs=chance.choice((100, 200, 500, 1000)),
        town=town.lower(),
        town_hi=town_hi,
    )


def _romanised(chance: random.Random, thing: Word) -> str:
    return " ".join(romanise(word) for word in words(chance.choice(thing.hi)))


KINDS: Final[dict[str, Callable[[random.Random, Word], str]]] = {
    "hindi": _hindi,
    "hinglish": _hinglish,
    "english": _english,
    "typo": _typo,
    "spoken": _spoken,
    "price": _with_price,
    "place": _with_place,
}
