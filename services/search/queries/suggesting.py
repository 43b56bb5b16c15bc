"""As somebody types: products, categories and what others asked for, from the first letters on."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from chassis.errors import Unavailable
from contracts.message import Message
from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.domain.opening import Opening
from services.search.domain.wanted import Kind
from services.search.language import is_stop, keys, plain, romanise, script, words
from services.search.meaning.beginnings import beginnings
from services.search.meaning.categories import CATEGORIES
from services.search.queries.desk import Desk

MOST_QUERIES: Final = 4
LONGEST: Final = 60


class Suggestion(Message):
    """A product, a category to browse, or a query that others found something with."""

    kind: Literal["product", "category", "query"]
    text: Text
    product_id: str = ""
    category: str = ""


class Suggestions(Message):
    """Categories first, then queries, then products."""

    items: list[Suggestion]


def opening(q: str) -> Opening | None:
    """None for nothing typed yet."""
    said = words(q)
    if not said:
        return None
    before = "".join(keys(word)[0] + " " for word in said[:-1])
    return Opening(
        typed=" ".join(map(romanise, said))[:LONGEST],
        sound=" ".join(map(plain, said))[:LONGEST],
        keys=[(before + key)[:LONGEST] for key in keys(said[-1])],
    )


def suggest(q: str, kind: Kind | None, limit: int, desk: Desk) -> Suggestions:
    """While the index is away, categories and queries alone."""
    begun = opening(q)
    if begun is None:
        return Suggestions(items=[])
    categories = [
        Suggestion(kind="category", text=CATEGORIES[slug].name, category=slug)
        for slug in beginnings(desk.lexicon()).categories(begun, kind)
    ]
    asked = [
        Suggestion(kind="query", text=Text(hi=query, en=query))
        for query in _asked(begun, openings(tuple(desk.popular())), desk)
    ]
    products = [
        Suggestion(kind="product", text=one.title, product_id=one.product_id, category=one.category)
        for one in _products(begun, kind, limit, desk)
    ]
    return Suggestions(items=[*categories, *asked, *products][:limit])


def _products(begun: Opening, kind: Kind | None, limit: int, desk: Desk) -> list[Listing]:
    try:
        return desk.index.beginning(begun, kind, limit)
    except Unavailable:
        return []


@lru_cache(maxsize=2)
def openings(popular: tuple[str, ...]) -> list[tuple[str, Opening]]:
    """How popular queries begin; they change once a minute, and are asked at every letter."""
    return [(query, begun) for query in popular if (begun := opening(query))]


def _asked(begun: Opening, popular: Iterable[tuple[str, Opening]], desk: Desk) -> list[str]:
    found = (
        query
        for query, other in popular
        if (other.typed.startswith(begun.typed) or other.keys[0].startswith(begun.keys[0]))
        and _harmless(query, desk)
    )
    return list(islice(found, MOST_QUERIES))


def _harmless(query: str, desk: Desk) -> bool:
    """Only words that goods or meanings have: nobody's name is shown for being asked often."""
    said = (word for word in words(query) if not is_stop(word) and script(word) != "Digit")
    return all(any(map(desk.vocabulary.knows, keys(word))) for word in said)
