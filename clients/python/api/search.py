"""Operations of search. Made by `haat client`."""

from __future__ import annotations

from typing import Literal

from ..caller import Caller
from ..types.search import Found


class Search:
    """All doors of search."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def search(
        self,
        *,
        q: str | None = None,
        category: str | None = None,
        kind: Literal["goods", "service"] | None = None,
        district: int | None = None,
        min_price: int | None = None,
        max_price: int | None = None,
        in_stock: bool | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Found:
        """Find what is on sale by words and filters, with counts for further filters."""
        return self._caller.call(
            "GET",
            "/v1/search",
            Found,
            query={
                "q": q,
                "category": category,
                "kind": kind,
                "district": district,
                "min_price": min_price,
                "max_price": max_price,
                "in_stock": in_stock,
                "page": page,
                "limit": limit,
            },
            signed=False,
        )
