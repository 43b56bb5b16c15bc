"""What the accounts service reads from the environment."""

import re
from typing import Final

import msgspec

from chassis.people import Grant
from chassis.settings import BadSettings, ServiceSettings
from contracts.values import PHONE

_STAFF: Final = re.compile(rf"({PHONE}):(officer|admin):([0-9]{{1,9}})")


class AccountsSettings(ServiceSettings, frozen=True, kw_only=True):
    """`login_resend_seconds` 0 lets a phone ask for codes as often as it likes."""

    sms_url: str
    signing_keys_file: str
    seed_staff: str = ""
    login_resend_seconds: int = 30


def read_staff(listed: str) -> dict[str, list[Grant]]:
    """From `+9198…:admin:20,+9199…:officer:324`, roles by phone.

    Raises `BadSettings`, telling no number.
    """
    entries = [entry.strip() for entry in listed.split(",") if entry.strip()]
    found = [_STAFF.fullmatch(entry) for entry in entries]
    wrong = [str(number) for number, match in enumerate(found, 1) if match is None]
    if wrong:
        raise BadSettings(
            f"HAAT_SEED_STAFF: entry {', '.join(wrong)}: expected phone:officer|admin:area"
        )
    staff: dict[str, list[Grant]] = {}
    for phone, role, area in (match.groups() for match in found if match):
        grant = msgspec.convert({"role": role, "area": int(area)}, Grant)
        staff.setdefault(phone, []).append(grant)
    return staff
