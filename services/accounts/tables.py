"""Where the accounts service keeps what it owns, and the indexes that its queries need."""

from typing import Final

from chassis.store import Collection, Index
from services.accounts.domain.account import Account
from services.accounts.domain.login import Login
from services.accounts.domain.machine import Machine
from services.accounts.domain.phone_limit import PhoneLimit

HOUR: Final = 3600
"""An expired login stays that long, so that it is told as expired and not as unknown."""

LOGINS = Collection("logins", Login, Index(fields=("expires_at",), expires_after=HOUR))
PHONE_LIMITS = Collection(
    "phone_limits", PhoneLimit, Index(fields=("last_asked_at",), expires_after=2 * HOUR)
)
ACCOUNTS = Collection("accounts", Account)
MACHINES = Collection("machines", Machine)
