"""Operations of delivery. Made by `haat client`."""

from __future__ import annotations

from ..caller import Caller, at
from ..types.delivery import (
    CoverageBody,
    NewPartner,
    PartnerBody,
    PartnerPage,
    PartnerView,
    Serviceability,
    ShipmentView,
    StepBody,
)


class Delivery:
    """All doors of delivery."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_partners(self, *, cursor: str | None = None, limit: int | None = None) -> PartnerPage:
        """All partners, for staff."""
        return self._caller.call(
            "GET", "/v1/partners", PartnerPage, query={"cursor": cursor, "limit": limit}
        )

    def register_partner(self, body: PartnerBody, *, key: str = "") -> NewPartner:
        """Take a partner on: its record, its queue and user at the broker, then its parcels."""
        return self._caller.call("POST", "/v1/partners", NewPartner, body=body, key=key)

    def change_coverage(
        self, partner_id: str, body: CoverageBody, *, key: str = "", if_match: int | None = None
    ) -> PartnerView:
        """Serve other PIN codes from now on."""
        return self._caller.call(
            "PUT",
            at("/v1/partners/{}/coverage", partner_id),
            PartnerView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def serviceability(self, *, pin: str) -> Serviceability:
        """Whether somebody delivers to a PIN, takes cash there, and how soon."""
        return self._caller.call(
            "GET", "/v1/serviceability", Serviceability, query={"pin": pin}, signed=False
        )

    def read_shipment(self, shipment_id: str) -> ShipmentView:
        """A parcel, for its partner, buyer, seller and staff of the seller's area."""
        return self._caller.call("GET", at("/v1/shipments/{}", shipment_id), ShipmentView)

    def issue_code(self, shipment_id: str, *, key: str = "") -> ShipmentView:
        """Send the buyer a new code and allow new tries, for staff."""
        return self._caller.call(
            "POST", at("/v1/shipments/{}/codes", shipment_id), ShipmentView, key=key
        )

    def report_step(self, shipment_id: str, body: StepBody, *, key: str = "") -> ShipmentView:
        """Tell what happened to a parcel; the same again changes nothing."""
        return self._caller.call(
            "POST", at("/v1/shipments/{}/events", shipment_id), ShipmentView, body=body, key=key
        )
