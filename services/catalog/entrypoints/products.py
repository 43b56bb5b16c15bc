"""HTTP doors of products."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.message import Message
from services.catalog.commands import (
    CountStock,
    DecideProduct,
    DraftProduct,
    EditProduct,
    PauseProduct,
    PublishProduct,
    RetireProduct,
    SubmitProduct,
)
from services.catalog.entrypoints.bodies import ProductDecisionBody, ProductQuery, StockBody
from services.catalog.entrypoints.descriptions import EditBody, ProductBody
from services.catalog.entrypoints.turns import Turns
from services.catalog.queries import products, stocks
from services.catalog.queries.views import ProductPage, ProductView, StockView


class ProductDoors:
    """Describe, review, sell."""

    service: Assembled
    turns: Turns

    @http(
        "POST",
        "/v1/products",
        may="product.draft",
        status=201,
        key="required",
        at="/v1/products/{product_id}",
    )
    def draft_product(self, call: Call, body: ProductBody) -> ProductView:
        """Begin a description; its owner, or an officer of the area."""
        command = DraftProduct(
            product_id=call.id_for("prd"),
            seller_id=body.seller_id,
            kind=body.kind,
            details=body.details(),
            stock=body.stock,
            by=call.narrows(),
        )
        return self._after(command.product_id, command)

    @http("PATCH", "/v1/products/<product_id>", may="product.edit")
    def edit_product(self, call: Call, product_id: str, body: EditBody) -> ProductView:
        """Change a draft, or what was sent back."""
        command = EditProduct(
            product_id=product_id,
            changes=body.changes(),
            by=call.narrows(),
            if_match=call.if_match,
        )
        return self._after(product_id, command)

    @http("GET", "/v1/products", may="product.read", guests=True)
    def list_products(self, call: Call, query: ProductQuery) -> ProductPage:
        """What is on sale; all of one seller's, or of one status, for its owner and the area's
        staff."""
        return products.products_for(
            self.service.database,
            call.person and call.narrows(),
            products.ProductWish(seller_id=query.seller_id, status=query.status),
            after=query.after,
            limit=query.limit,
        )

    @http("GET", "/v1/products/<product_id>", may="product.read", guests=True)
    def read_product(self, call: Call, product_id: str) -> ProductView:
        """One product."""
        return products.product_for(
            self.service.database, call.person and call.narrows(), product_id
        )

    @http("POST", "/v1/products/<product_id>/submission", may="product.submit")
    def submit_product(self, call: Call, product_id: str) -> ProductView:
        """Ask for review."""
        return self._after(product_id, SubmitProduct(product_id=product_id, by=call.narrows()))

    @http("POST", "/v1/products/<product_id>/decision", may="product.decide")
    def decide_product(self, call: Call, product_id: str, body: ProductDecisionBody) -> ProductView:
        """An officer of the area finds it fit for sale, or sends it back."""
        command = DecideProduct(
            product_id=product_id,
            decision=body.decision,
            by=call.narrows(),
            grade=body.grade,
            reason=body.reason,
        )
        return self._after(product_id, command)

    @http("POST", "/v1/products/<product_id>/publication", may="product.publish")
    def publish_product(self, call: Call, product_id: str) -> ProductView:
        """Put it on sale."""
        return self._after(product_id, PublishProduct(product_id=product_id, by=call.narrows()))

    @http("DELETE", "/v1/products/<product_id>/publication", may="product.pause")
    def pause_product(self, call: Call, product_id: str) -> ProductView:
        """Take it off sale for a while."""
        return self._after(product_id, PauseProduct(product_id=product_id, by=call.narrows()))

    @http("DELETE", "/v1/products/<product_id>", may="product.retire")
    def retire_product(self, call: Call, product_id: str) -> ProductView:
        """Take it off sale for good."""
        return self._after(product_id, RetireProduct(product_id=product_id, by=call.narrows()))

    @http("PUT", "/v1/products/<product_id>/stock", may="stock.count")
    def count_stock(self, call: Call, product_id: str, body: StockBody) -> StockView:
        """So many pieces are free from now; what is held or sold stays as it is."""
        command = CountStock(
            product_id=product_id,
            quantity=body.quantity,
            by=call.narrows(),
            if_match=call.if_match,
        )
        with self.turns.of([product_id]):
            self.service.handle(command)
        return stocks.stock_of(self.service.database, product_id)

    def _after(self, product_id: str, command: Message) -> ProductView:
        self.service.handle(command)
        return products.product_shown(self.service.database, product_id)
