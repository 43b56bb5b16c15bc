"""Types of payments. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told


class PaymentView(Told):
    """The money of an order, in paise. Neither card nor provider secrets are shown."""

    payment_id: str
    order_id: str
    status: str
    method: str
    amount: int
    captured: int
    refunded: int
    collected: int
    currency: str
    provider_ref: str
    reason: str


class PayoutAccountBody(Sent):
    """Either `account_number` and `ifsc`, or `vpa`; `holder` as the bank writes the name."""

    seller_id: str
    holder: str
    account_number: str | UnsetType | None = UNSET
    ifsc: str | UnsetType | None = UNSET
    vpa: str | UnsetType | None = UNSET


class PayoutAccountPage(Told):
    """The oldest first; `next` is the cursor of the next page, empty at the end."""

    items: list[PayoutAccountView]
    next: str = ""


class PayoutAccountView(Told):
    """Where a seller's money shall go. `shown` ends with the last four digits. `active_from` is
    when it became active, or will: 48 hours after it was approved. `shared_with` are other
    sellers that named the same number; only who decides is told.
    """

    payout_account_id: str
    seller_id: str
    kind: str
    shown: str
    ifsc: str
    holder: str
    status: str
    entered_by: str
    entered_at: datetime
    objection: str
    decided_by: str
    reason: str
    active_from: datetime | None
    ended_at: datetime | None
    version: int
    shared_with: list[str] = []


class PayoutDecisionBody(Sent):
    """A no needs its reason, and so does a yes to a number that another seller named too."""

    decision: Literal["approve", "refuse"]
    reason: str | UnsetType = UNSET
