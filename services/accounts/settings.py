"""What the accounts service reads from the environment."""

import re
from datetime import timedelta
from typing import Annotated, Final, get_args

import msgspec
from msgspec import Meta

from chassis.people import Grant
from chassis.settings import BadSettings, PersonKey, ServiceSettings
from contracts.policy import AREA, Kind, Role
from contracts.values import PHONE
from services.accounts.ports import CodeLimits

_ROLES: Final = "|".join(
    role for role in get_args(Role) if role not in ("buyer", "seller", "partner")
)
SHORTEST_KEY: Final = 32
_KINDS: Final = "|".join(kind for kind in get_args(Kind) if kind)
_STAFF: Final = re.compile(
    rf"(?P<phone>{PHONE}):(?P<role>{_ROLES})(?:/(?P<kind>{_KINDS}))?:(?P<area>{AREA})"
)


class AccountsSettings(ServiceSettings, frozen=True, kw_only=True):
    """`login_resend_seconds` 0 lets a phone ask for codes as often as it likes; `codes_per_network`
    (an hour, not proved) and `codes_per_minute` (for everybody) 0 are no limit.
    """

    sms_url: str
    voice_url: str = ""
    """Where calls go that read a code aloud; without it none are offered."""
    signing_keys_file: str
    person_key: PersonKey
    hash_keys: str
    """Comma-separated: the first makes keyed hashes, all recognise them."""
    seed_staff: str = ""
    login_resend_seconds: Annotated[int, Meta(ge=0)] = 30
    codes_per_network: Annotated[int, Meta(ge=0)] = 120
    codes_per_minute: Annotated[int, Meta(ge=0)] = 600
    access_token_seconds: Annotated[int, Meta(ge=1, le=3600)] = 900

    @property
    def limits(self) -> CodeLimits:
        """How often codes go out."""
        return CodeLimits(
            resend=timedelta(seconds=self.login_resend_seconds),
            per_network=self.codes_per_network,
            per_minute=self.codes_per_minute,
        )


def read_hash_keys(listed: str) -> list[str]:
    """Raises `BadSettings`, telling none of them."""
    keys = [key.strip() for key in listed.split(",") if key.strip()]
    if not keys or min(map(len, keys)) < SHORTEST_KEY:
        raise BadSettings(f"HAAT_HASH_KEYS: expected keys of {SHORTEST_KEY} characters or more")
    return keys


def read_staff(listed: str) -> dict[str, list[Grant]]:
    """From `+9198…:admin:everywhere,+9199…:officer/field:district:324`, roles by phone.

    Raises `BadSettings`, telling no number.
    """
    entries = [entry.strip() for entry in listed.split(",") if entry.strip()]
    found = [_STAFF.fullmatch(entry) for entry in entries]
    wrong = [str(number) for number, match in enumerate(found, 1) if match is None]
    if wrong:
        raise BadSettings(
            f"HAAT_SEED_STAFF: entry {', '.join(wrong)}: expected phone:role[/kind]:area"
        )
    staff: dict[str, list[Grant]] = {}
    for match in filter(None, found):
        given = match.groupdict(default="")
        staff.setdefault(given.pop("phone"), []).append(msgspec.convert(given, Grant))
    return staff
