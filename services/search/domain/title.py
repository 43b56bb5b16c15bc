"""What is kept of each product beside the index: enough to answer while the index is away."""

from typing import Final

import msgspec

from contracts.message import Message
from services.search.domain.listing import Listing
from services.search.language import is_stop, keys, words
from services.search.meaning.categories import CATEGORIES

MOST_WORDS: Final = 40


class Title(Message):
    """A product by the search keys of its title and category; `listing` is as it was published.

    Its pieces are those of the publication: stock moves too often to be followed here.
    """

    product_id: str
    seller_id: str
    live: bool
    keys: list[str]
    listing: dict[str, object]


def title_of(listing: Listing) -> Title:
    """Of what is live or not any more."""
    category = CATEGORIES.get(listing.category)
    texts = [listing.title.hi, listing.title.en]
    texts += [category.name.hi, category.name.en] if category else []
    said = [word for text in texts for word in words(text) if not is_stop(word)][:MOST_WORDS]
    return Title(
        product_id=listing.product_id,
        seller_id=listing.seller_id,
        live=listing.live,
        keys=sorted({key for word in said for key in keys(word)}),
        listing=msgspec.to_builtins(listing),
    )
