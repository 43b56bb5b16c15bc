"""How long to wait before the next attempt."""

import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

FIRST_SECONDS, LONGEST_SECONDS = 0.25, 8.0


def pause_before(attempt: int, retry_after: float | None) -> float:
    """Growing and spread, so that callers who failed together come back apart; after what
    `Retry-After` asks for, never before."""
    longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** (attempt - 2))
    return (retry_after or 0.0) + random.uniform(longest / 2, longest)  # noqa: S311


def retry_after_of(headers: Mapping[str, str]) -> float | None:
    """Seconds that the answer asks to wait (RFC 9110: a number or a date); None if it does not."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
