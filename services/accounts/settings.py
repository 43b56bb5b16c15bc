"""What the accounts service reads from the environment."""

import re
from typing import Final

import msgspec

from chassis.people import Grant
from chassis.settings import BadSettings, ServiceSettings
from contracts.message import Message

_STAFF: Final = re.compile(r"(\+[1-9][0-9]{7,14}):(officer|admin):([0-9]{1,9})")


class AccountsSettings(ServiceSettings, frozen=True, kw_only=True):
    """`login_resend_seconds` 0 lets a phone ask for codes as often as it likes."""

    sms_url: str
    signing_keys_file: str
    seed_staff: str = ""
    login_resend_seconds: int = 30


class Staff(Message):
    """A person who has a role from the first start on."""

    phone: str
    grant: Grant


def read_staff(listed: str) -> list[Staff]:
    """From `+9198…:admin:20,+9199…:officer:324`; raises `BadSettings` without telling a number."""
    entries = [entry.strip() for entry in listed.split(",") if entry.strip()]
    found = [_STAFF.fullmatch(entry) for entry in entries]
    wrong = [str(number) for number, match in enumerate(found, 1) if match is None]
    if wrong:
        raise BadSettings(
            f"HAAT_SEED_STAFF: entry {', '.join(wrong)}: expected phone:officer|admin:area"
        )
    return [
        Staff(
            phone=match[1],
            grant=msgspec.convert({"role": match[2], "area": int(match[3])}, Grant),
        )
        for match in found
        if match
    ]
