"""Everything that the payments service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.catalog import SellerApproved, SellerRegistered
from contracts.delivery import ShipmentDelivered
from contracts.message import Message
from contracts.orders import OrderCancelled, OrderPlaced
from services.payments.commands import (
    ActivatePayoutAccount,
    Charge,
    DecidePayoutAccount,
    EnterPayoutAccount,
    GiveBack,
    ResealPayoutAccount,
    Settle,
    WithdrawPayoutAccount,
)
from services.payments.handlers.charging import charge, on_order_placed, settle
from services.payments.handlers.giving_back import (
    give_back,
    on_order_cancelled,
    on_shipment_delivered,
)
from services.payments.handlers.payouts import (
    activate_payout_account,
    decide_payout_account,
    enter_payout_account,
    on_seller_told,
    reseal_payout_account,
    withdraw_payout_account,
)
from services.payments.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    OrderPlaced: on_order_placed,
    Charge: charge,
    Settle: settle,
    OrderCancelled: on_order_cancelled,
    GiveBack: give_back,
    ShipmentDelivered: on_shipment_delivered,
    SellerRegistered: on_seller_told,
    SellerApproved: on_seller_told,
    EnterPayoutAccount: enter_payout_account,
    DecidePayoutAccount: decide_payout_account,
    WithdrawPayoutAccount: withdraw_payout_account,
    ActivatePayoutAccount: activate_payout_account,
    ResealPayoutAccount: reseal_payout_account,
}
