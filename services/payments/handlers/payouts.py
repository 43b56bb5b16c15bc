"""Payout accounts: entered, decided on by another person, held, activated."""

from chassis import policy
from chassis.context import current
from contracts.catalog import SellerApproved, SellerRegistered
from services.payments.commands import (
    ActivatePayoutAccount,
    DecidePayoutAccount,
    EnterPayoutAccount,
    ResealPayoutAccount,
    WithdrawPayoutAccount,
)
from services.payments.domain.payee import Payee
from services.payments.domain.payout_account import PayoutAccount
from services.payments.domain.refusals import (
    PayeeNotFound,
    PayoutAccountNotFound,
    PayoutAccountWaiting,
    ReasonMissing,
)
from services.payments.ports import Ports
from services.payments.sealing import opened, sealed


def on_seller_told(event: SellerRegistered | SellerApproved, ports: Ports) -> None:
    """Keep whose the seller is and where; nothing is known of sellers otherwise."""
    payee, place = ports.payees.find(event.seller_id), current().sequence
    if payee is None:
        ports.payees.add(Payee.told(event, place=place))
    else:
        payee.hear(event, place=place)


def enter_payout_account(command: EnterPayoutAccount, ports: Ports) -> None:
    """One at a time for each seller; what is entered is sealed before it is kept."""
    if ports.payout_accounts.find(command.payout_account_id):
        return
    payee = ports.payees.find(command.seller_id)
    if payee is None:
        raise PayeeNotFound(field="seller_id")
    policy.must(command.by, "payout_account.enter", [payee.owner_id], payee.areas)
    now = ports.clock.now()
    if not _may_announce(payee, command.payout_account_id, ports):
        raise PayoutAccountWaiting(field="seller_id")
    payee.announce(command.payout_account_id, at=now)
    account = PayoutAccount.enter(
        command.payout_account_id,
        payee,
        command.details,
        sealed(command.details, command.payout_account_id, ports.vault),
        by=command.by.id,
        at=now,
    )
    ports.payout_accounts.add(account)


def decide_payout_account(command: DecidePayoutAccount, ports: Ports) -> None:
    """A word that stands already is not said again."""
    account = _account_named(command.payout_account_id, ports)
    policy.must(command.by, "payout_account.decide", [account.owner_id], account.areas)
    account.must_be_at(command.if_match)
    (_approve if command.decision == "approve" else _refuse)(command, account, ports)


def _approve(command: DecidePayoutAccount, account: PayoutAccount, ports: Ports) -> None:
    """A yes to a number that another seller named too needs its reason."""
    if account.status in ("approved", "active"):
        return
    if account.status == "entered" and _payee_of(account, ports).waiting != account.id:
        raise PayoutAccountWaiting(field="payout_account_id")
    if not command.reason and ports.shared_with(account):
        raise ReasonMissing(field="reason")
    at, hold = ports.clock.now(), ports.payout_hold
    account.approve(command.reason, by=command.by.id, at=at, hold=hold)


def _refuse(command: DecidePayoutAccount, account: PayoutAccount, ports: Ports) -> None:
    """A no needs its reason."""
    if account.status != "refused":
        if not command.reason:
            raise ReasonMissing(field="reason")
        account.refuse(command.reason, by=command.by.id, at=ports.clock.now())
    _payee_of(account, ports).release(account.id)


def withdraw_payout_account(command: WithdrawPayoutAccount, ports: Ports) -> None:
    """For the owner who did not mean it; one that was withdrawn stays so."""
    account = _account_named(command.payout_account_id, ports)
    policy.must(command.by, "payout_account.withdraw", [account.owner_id], account.areas)
    account.must_be_at(command.if_match)
    if account.status != "withdrawn":
        account.withdraw(by=command.by.id, at=ports.clock.now())
    _payee_of(account, ports).release(account.id)


def activate_payout_account(command: ActivatePayoutAccount, ports: Ports) -> None:
    """The seller's document switches, then the old account ends, then the new one is active.

    They are written in the order in which they are taken in hand; a crash in between is mended
    when this is asked again, since the new one is due until it is active.
    """
    id = command.payout_account_id
    payee = ports.payees.get(command.seller_id)
    before = ports.payout_accounts.find(payee.before if payee.active == id else payee.active)
    account, now = _account_named(id, ports), ports.clock.now()
    if not account.is_due(now):
        return
    payee.switch(id)
    if before is not None and before.status == "active":
        before.replace(at=now)
    account.activate(at=now)


def reseal_payout_account(command: ResealPayoutAccount, ports: Ports) -> None:
    """Nothing but the seal changes."""
    account = _account_named(command.payout_account_id, ports)
    if account.sealed.key != ports.vault.newest:
        account.reseal(sealed(opened(account, ports.vault), account.id, ports.vault))


def _account_named(id: str, ports: Ports) -> PayoutAccount:
    account = ports.payout_accounts.find(id)
    if account is None:
        raise PayoutAccountNotFound(field="payout_account_id")
    return account


def _payee_of(account: PayoutAccount, ports: Ports) -> Payee:
    return ports.payees.get(account.seller_id)


def _may_announce(payee: Payee, id: str, ports: Ports) -> bool:
    """Whether none is on its way; one that was lost in a crash, or has ended, is not."""
    if payee.waiting in ("", id):
        return True
    other = ports.payout_accounts.find(payee.waiting)
    return payee.has_given_up(ports.clock.now()) if other is None else not other.is_on_its_way
