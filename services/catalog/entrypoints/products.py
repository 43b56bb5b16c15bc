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

    @http("POST", "/v1/products", status=201, idempotent=True)
    def draft_product(self, call: Call, body: ProductBody) -> ProductView:
        """Begin a description; its owner, or an officer of the area."""
        command = DraftProduct(
            product_id=call.id_for("prd"),
            seller_id=body.seller_id,
            kind=body.kind,
            details=body.details(),
            stock=body.stock,
            by=call.who,
        )
        return self._after(call, command.product_id, command)

    @http("PATCH", "/v1/products/<product_id>")
    def edit_product(self, call: Call, product_id: str, body: EditBody) -> ProductView:
        """Change a draft, or what was sent back."""
        command = EditProduct(product_id=product_id, changes=body.changes(), by=call.who)
        return self._after(call, product_id, command)

    @http("GET", "/v1/products", guests=True)
    def list_products(self, call: Call, query: ProductQuery) -> ProductPage:
        """What is on sale; all of one seller's for its owner and the area's officers."""
        return products.products_for(
            self.service.database, call.person, query.seller_id, query.cursor, query.limit
        )

    @http("GET", "/v1/products/<product_id>", guests=True)
    def read_product(self, call: Call, product_id: str) -> ProductView:
        """One product."""
        return products.product_for(self.service.database, call.person, product_id)

    @http("POST", "/v1/products/<product_id>/submission", idempotent=True)
    def submit_product(self, call: Call, product_id: str) -> ProductView:
        """Ask for review."""
        return self._after(call, product_id, SubmitProduct(product_id=product_id, by=call.who))

    @http("POST", "/v1/products/<product_id>/decision", idempotent=True)
    def decide_product(self, call: Call, product_id: str, body: ProductDecisionBody) -> ProductView:
        """An officer of the area finds it fit for sale, or sends it back."""
        command = DecideProduct(
            product_id=product_id,
            decision=body.decision,
            by=call.who,
            grade=body.grade,
            reason=body.reason,
        )
        return self._after(call, product_id, command)

    @http("POST", "/v1/products/<product_id>/publication", idempotent=True)
    def publish_product(self, call: Call, product_id: str) -> ProductView:
        """Put it on sale."""
        return self._after(call, product_id, PublishProduct(product_id=product_id, by=call.who))

    @http("DELETE", "/v1/products/<product_id>/publication")
    def pause_product(self, call: Call, product_id: str) -> ProductView:
        """Take it off sale for a while."""
        return self._after(call, product_id, PauseProduct(product_id=product_id, by=call.who))

    @http("DELETE", "/v1/products/<product_id>")
    def retire_product(self, call: Call, product_id: str) -> ProductView:
        """Take it off sale for good."""
        return self._after(call, product_id, RetireProduct(product_id=product_id, by=call.who))

    @http("PUT", "/v1/products/<product_id>/stock")
    def count_stock(self, call: Call, product_id: str, body: StockBody) -> StockView:
        """So many pieces are free from now; what is held or sold stays as it is."""
        command = CountStock(product_id=product_id, quantity=body.quantity, by=call.who)
        with self.turns.of([product_id]):
            self.service.handle(command)
        return stocks.stock_of(self.service.database, product_id)

    def _after(self, call: Call, product_id: str, command: Message) -> ProductView:
        self.service.handle(command)
        return products.product_for(self.service.database, call.who, product_id)
