"""Operations of catalog. Made by `haat client`."""

from __future__ import annotations

from typing import Literal

from ..caller import Caller, at
from ..types.catalog import (
    CataloguePage,
    EditBody,
    ProductBody,
    ProductDecisionBody,
    ProductPage,
    ProductView,
    SellerBody,
    SellerDecisionBody,
    SellerPage,
    SellerView,
    StockBody,
    StockView,
    SuspensionBody,
)


class Catalog:
    """All doors of the catalogue."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def read_catalogue(
        self, *, cursor: str | None = None, limit: int | None = None, ids: str | None = None
    ) -> CataloguePage:
        """Every live product with the numbers that its events carry; for machines and admins."""
        return self._caller.call(
            "GET",
            "/v1/catalogue",
            CataloguePage,
            query={"cursor": cursor, "limit": limit, "ids": ids},
        )

    def list_products(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        seller_id: str | None = None,
        status: Literal[
            "", "approved", "draft", "live", "paused", "rejected", "retired", "submitted"
        ]
        | None = None,
    ) -> ProductPage:
        """What is on sale; all of one seller's, or of one status, for its owner and the area's
        staff.
        """
        return self._caller.call(
            "GET",
            "/v1/products",
            ProductPage,
            query={"cursor": cursor, "limit": limit, "seller_id": seller_id, "status": status},
        )

    def draft_product(self, body: ProductBody, *, key: str = "") -> ProductView:
        """Begin a description; its owner, or an officer of the area."""
        return self._caller.call("POST", "/v1/products", ProductView, body=body, key=key)

    def retire_product(
        self, product_id: str, *, key: str = "", if_match: int | None = None
    ) -> ProductView:
        """Take it off sale for good."""
        return self._caller.call(
            "DELETE", at("/v1/products/{}", product_id), ProductView, key=key, if_match=if_match
        )

    def read_product(self, product_id: str) -> ProductView:
        """One product."""
        return self._caller.call("GET", at("/v1/products/{}", product_id), ProductView)

    def edit_product(
        self, product_id: str, body: EditBody, *, key: str = "", if_match: int | None = None
    ) -> ProductView:
        """Change a draft, or what was sent back."""
        return self._caller.call(
            "PATCH",
            at("/v1/products/{}", product_id),
            ProductView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def decide_product(
        self,
        product_id: str,
        body: ProductDecisionBody,
        *,
        key: str = "",
        if_match: int | None = None,
    ) -> ProductView:
        """An officer of the area finds it fit for sale, or sends it back."""
        return self._caller.call(
            "POST",
            at("/v1/products/{}/decision", product_id),
            ProductView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def pause_product(
        self, product_id: str, *, key: str = "", if_match: int | None = None
    ) -> ProductView:
        """Take it off sale for a while."""
        return self._caller.call(
            "DELETE",
            at("/v1/products/{}/publication", product_id),
            ProductView,
            key=key,
            if_match=if_match,
        )

    def publish_product(
        self, product_id: str, *, key: str = "", if_match: int | None = None
    ) -> ProductView:
        """Put it on sale."""
        return self._caller.call(
            "POST",
            at("/v1/products/{}/publication", product_id),
            ProductView,
            key=key,
            if_match=if_match,
        )

    def count_stock(
        self, product_id: str, body: StockBody, *, key: str = "", if_match: int | None = None
    ) -> StockView:
        """So many pieces are free from now; what is held or sold stays as it is."""
        return self._caller.call(
            "PUT",
            at("/v1/products/{}/stock", product_id),
            StockView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def submit_product(
        self, product_id: str, *, key: str = "", if_match: int | None = None
    ) -> ProductView:
        """Ask for review."""
        return self._caller.call(
            "POST",
            at("/v1/products/{}/submission", product_id),
            ProductView,
            key=key,
            if_match=if_match,
        )

    def list_sellers(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        status: Literal["", "approved", "rejected", "submitted", "suspended"] | None = None,
    ) -> SellerPage:
        """Who sells; with a token also one's own, and an officer's area."""
        return self._caller.call(
            "GET",
            "/v1/sellers",
            SellerPage,
            query={"cursor": cursor, "limit": limit, "status": status},
        )

    def register_seller(self, body: SellerBody, *, key: str = "") -> SellerView:
        """Ask to sell: for oneself, or as an officer for somebody of the area."""
        return self._caller.call("POST", "/v1/sellers", SellerView, body=body, key=key)

    def read_seller(self, seller_id: str) -> SellerView:
        """One seller."""
        return self._caller.call("GET", at("/v1/sellers/{}", seller_id), SellerView)

    def decide_seller(
        self, seller_id: str, body: SellerDecisionBody, *, key: str = ""
    ) -> SellerView:
        """An officer of the area lets a seller sell, turns them down, or suspends them."""
        return self._caller.call(
            "POST", at("/v1/sellers/{}/decision", seller_id), SellerView, body=body, key=key
        )

    def reinstate_seller(self, seller_id: str, *, key: str = "") -> SellerView:
        """Let a suspended seller sell again what was on sale before."""
        return self._caller.call(
            "DELETE", at("/v1/sellers/{}/suspension", seller_id), SellerView, key=key
        )

    def suspend_seller(self, seller_id: str, body: SuspensionBody, *, key: str = "") -> SellerView:
        """Stop all sales of a seller: what is live stays so, out of buyers' sight."""
        return self._caller.call(
            "POST", at("/v1/sellers/{}/suspension", seller_id), SellerView, body=body, key=key
        )
