"""What of a parked message may be shown: nothing that is a person's or could reach one."""

import re
from typing import Any

import msgspec

MASK = "…"
_PERSONAL = {
    *("name", "phone", "email", "mail", "address", "line1", "line2", "landmark", "village"),
    *("code", "otp", "token", "secret", "secrets", "password", "text"),
    *("card", "upi", "vpa", "aadhaar", "pan"),
}
"""Words of which a field's name may be made: `owner_phone`, `sellerName`."""
_REACHES = re.compile(
    r"(?<![\w-])\+?\d(?:[ -]?\d){9,}(?![\w-])"  # phones and cards; dates and ids are shorter or hex
    r"|[^\s@<>\"']+@[^\s@<>\"']+"
)


def masked_body(body: bytes) -> Any:
    """The JSON with personal fields masked; of anything else only its size."""
    try:
        return masked(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"{MASK} ({len(body)} bytes, not JSON)"


def masked(value: Any) -> Any:
    """The same shape without what a personal field holds and what could reach a person."""
    if isinstance(value, dict):
        return {k: MASK if _is_personal(k) else masked(v) for k, v in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return masked_text(value) if isinstance(value, str) else value


def masked_text(text: str) -> str:
    """Words without phone numbers and e-mail addresses."""
    return _REACHES.sub(MASK, text)


def _is_personal(field: str) -> bool:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", field).lower()
    return not _PERSONAL.isdisjoint(re.split(r"[^a-z0-9]+", words))
