"""As somebody types: products, categories and what others asked for, from the first letters on."""

from itertools import islice
from typing import Final, Literal

from chassis.errors import Unavailable
from contracts.message import Message
from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.domain.opening import Opening
from services.search.domain.wanted import Kind
from services.search.language import is_stop, keys, script, words
from services.search.meaning.beginnings import beginnings
from services.search.meaning.categories import CATEGORIES
from services.search.queries.desk import Desk
from services.search.queries.opening import opening, popular

MOST_QUERIES: Final = 4


class Suggestion(Message):
    """A product, a category to browse, or a query that others found something with."""

    kind: Literal["product", "category", "query"]
    text: Text
    product_id: str = ""
    category: str = ""


class Suggestions(Message):
    """Categories first, then queries, then products."""

    items: list[Suggestion]


def suggest(q: str, kind: Kind | None, limit: int, desk: Desk) -> Suggestions:
    """While the index is away, categories and queries alone."""
    begun = opening(q)
    if begun is None:
        return Suggestions(items=[])
    categories = [
        Suggestion(kind="category", text=CATEGORIES[slug].name, category=slug)
        for slug in beginnings(desk.lexicon()).categories(begun, kind)
    ]
    others = popular(tuple(desk.popular())).starting(begun)
    asked = [
        Suggestion(kind="query", text=Text(hi=query, en=query))
        for query in islice((q for q in others if _harmless(q, desk)), MOST_QUERIES)
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


def _harmless(query: str, desk: Desk) -> bool:
    """Only words that goods or meanings have: nobody's name is shown for being asked often."""
    said = (word for word in words(query) if not is_stop(word) and script(word) != "Digit")
    return all(any(map(desk.vocabulary.knows, keys(word))) for word in said)
