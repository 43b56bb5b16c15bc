"""The audit trail: what was done is appended once; checkpoints are signed over what is whole."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from chassis import metrics, tally
from chassis.application import Handler
from chassis.errors import AlreadyHandled
from contracts.audit import ActionRecorded
from contracts.message import Message
from services.accounts.commands.trail import SealTrail
from services.accounts.domain.trail import Break, Checkpoint, Head, end_of
from services.accounts.ports.trail import TrailPorts

_log = logging.getLogger(__name__)
CHECKPOINT_EVERY: Final = timedelta(hours=1)
CHECKPOINT_RECORDS: Final = 1_000


def append_record(event: ActionRecorded, ports: TrailPorts) -> None:
    """In the order of arrival. Raises `AlreadyHandled` for one that is there, `Unavailable`."""
    if not ports.trail.append(event):
        raise AlreadyHandled(event.record_id)
    tally.count(metrics.AUDIT_RECORDS.labels(event.service))
    age = (ports.clock.now() - event.at).total_seconds()
    metrics.AUDIT_AGE.set(max(age, 0))


def seal_trail(command: SealTrail, ports: TrailPorts) -> Checkpoint | None:
    """A checkpoint of the end of the chain, where one is due and all since the last is whole."""
    last = ports.trail.last_checkpoint()
    end = end_of(ports.trail.records(last.number - 1 if last else 0), last)
    metrics.AUDIT_BROKEN.set(isinstance(end, Break))
    if isinstance(end, Break):
        _log.error("the audit trail is broken: %s", end)
        return None
    metrics.AUDIT_HEAD.set(end.number)
    now = ports.clock.now()
    if not _is_due(end, last, now):
        return None
    checkpoint = ports.seals.checkpoint(end, now)
    ports.trail.keep(checkpoint)
    fields = {"number": end.number, "hash": end.hash, "signature": checkpoint.signature}
    _log.info("signed a checkpoint of the audit trail", extra={"checkpoint": fields})
    return checkpoint


def _is_due(end: Head, last: Checkpoint | None, now: datetime) -> bool:
    """The first at once; then after so many records, or so long, if there is anything new."""
    if last is None:
        return end.number > 0
    new = end.number - last.number
    return new >= CHECKPOINT_RECORDS or (new > 0 and now - last.at >= CHECKPOINT_EVERY)


TRAIL_HANDLERS: Final[Mapping[type[Message], Handler[TrailPorts]]] = {
    ActionRecorded: append_record,
    SealTrail: seal_trail,
}
"""A pipeline of its own: the trail is no aggregate, and shares no port with the rest."""
