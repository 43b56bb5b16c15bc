"""A listing as the index holds it: what is searched by is computed here, once per write."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any, Final

import msgspec

from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.language import (
    clean,
    is_stop,
    key,
    keys,
    plain,
    romanise,
    script,
    trigrams,
    words,
)
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.hollow import HOLLOW
from services.search.meaning.saying import pair
from services.search.places import Gazetteer

MOST_WORDS: Final = 400
"""Of a description: what comes after is not what the goods are."""
MOST_PAIRED: Final = 10
FAMOUS: Final = 20
"""So many orders are half of all the fame that there is."""
RADII: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100)
"""A service's radius is rounded down to one of these, so that a query can ask for each by itself
and none is found beyond where it goes."""
USUAL_RADIUS: Final = 10
"""Of a service that was published before radii were told."""
GAZETTEER: Final = Gazetteer.load()
keys_of = lru_cache(maxsize=100_000)(keys)
trigrams_of = lru_cache(maxsize=50_000)(trigrams)


def document(listing: Listing) -> dict[str, Any]:
    """All fields of `mapping.MAPPINGS`; `listing` itself is all that can be read back."""
    hi, en = words(listing.title.hi), words(listing.title.en)
    point = GAZETTEER.pin(listing.pin) if listing.pin else None
    found = {
        "typed": _joined([*hi, *en, *map(plain, [*hi, *en])]),
        "keys": _joined([*(keys_of(word)[0] for word in (*hi, *en)), *_glued(hi), *_glued(en)]),
        "variants": _joined(key for word in (*hi, *en) for key in keys_of(word)[1:]),
        "pairs": _joined([*_pairs(hi), *_pairs(en)]),
        "family": _joined(_family(listing)),
        "body": _joined(_spelt(_body(listing))),
        "trigrams": _joined(g for word in [*hi, *en] for g in trigrams_of(keys_of(word)[0])),
        "whole": whole(listing.title),
        "vocabulary": vocabulary([*hi, *en]),
        "product_id": listing.product_id,
        "live": listing.shown,
        "kind": listing.kind,
        "category": listing.category,
        "craft": listing.craft,
        "seller_id": listing.seller_id,
        "tags": [clean(tag) for tag in listing.tags],
        "district": listing.district,
        "block": listing.block,
        "price": listing.price,
        "free": listing.free,
        "popularity": listing.popularity,
        "fame": listing.popularity / (listing.popularity + FAMOUS),
        "beneficiary": listing.beneficiary,
        "updated": listing.updated,
        "radius_km": max(r for r in RADII if r <= (listing.radius_km or USUAL_RADIUS)),
        "listing": msgspec.to_builtins(listing),
    }
    if point:
        found["location"] = {"lat": point.lat, "lon": point.lon}
    if listing.shown:
        found["suggest"] = _suggestion(listing, hi, en)
    return found


def whole(title: Text) -> list[str]:
    """The whole title in principal keys, in each language: what an exact hit is told by."""
    both = [" ".join(keys_of(w)[0] for w in words(t)) for t in (title.hi, title.en)]
    return sorted({said for said in both if said})


def vocabulary(said: Iterable[str]) -> list[str]:
    """The words of a title that a misspelt one may have meant: key, and how it is written."""
    return sorted(
        {
            f"{keys_of(word)[0]} {word}"
            for word in said
            if script(word) in ("Deva", "Latn") and len(word) > 1 and not is_stop(word)
        }
    )


def _spelt(said: Iterable[str]) -> Iterator[str]:
    for word in said:
        yield from keys_of(word)


def _pairs(said: list[str]) -> Iterator[str]:
    """Any two words of a title: what is said in two words is found by one token."""
    keys = [keys_of(word)[0] for word in said if not is_stop(word)][:MOST_PAIRED]
    return (pair(one, other) for one, other in combinations(keys, 2))


def _glued(said: list[str]) -> Iterator[str]:
    """Neighbours written as one: "dhoop batti" is found by "dhoopbatti"."""
    for left, right in pairwise(said):
        yield keys_of(left + right)[0]


def _family(listing: Listing) -> Iterator[str]:
    category = CATEGORIES.get(listing.category)
    for text in (category.name.hi, category.name.en) if category else ():
        yield from (keys_of(word)[0] for word in words(text) if plain(word) not in HOLLOW)


def _body(listing: Listing) -> list[str]:
    category = CATEGORIES.get(listing.category)
    district, block = GAZETTEER.district(listing.district), GAZETTEER.block(listing.block)
    texts = [
        *listing.materials,
        *listing.tags,
        *(t for name in (category.name if category else None, district, block) if name
          for t in (name.hi, name.en)),
        listing.village,
        listing.seller.hi,
        listing.seller.en,
        listing.description.hi,
        listing.description.en,
    ]  # fmt: skip
    return [word for text in texts for word in words(text)][:MOST_WORDS]


def _suggestion(listing: Listing, hi: list[str], en: list[str]) -> dict[str, Any]:
    """From each word of a title on: who types "tasar" finds "Blue tasar saree"."""
    typed = [[key(w) for w in hi], [key(w) for w in en], [*en], [romanise(w) for w in hi]]
    inputs = {" ".join(said[at:])[:60] for said in typed for at in range(min(len(said), 5))}
    return {
        "input": sorted(i for i in inputs if i),
        "weight": 1 + listing.popularity,
        "contexts": {"kind": [listing.kind], "district": [str(listing.district)]},
    }


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(tokens))
