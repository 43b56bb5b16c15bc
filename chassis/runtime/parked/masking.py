"""What of a parked message may be shown: nothing that is a person's or could reach one."""

from typing import Any

import msgspec

from chassis.masking import MASK, is_personal, masked_text


def masked_body(body: bytes) -> Any:
    """The JSON with personal fields masked; of anything else only its size."""
    try:
        return masked(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"{MASK} ({len(body)} bytes, not JSON)"


def masked(value: Any) -> Any:
    """The same shape without what a personal field holds and what could reach a person."""
    if isinstance(value, dict):
        return {k: MASK if is_personal(k) else masked(v) for k, v in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return masked_text(value) if isinstance(value, str) else value
