"""HTTP doors of sellers."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.catalog.commands import DecideSeller, PauseProduct, RegisterSeller
from services.catalog.entrypoints.bodies import PageQuery, SellerBody, SellerDecisionBody
from services.catalog.queries import products, sellers
from services.catalog.queries.views import SellerPage, SellerView


class SellerDoors:
    """Ask to sell, look, decide."""

    service: Assembled

    @http("POST", "/v1/sellers", status=201, idempotent=True)
    def register_seller(self, call: Call, body: SellerBody) -> SellerView:
        """Ask to sell: for oneself, or as an officer for somebody of the area."""
        command = RegisterSeller(
            seller_id=call.id_for("sel"),
            profile=body.profile(),
            by=call.who,
            owner_phone=body.owner_phone,
        )
        self.service.handle(command)
        return sellers.seller_for(self.service.database, call.who, command.seller_id)

    @http("GET", "/v1/sellers", guests=True)
    def list_sellers(self, call: Call, query: PageQuery) -> SellerPage:
        """Who sells; with a token also one's own, and an officer's area."""
        return sellers.sellers_for(self.service.database, call.person, query.cursor, query.limit)

    @http("GET", "/v1/sellers/<seller_id>", guests=True)
    def read_seller(self, call: Call, seller_id: str) -> SellerView:
        """One seller."""
        return sellers.seller_for(self.service.database, call.person, seller_id)

    @http("POST", "/v1/sellers/<seller_id>/decision", idempotent=True)
    def decide_seller(self, call: Call, seller_id: str, body: SellerDecisionBody) -> SellerView:
        """An officer of the area lets a seller sell, turns them down, or suspends them."""
        self.service.handle(
            DecideSeller(
                seller_id=seller_id, decision=body.decision, by=call.who, reason=body.reason
            )
        )
        for product_id in products.live_without_right(self.service.database, seller_id):
            self.service.handle(PauseProduct(product_id=product_id, by=call.who))
        return sellers.seller_for(self.service.database, call.who, seller_id)
