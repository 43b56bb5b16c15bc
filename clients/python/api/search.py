"""Operations of search. Made by `haat client`."""

from __future__ import annotations

from typing import Literal

from ..caller import Caller, at
from ..types.search import (
    ClickBody,
    Empty,
    Found,
    MeaningBody,
    MeaningEditBody,
    MeaningPage,
    MeaningView,
    ReportPage,
    Similar,
    Suggestions,
)


class Search:
    """All doors of search."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_meanings(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        term: str | None = None,
        category: str | None = None,
        kind: Literal["colour", "material", "need", "occasion", "person", "quality", "thing"]
        | Literal[""]
        | None = None,
    ) -> MeaningPage:
        """Meanings, the retired ones too; by a word of theirs in any spelling and script."""
        return self._caller.call(
            "GET",
            "/v1/meanings",
            MeaningPage,
            query={
                "cursor": cursor,
                "limit": limit,
                "term": term,
                "category": category,
                "kind": kind,
            },
        )

    def add_meaning(self, body: MeaningBody, *, key: str = "") -> MeaningView:
        """Add a meaning: words that stand for each other."""
        return self._caller.call("POST", "/v1/meanings", MeaningView, body=body, key=key)

    def retire_meaning(
        self, meaning_id: str, *, key: str = "", if_match: int | None = None
    ) -> MeaningView:
        """Let its words say it no more; it can be restored."""
        return self._caller.call(
            "DELETE", at("/v1/meanings/{}", meaning_id), MeaningView, key=key, if_match=if_match
        )

    def read_meaning(self, meaning_id: str) -> MeaningView:
        """One meaning with all its terms."""
        return self._caller.call("GET", at("/v1/meanings/{}", meaning_id), MeaningView)

    def edit_meaning(
        self, meaning_id: str, body: MeaningEditBody, *, key: str = "", if_match: int | None = None
    ) -> MeaningView:
        """Change its terms, categories or wider meanings."""
        return self._caller.call(
            "PATCH",
            at("/v1/meanings/{}", meaning_id),
            MeaningView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def restore_meaning(
        self, meaning_id: str, *, key: str = "", if_match: int | None = None
    ) -> MeaningView:
        """Let the words of a retired meaning say it again."""
        return self._caller.call(
            "POST",
            at("/v1/meanings/{}/restoration", meaning_id),
            MeaningView,
            key=key,
            if_match=if_match,
        )

    def search(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        q: str | None = None,
        category: str | None = None,
        craft: str | None = None,
        kind: Literal["goods", "service"] | None = None,
        district: int | None = None,
        block: int | None = None,
        min_price: int | None = None,
        max_price: int | None = None,
        seller_id: str | None = None,
        tag: str | None = None,
        in_stock: bool | None = None,
        deliver_to: str | None = None,
        near_pin: str | None = None,
        lat: float | None = None,
        lon: float | None = None,
        within_km: int | None = None,
        sort: Literal["-price", "distance", "newest", "popular", "price", "relevance"]
        | None = None,
        without: str | None = None,
        facets: bool | None = None,
        explain: bool | None = None,
    ) -> Found:
        """Find what is on sale by words and filters; anyone may, `explain` is for staff."""
        return self._caller.call(
            "GET",
            "/v1/search",
            Found,
            query={
                "cursor": cursor,
                "limit": limit,
                "q": q,
                "category": category,
                "craft": craft,
                "kind": kind,
                "district": district,
                "block": block,
                "min_price": min_price,
                "max_price": max_price,
                "seller_id": seller_id,
                "tag": tag,
                "in_stock": in_stock,
                "deliver_to": deliver_to,
                "near_pin": near_pin,
                "lat": lat,
                "lon": lon,
                "within_km": within_km,
                "sort": sort,
                "without": without,
                "facets": facets,
                "explain": explain,
            },
        )

    def note_click(self, body: ClickBody, *, key: str = "") -> Empty:
        """Tell that a product of an answer was looked at; each counts once for a search."""
        return self._caller.call(
            "POST", "/v1/search/clicks", Empty, body=body, key=key, signed=False
        )

    def read_search_report(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        week: str,
        kind: Literal["no_click", "no_result"],
    ) -> ReportPage:
        """Queries of a week without a result or a click, the most asked first."""
        return self._caller.call(
            "GET",
            "/v1/search/report",
            ReportPage,
            query={"cursor": cursor, "limit": limit, "week": week, "kind": kind},
        )

    def find_similar(self, product_id: str, *, limit: int | None = None) -> Similar:
        """What is like a product that is on sale."""
        return self._caller.call(
            "GET", at("/v1/similar/{}", product_id), Similar, query={"limit": limit}, signed=False
        )

    def suggest(
        self,
        *,
        q: str | None = None,
        kind: Literal["goods", "service"] | None = None,
        limit: int | None = None,
    ) -> Suggestions:
        """What somebody may be about to type, in either script."""
        return self._caller.call(
            "GET",
            "/v1/suggest",
            Suggestions,
            query={"q": q, "kind": kind, "limit": limit},
            signed=False,
        )
