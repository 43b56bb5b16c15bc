"""What may be shown of what is kept: nothing that is a person's or could reach one."""

import re
from datetime import datetime
from typing import Any, Final

MASK: Final = "…"
_PERSONAL: Final = {
    *("name", "phone", "email", "mail", "address", "line1", "line2", "landmark", "village"),
    *("code", "otp", "token", "secret", "secrets", "password", "text"),
    *("names", "phones", "emails", "addresses", "codes", "tokens"),
    *("card", "upi", "vpa", "aadhaar", "pan", "bank", "ifsc", "holder"),
}
"""Words of which a field's name may be made: `owner_phone`, `sellerName`."""
_REACHES: Final = re.compile(
    r"(?<![\w-])\+?\d(?:[ -]?\d){9,}(?![\w-])"  # phones and cards; dates and ids are shorter or hex
    r"|(?<![^\s@<>\"'])[^\s@<>\"']+@[^\s@<>\"']+"  # from its begin alone: else a long word is slow
)
_ID: Final = re.compile(r"[a-z]{2,5}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN: Final = re.compile(
    r"[a-z][a-z_]{0,39}(\.[a-z][a-z_]{0,39})?"  # a status, an action, a word of an enumeration
    r"|(state|district|block):[0-9]{1,9}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{5,15}(Z|[+-][0-9]{2}:[0-9]{2}))?"
)


def masked_text(text: str) -> str:
    """Words without phone numbers and e-mail addresses."""
    return _REACHES.sub(MASK, text)


def is_personal(field: str) -> bool:
    """Whether a field of that name holds what is a person's."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", field).lower()
    return not _PERSONAL.isdisjoint(re.split(r"[^a-z0-9]+", words))


def shown(value: Any, *, personal: bool) -> str:
    """A single value as text where it is an id, a date, a number or a word of an enumeration.

    Anything else might be a name, an address or a sentence, and is masked.
    """
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    if personal:
        return MASK
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else MASK
    return str(value) if isinstance(value, int | float) else MASK
