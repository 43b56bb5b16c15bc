"""What staff and partners' machines do: said by every service, kept for good by accounts."""

from typing import Final

from contracts.message import Event, Message
from contracts.values import Instant

TRAIL: Final = "audit.events"
"""The exchange. What nobody hears there is not done with: it waits in its outbox."""


class FieldChange(Message):
    """One field of an object, as text; `…` stands for what may not be shown, empty for nothing."""

    field: str
    before: str = ""
    after: str = ""


class ActionRecorded(Event):
    """Someone did something by a right that was given to them, or looked at what few may see.

    Said in the same write as the change. `action` is a row of the policy table; `role`, `kind` and
    `area` the right that was used; `network` (/24 or /48) and `device` where they were. The states
    are SHA-256 of all that may be shown of the object; `areas` are where it lies.
    """

    SUBJECT = "record_id"

    record_id: str
    at: Instant
    service: str
    action: str
    actor_id: str
    role: str
    object_kind: str
    object_id: str
    changes: list[FieldChange]
    area: str = "everywhere"
    kind: str = ""
    on_behalf_of: str = ""
    network: str = ""
    device: str = ""
    areas: list[str] = []
    state_before: str = ""
    state_after: str = ""
    reason: str = ""
    correlation_id: str = ""
