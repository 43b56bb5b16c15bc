"""What callers of the search service send."""

import unicodedata
from typing import Annotated

from msgspec import Meta

from chassis.doors import Body
from services.search.domain.wanted import Kind, Wanted

Paise = Annotated[int, Meta(ge=0, le=10**12)]
Code = Annotated[int, Meta(ge=0, le=10**6)]
UpToFifty = Annotated[int, Meta(ge=1, le=50)]


class SearchQuery(Body):
    """`q` in any language; prices in paise; `district` an LGD code; `page` from 1."""

    q: Annotated[str, Meta(max_length=200)] = ""
    category: Annotated[str, Meta(max_length=60)] = ""
    kind: Kind | None = None
    district: Code | None = None
    min_price: Paise | None = None
    max_price: Paise | None = None
    in_stock: bool = False
    page: UpToFifty = 1
    limit: UpToFifty = 20

    def wanted(self) -> Wanted:
        """Its words in the one form that the index has (Unicode NFC)."""
        return Wanted(
            words=unicodedata.normalize("NFC", self.q),
            category=self.category,
            kind=self.kind,
            district=self.district,
            min_price=self.min_price,
            max_price=self.max_price,
            in_stock=self.in_stock,
            page=self.page,
            limit=self.limit,
        )
