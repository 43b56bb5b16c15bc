"""Operations of payments. Made by `haat client`."""

from __future__ import annotations

from typing import Literal

from ..caller import Caller, at
from ..types.payments import (
    PaymentView,
    PayoutAccountBody,
    PayoutAccountPage,
    PayoutAccountView,
    PayoutDecisionBody,
)


class Payments:
    """All doors of payments."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def read_payment(self, *, order_id: str) -> PaymentView:
        """The payment of one order."""
        return self._caller.call("GET", "/v1/payments", PaymentView, query={"order_id": order_id})

    def list_payout_accounts(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        seller_id: str | None = None,
        status: Literal["", "approved", "entered"] | None = None,
    ) -> PayoutAccountPage:
        """Those of a seller; without one, one's own; with a status, staff's of their area."""
        return self._caller.call(
            "GET",
            "/v1/payout-accounts",
            PayoutAccountPage,
            query={"cursor": cursor, "limit": limit, "seller_id": seller_id, "status": status},
        )

    def enter_payout_account(self, body: PayoutAccountBody, *, key: str = "") -> PayoutAccountView:
        """Say where a seller's money shall go: the owner, or a field officer on their behalf.
        Needs a second step.
        """
        return self._caller.call(
            "POST", "/v1/payout-accounts", PayoutAccountView, body=body, key=key
        )

    def read_payout_account(self, payout_account_id: str) -> PayoutAccountView:
        """One payout account."""
        return self._caller.call(
            "GET", at("/v1/payout-accounts/{}", payout_account_id), PayoutAccountView
        )

    def decide_payout_account(
        self,
        payout_account_id: str,
        body: PayoutDecisionBody,
        *,
        key: str = "",
        if_match: int | None = None,
    ) -> PayoutAccountView:
        """A district approver who neither owns nor entered it says yes, or no with a reason.
        Needs a second step.
        """
        return self._caller.call(
            "POST",
            at("/v1/payout-accounts/{}/decision", payout_account_id),
            PayoutAccountView,
            body=body,
            key=key,
            if_match=if_match,
        )

    def withdraw_payout_account(
        self, payout_account_id: str, *, key: str = "", if_match: int | None = None
    ) -> PayoutAccountView:
        """Take it back before it is active: at once, and without a second step."""
        return self._caller.call(
            "POST",
            at("/v1/payout-accounts/{}/withdrawal", payout_account_id),
            PayoutAccountView,
            key=key,
            if_match=if_match,
        )
