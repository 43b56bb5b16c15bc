"""People whom staff enter before they ever log in."""

from contracts.catalog import PersonIntroduced
from services.accounts.domain.account import Account
from services.accounts.ports import Ports


def on_person_introduced(event: PersonIntroduced, ports: Ports) -> None:
    """Known from now on, in Hindi until they say otherwise; who is known already stays."""
    if ports.accounts.find(event.person_id) is None:
        ports.accounts.add(Account.register(event.person_id, event.phone, "hi"))
