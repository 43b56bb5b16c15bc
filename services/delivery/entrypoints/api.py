"""HTTP doors of the delivery service."""

from chassis.doors import Call
from chassis.pages import PageQuery
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.message import Message
from services.delivery import queries
from services.delivery.adapters.offers import KeptOffers
from services.delivery.commands import (
    AdmitPartner,
    ChangeCoverage,
    IssueCode,
    OpenPartner,
    RegisterPartner,
    ReportStep,
)
from services.delivery.domain.checks import check_pin
from services.delivery.domain.refusals import DeliveryCodeWrong
from services.delivery.entrypoints.bodies import CoverageBody, PartnerBody, PinQuery, StepBody
from services.delivery.ports import Access
from services.delivery.queries import PartnerPage, PartnerView, Serviceability
from services.delivery.views import ShipmentView


class NewPartner(Message):
    """What a new partner needs to hear its events; the password is shown here only."""

    partner_id: str
    queue: str
    broker_user: str
    broker_password: str


class Api:
    """Partners, where they deliver, and their parcels."""

    service: Assembled

    @http("POST", "/v1/partners", may="partner.register", status=201, secret=True)
    def register_partner(self, call: Call, body: PartnerBody) -> NewPartner:
        """Take a partner on: its record, its queue and user at the broker, then its parcels."""
        call.must()
        partner_id = self.service.handle(
            RegisterPartner(
                partner_id=call.id_for("par"),
                name=body.name,
                machine_id=body.machine_id,
                pins=body.pins,
                days=body.days,
                cod=body.cod,
            )
        )
        access: Access = self.service.handle(AdmitPartner(partner_id=partner_id))
        self.service.handle(OpenPartner(partner_id=partner_id))
        return NewPartner(
            partner_id=partner_id,
            queue=access.queue,
            broker_user=access.user,
            broker_password=access.password,
        )

    @http("PUT", "/v1/partners/<partner_id>/coverage", may="partner.change")
    def change_coverage(self, call: Call, partner_id: str, body: CoverageBody) -> PartnerView:
        """Serve other PIN codes from now on."""
        call.must()
        self.service.handle(
            ChangeCoverage(
                partner_id=partner_id,
                pins=body.pins,
                days=body.days,
                cod=body.cod,
                if_match=call.if_match,
            )
        )
        return queries.partner(self.service.database, partner_id)

    @http("GET", "/v1/partners", may="partner.read")
    def list_partners(self, call: Call, query: PageQuery) -> PartnerPage:
        """All partners, for staff."""
        return queries.partners(self.service.database, query.after, query.limit)

    @http("GET", "/v1/serviceability", open=True)
    def serviceability(self, call: Call, query: PinQuery) -> Serviceability:
        """Whether somebody delivers to a PIN, takes cash there, and how soon."""
        check_pin(query.pin)
        offers = KeptOffers(self.service.database).at(query.pin)
        return queries.serviceability(offers, self.service.clock.now())

    @http("GET", "/v1/shipments/<shipment_id>", may="shipment.read")
    def read_shipment(self, call: Call, shipment_id: str) -> ShipmentView:
        """A parcel, for its partner, buyer, seller and staff of the seller's area."""
        return queries.shipment_for(self.service.database, call.narrows(), shipment_id)

    @http(
        "POST",
        "/v1/shipments/<shipment_id>/events",
        may="shipment.report",
        status=201,
        key="required",
    )
    def report_step(self, call: Call, shipment_id: str, body: StepBody) -> ShipmentView:
        """Tell what happened to a parcel; the same again changes nothing."""
        outcome = self.service.handle(
            ReportStep(
                shipment_id=shipment_id,
                machine_id=call.narrows().id,
                status=body.status,
                at=body.at,
                code=body.code,
                reason=body.reason,
                place=body.place,
            )
        )
        if outcome == "wrong_code":
            raise DeliveryCodeWrong(field="code", allowed="the 4 digits that the buyer got by SMS")
        return queries.shipment_for(self.service.database, call.who, shipment_id)

    @http("POST", "/v1/shipments/<shipment_id>/codes", may="code.issue", status=201, key="required")
    def issue_code(self, call: Call, shipment_id: str) -> ShipmentView:
        """Send the buyer a new code and allow new tries, for staff."""
        shipment = queries.shipment_named(self.service.database, shipment_id)
        call.must(areas=shipment.areas)
        self.service.handle(IssueCode(shipment_id=shipment_id))
        return queries.shipment_for(self.service.database, call.who, shipment_id)
