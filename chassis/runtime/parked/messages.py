"""A parked message as an operator sees it: where and why it failed; nothing of a person."""

import fnmatch
import re
from datetime import UTC, datetime
from typing import Any

import amqp
import msgspec

from chassis.masking import masked_text
from chassis.runtime.link import body_of
from chassis.runtime.parked.masking import masked_body
from chassis.runtime.topology import DELAY, SUSPECT
from contracts.envelope import PREFIX
from contracts.message import Message

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
AGE = r"[0-9]{1,5}[smhd]"
"""An age, as a pattern of the whole."""


class Parked(Message):
    """What the headers tell. `queue` is where it failed and where a replay takes it."""

    event_id: str
    type: str
    queue: str
    error: str
    attempt: int
    first_failed_at: datetime | None
    service: str
    handler: str


class ParkedInFull(Parked):
    """With all its headers and its body, in which what is a person's is masked."""

    headers: dict[str, Any]
    body: Any


class Filters(Message):
    """Which messages are meant: all that is given must be true of them.

    `queue` may hold `*`; `error` is a part of class or text; ages are seconds since the first
    failure, and what does not tell its age has none.
    """

    event_ids: frozenset[str] = frozenset()
    queue: str = ""
    error: str = ""
    older_than: float | None = None
    younger_than: float | None = None

    @property
    def empty(self) -> bool:
        """Nothing is given: every message is meant."""
        return self == Filters()

    def match(self, parked: Parked, now: datetime) -> bool:
        """Whether the message is meant."""
        if self.event_ids and parked.event_id not in self.event_ids:
            return False
        if self.queue and not fnmatch.fnmatchcase(parked.queue, self.queue):
            return False
        if self.error.casefold() not in parked.error.casefold():
            return False
        if self.older_than is None and self.younger_than is None:
            return True
        if parked.first_failed_at is None:
            return False
        age = (now - parked.first_failed_at).total_seconds()
        old = self.older_than is None or age > self.older_than
        return old and (self.younger_than is None or age < self.younger_than)


def seconds_of(age: str) -> float | None:
    """`90s`, `15m`, `2h`, `3d` in seconds; nothing for no age. Raises `ValueError`."""
    if not age:
        return None
    if not re.fullmatch(AGE, age):
        raise ValueError(f"{age!r} is no age such as 90s, 15m, 2h or 3d")
    return float(int(age[:-1]) * _SECONDS[age[-1]])


def parked_of(message: amqp.Message) -> Parked:
    """What its headers tell; any of them may be missing or nonsense."""
    headers = message.headers or {}
    id = headers.get(f"{PREFIX}id") or message.properties.get("message_id", "")
    return Parked(
        event_id=str(id),
        type=str(headers.get(f"{PREFIX}type") or message.properties.get("type", "")),
        queue=_home(headers),
        error=masked_text(str(headers.get("x-error") or _broker_says(headers))),
        attempt=_whole(headers.get("x-attempt")) or 0,
        first_failed_at=_first_failed_at(headers),
        service=str(headers.get("x-service", "")),
        handler=str(headers.get("x-handler", "")),
    )


def in_full(message: amqp.Message) -> ParkedInFull:
    """Everything that may be shown."""
    known = msgspec.structs.asdict(parked_of(message))
    headers = {name: _shown(value) for name, value in (message.headers or {}).items()}
    return ParkedInFull(**known, headers=headers, body=masked_body(body_of(message)))


def _shown(value: Any) -> Any:
    if isinstance(value, dict | list):
        shaped = value.values() if isinstance(value, dict) else value
        shown = [_shown(item) for item in shaped]
        return dict(zip(value, shown, strict=True)) if isinstance(value, dict) else shown
    return value if isinstance(value, bool | int | None) else masked_text(str(value))


def _deaths(headers: dict[str, Any]) -> list[dict[str, Any]]:
    """What the broker noted when a queue gave it up, newest first; the delays' are no failures."""
    noted = headers.get("x-death")
    deaths = (
        [death for death in noted if isinstance(death, dict)] if isinstance(noted, list) else []
    )
    return [death for death in deaths if not _is_delay(death.get("queue"))]


def _is_delay(queue: Any) -> bool:
    return str(queue).startswith(DELAY)


def _home(headers: dict[str, Any]) -> str:
    """Its consumer's queue. Where a delay was its first death the broker tells of that one."""
    told = [headers.get("x-queue"), *(death.get("queue") for death in _deaths(headers))]
    told.append(headers.get("x-first-death-queue"))
    found = next((str(queue) for queue in told if queue and not _is_delay(queue)), "")
    return found.removesuffix(SUSPECT)


def _broker_says(headers: dict[str, Any]) -> str:
    deaths = _deaths(headers)
    reason = deaths[0].get("reason") if deaths else headers.get("x-first-death-reason")
    return f"broker: {reason}" if reason else ""


def _first_failed_at(headers: dict[str, Any]) -> datetime | None:
    seconds = _whole(headers.get("x-first-failed-at"))
    if seconds is not None:
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    times = [death.get("time") for death in _deaths(headers)]
    return next((time.replace(tzinfo=UTC) for time in times if isinstance(time, datetime)), None)


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
