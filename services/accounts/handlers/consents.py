"""People say yes and no to the use of their information; staff writes down what it was told."""

from services.accounts.commands.rights import GiveConsent, WithdrawConsent
from services.accounts.domain.account import Account
from services.accounts.domain.checks import check_phone
from services.accounts.domain.consent import Consents
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.rights_refusals import ConsentNotFound, NoticeOutdated
from services.accounts.ports import Ports


def give_consent(command: GiveConsent, ports: Ports) -> Consents:
    """All that the person said; they must have been shown the notice that holds now."""
    now = ports.clock.now()
    notice = ports.notices.current(command.notice, now)
    if notice.version != command.version:
        raise NoticeOutdated(field="version", allowed=str(notice.version))
    _known(command, ports)
    consents = ports.consents.find(command.person_id)
    if consents is None:
        consents = Consents.of(command.person_id)
        ports.consents.add(consents)
    consents.give(command.purposes, notice, command.how, at=now)
    return consents


def withdraw_consent(command: WithdrawConsent, ports: Ports) -> Consents:
    """All that the person said. Raises `ConsentNotFound`."""
    consents = ports.consents.find(command.person_id)
    if consents is None:
        raise ConsentNotFound(field="purpose")
    consents.withdraw(command.purpose, at=ports.clock.now())
    return consents


def _known(command: GiveConsent, ports: Ports) -> None:
    """Whom staff speaks for is known from now on, so that they can be told."""
    if command.phone:
        check_phone(command.phone)
    account = ports.accounts.find(command.person_id)
    if account is None and not command.phone:
        raise PersonNotFound(field="person_id")
    if account is None:
        language = command.how.language
        ports.accounts.add(Account.register(command.person_id, command.phone, language))
    elif account.status == "erased" and command.phone:
        account.come_back(command.phone, command.how.language)
