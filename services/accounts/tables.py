"""Where the accounts service keeps what it owns, and the indexes that its queries need."""

from typing import Final

from chassis.store import Collection, Index
from services.accounts.domain.account import Account
from services.accounts.domain.api_key import ApiKey
from services.accounts.domain.code_ceiling import CodeCeiling
from services.accounts.domain.consent import Consents
from services.accounts.domain.erasure import Erasure
from services.accounts.domain.login import Login
from services.accounts.domain.machine import Machine
from services.accounts.domain.network_limit import NetworkLimit
from services.accounts.domain.phone_limit import PhoneLimit
from services.accounts.domain.pin import Pin
from services.accounts.domain.session import Session

HOUR: Final = 3600
"""An expired login stays that long, so that it is told as expired and not as unknown."""
YEAR: Final = 365 * 24 * HOUR

LOGINS = Collection("logins", Login, Index(fields=("expires_at",), expires_after=HOUR))
PHONE_LIMITS = Collection(
    "phone_limits", PhoneLimit, Index(fields=("last_asked_at",), expires_after=25 * HOUR)
)
NETWORK_LIMITS = Collection(
    "network_limits", NetworkLimit, Index(fields=("last_at",), expires_after=2 * HOUR)
)
CEILINGS = Collection("ceilings", CodeCeiling, Index(fields=("begun_at",), expires_after=HOUR))
ACCOUNTS = Collection("accounts", Account, Index(fields=("phone",)))
SESSIONS = Collection(
    "sessions",
    Session,
    Index(fields=("person_id", "status")),
    Index(fields=("expires_at",), expires_after=30 * 24 * HOUR),
)
"""One that is over stays for a month: an old refresh token is still recognised."""
PINS = Collection("pins", Pin, Index(fields=("untold",)))
MACHINES = Collection("machines", Machine)
API_KEYS = Collection(
    "api_keys",
    ApiKey,
    Index(fields=("machine_id", "_id")),
    Index(fields=("revoked_at",), expires_after=YEAR),
    Index(fields=("expires_at",), expires_after=YEAR),
)
CONSENTS = Collection("consents", Consents)
ERASURES = Collection(
    "erasures", Erasure, Index(fields=("status", "due_at")), Index(fields=("status",))
)

OWNED: Final = (
    LOGINS,
    PHONE_LIMITS,
    NETWORK_LIMITS,
    CEILINGS,
    ACCOUNTS,
    SESSIONS,
    PINS,
    MACHINES,
    API_KEYS,
    CONSENTS,
    ERASURES,
)
"""All of them."""
