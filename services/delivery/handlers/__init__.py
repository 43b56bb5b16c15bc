"""Everything that the delivery service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.message import Message
from services.delivery import commands
from services.delivery.handlers.assigning import (
    assign_delivery,
    cancel_shipment,
    create_shipment,
    remember_cancellation,
    retry_assignment,
)
from services.delivery.handlers.forgetting import let_address_go
from services.delivery.handlers.partnering import (
    admit_partner,
    change_coverage,
    open_partner,
    register_partner,
)
from services.delivery.handlers.tracking import issue_code, report_step
from services.delivery.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    commands.RegisterPartner: register_partner,
    commands.AdmitPartner: admit_partner,
    commands.OpenPartner: open_partner,
    commands.ChangeCoverage: change_coverage,
    commands.AssignDelivery: assign_delivery,
    commands.RetryAssignment: retry_assignment,
    commands.LetAddressGo: let_address_go,
    commands.CreateShipment: create_shipment,
    commands.RememberCancellation: remember_cancellation,
    commands.CancelShipment: cancel_shipment,
    commands.ReportStep: report_step,
    commands.IssueCode: issue_code,
}
