"""HTTP doors of payout accounts, and the clock that makes them active."""

import logging

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from services.payments import payout_queries
from services.payments.bootstrap import Payments
from services.payments.commands import (
    ActivatePayoutAccount,
    DecidePayoutAccount,
    EnterPayoutAccount,
    WithdrawPayoutAccount,
)
from services.payments.entrypoints.payout_bodies import (
    PayoutAccountBody,
    PayoutAccountQuery,
    PayoutDecisionBody,
)
from services.payments.payout_queries import PayoutAccountPage, PayoutAccountView
from services.payments.resealing import reseal_some

_log = logging.getLogger(__name__)


class PayoutDoors:
    """Name an account, look, decide, take back."""

    service: Assembled[Payments]

    @http(
        "POST",
        "/v1/payout-accounts",
        may="payout_account.enter",
        status=201,
        key="required",
        sure=True,
        at="/v1/payout-accounts/{payout_account_id}",
    )
    def enter_payout_account(self, call: Call, body: PayoutAccountBody) -> PayoutAccountView:
        """Say where a seller's money shall go: the owner, or a field officer on their behalf."""
        command = EnterPayoutAccount(
            payout_account_id=call.id_for("pac"),
            seller_id=body.seller_id,
            details=body.details(),
            by=call.narrows(),
        )
        self.service.handle(command)
        return self._shown(call, command.payout_account_id)

    @http("GET", "/v1/payout-accounts", may="payout_account.read")
    def list_payout_accounts(self, call: Call, query: PayoutAccountQuery) -> PayoutAccountPage:
        """Those of a seller; without one, one's own; with a status, staff's of their area."""
        known = self.service.database, self.service.vault, call.narrows()
        if query.seller_id:
            return payout_queries.of_seller(
                *known, query.seller_id, after=query.after, limit=query.limit
            )
        return payout_queries.for_reader(*known, query.status, after=query.after, limit=query.limit)

    @http("GET", "/v1/payout-accounts/<payout_account_id>", may="payout_account.read")
    def read_payout_account(self, call: Call, payout_account_id: str) -> PayoutAccountView:
        """One payout account."""
        return self._shown(call, payout_account_id)

    @http(
        "POST",
        "/v1/payout-accounts/<payout_account_id>/decision",
        may="payout_account.decide",
        key="required",
        sure=True,
    )
    def decide_payout_account(
        self, call: Call, payout_account_id: str, body: PayoutDecisionBody
    ) -> PayoutAccountView:
        """A district approver who neither owns nor entered it says yes, or no with a reason."""
        command = DecidePayoutAccount(
            payout_account_id=payout_account_id,
            decision=body.decision,
            reason=body.reason,
            by=call.narrows(),
            if_match=call.if_match,
        )
        self.service.handle(command)
        return self._shown(call, payout_account_id)

    @http(
        "POST",
        "/v1/payout-accounts/<payout_account_id>/withdrawal",
        may="payout_account.withdraw",
    )
    def withdraw_payout_account(self, call: Call, payout_account_id: str) -> PayoutAccountView:
        """Take it back before it is active: at once, and without a second step."""
        command = WithdrawPayoutAccount(
            payout_account_id=payout_account_id, by=call.narrows(), if_match=call.if_match
        )
        self.service.handle(command)
        return self._shown(call, payout_account_id)

    @every(seconds=30)
    def activate_payout_accounts(self) -> None:
        """Those whose hold is over."""
        for id, seller_id in payout_queries.due(self.service.database, self.service.clock.now()):
            try:
                command = ActivatePayoutAccount(payout_account_id=id, seller_id=seller_id)
                self.service.handle(command)
            except Exception:
                _log.exception("could not activate a payout account", extra={"payout_account": id})

    @every(seconds=60)
    def reseal_payout_accounts(self) -> None:
        """Those that are sealed under an older key."""
        reseal_some(self.service.database, self.service.vault, self.service.handle)

    def _shown(self, call: Call, id: str) -> PayoutAccountView:
        service = self.service
        return payout_queries.payout_account_for(
            service.database, service.vault, call.narrows(), id
        )
