"""How long somebody who came too often has to wait."""

from datetime import datetime, timedelta


def seconds_until(moment: datetime, now: datetime) -> int:
    """Whole seconds, rounded up: who waits that long does not come too early; at least one."""
    return max(1, -(-(moment - now) // timedelta(seconds=1)))
