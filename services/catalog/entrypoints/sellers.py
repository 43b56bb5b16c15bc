"""HTTP doors of sellers."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.message import Message
from services.catalog.commands import (
    DecideSeller,
    RegisterSeller,
    ReinstateSeller,
    SuspendSeller,
)
from services.catalog.entrypoints.bodies import (
    SellerBody,
    SellerDecisionBody,
    SellerQuery,
    SuspensionBody,
)
from services.catalog.queries import sellers
from services.catalog.queries.views import SellerPage, SellerView


class SellerDoors:
    """Ask to sell, look, decide."""

    service: Assembled

    @http("POST", "/v1/sellers", may="seller.register", status=201, at="/v1/sellers/{seller_id}")
    def register_seller(self, call: Call, body: SellerBody) -> SellerView:
        """Ask to sell: for oneself, or as an officer for somebody of the area."""
        command = RegisterSeller(
            seller_id=call.id_for("sel"),
            profile=body.profile(),
            by=call.narrows(),
            owner_phone=body.owner_phone,
        )
        return self._shown_after(command.seller_id, command)

    @http("GET", "/v1/sellers", may="seller.read", guests=True)
    def list_sellers(self, call: Call, query: SellerQuery) -> SellerPage:
        """Who sells; with a token also one's own, and an officer's area."""
        return sellers.sellers_for(
            self.service.database,
            call.person and call.narrows(),
            query.status,
            query.after,
            query.limit,
        )

    @http("GET", "/v1/sellers/<seller_id>", may="seller.read", guests=True)
    def read_seller(self, call: Call, seller_id: str) -> SellerView:
        """One seller."""
        return sellers.seller_for(self.service.database, call.person and call.narrows(), seller_id)

    @http("POST", "/v1/sellers/<seller_id>/decision", may="seller.decide")
    def decide_seller(self, call: Call, seller_id: str, body: SellerDecisionBody) -> SellerView:
        """An officer of the area lets a seller sell, turns them down, or suspends them."""
        command = DecideSeller(
            seller_id=seller_id, decision=body.decision, by=call.narrows(), reason=body.reason
        )
        return self._shown_after(seller_id, command)

    @http("POST", "/v1/sellers/<seller_id>/suspension", may="seller.suspend")
    def suspend_seller(self, call: Call, seller_id: str, body: SuspensionBody) -> SellerView:
        """Stop all sales of a seller: what is live stays so, out of buyers' sight."""
        command = SuspendSeller(seller_id=seller_id, by=call.narrows(), reason=body.reason)
        return self._shown_after(seller_id, command)

    @http("DELETE", "/v1/sellers/<seller_id>/suspension", may="seller.reinstate")
    def reinstate_seller(self, call: Call, seller_id: str) -> SellerView:
        """Let a suspended seller sell again what was on sale before."""
        return self._shown_after(seller_id, ReinstateSeller(seller_id=seller_id, by=call.narrows()))

    def _shown_after(self, seller_id: str, command: Message) -> SellerView:
        self.service.handle(command)
        return sellers.seller_shown(self.service.database, seller_id)
