"""What is like a product: its own title, asked as a query, without itself."""

from chassis.errors import NotFound
from contracts.message import Message
from contracts.values import Text
from services.search.domain.found import Item
from services.search.domain.hits import Hit
from services.search.domain.plan import Plan
from services.search.domain.wanted import Filters, Page, Wishes
from services.search.language import words
from services.search.queries.answering import Answering
from services.search.queries.desk import Desk


class ListingNotFound(NotFound):
    """No product of that id is on sale."""

    text = Text(hi="यह सामान अभी बिक्री में नहीं है।", en="That product is not on sale.")


class Similar(Message):
    """The most alike first."""

    items: list[Item]


def similar(product_id: str, limit: int, desk: Desk) -> Similar:
    """Goods with like titles, or of its category. Raises `ListingNotFound`, `Unavailable`."""
    listing = desk.index.listing(product_id)
    if listing is None or not listing.shown:
        raise ListingNotFound(field="product_id")
    said = [*words(listing.title.en), *words(listing.title.hi)]
    plan = desk.planner.plan(list(dict.fromkeys(said)))
    wishes = Wishes(districts=[listing.district] if listing.district else [])
    page = Page(limit=limit + 1, facets=False)
    alike = Filters(kind=listing.offered)
    hits = desk.index.by_words(plan, alike, wishes, page).hits
    if len(hits) <= limit:
        family = alike.but(category=listing.category)
        hits = [*hits, *desk.index.by_words(Plan(), family, wishes, page).hits]
    others: dict[str, Hit] = {}
    for hit in hits:
        if hit.listing.product_id != product_id:
            others.setdefault(hit.listing.product_id, hit)
    answering = Answering(plan, desk.gazetteer, None)
    best = list(others.values())[:limit]
    return Similar(items=[answering.item(hit, explain=False) for hit in best])
