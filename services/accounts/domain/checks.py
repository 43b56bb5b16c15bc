"""What must hold of what a person says of themselves."""

import re
from typing import Final

from contracts.values import PHONE
from services.accounts.domain.refusals import EmailNotValid, PhoneNotValid

_PHONE: Final = re.compile(PHONE)
_INDIAN: Final = re.compile(r"\+91[6-9][0-9]{9}")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,}"
)
LONGEST_EMAIL: Final = 254


def check_phone(phone: str) -> None:
    """E.164; an Indian number is a mobile one (10 digits, the first 6 to 9)."""
    if not _PHONE.fullmatch(phone) or (phone.startswith("+91") and not _INDIAN.fullmatch(phone)):
        raise PhoneNotValid(field="phone", allowed="E.164, e.g. +91 and 10 digits")


def check_email(email: str) -> None:
    """One plain address, or nothing."""
    if email and (len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email)):
        raise EmailNotValid(field="email", allowed="name@domain, or empty")
