"""What an operator may ask about parked messages, and what is answered."""

from datetime import UTC, datetime
from typing import Literal, get_args

from chassis.errors import Invalid, NotFound
from chassis.masking import masked_text
from chassis.refusals import ReasonMissing as ReasonMissing
from chassis.runtime.parked.log import Action, ParkedEntry
from chassis.runtime.parked.messages import Filters, Parked
from contracts.message import Message
from contracts.values import Text

Failure = Literal["unroutable", "refused", "no_queue"]
Result = Literal["replayed", "dropped", "would_replay", "would_drop"] | Failure


class NotParked(NotFound):
    """Nothing with that event id; another's hand may hold it for a moment."""

    text = Text(hi="इस id का कोई संदेश रुका हुआ नहीं है।", en="No message with this id is parked.")


class FilterMissing(Invalid):
    """Everything was meant, but nobody said so."""

    text = Text(
        hi="कोई फ़िल्टर दीजिए, या कहिए कि सभी संदेश चाहिए।",
        en="Give a filter, or say that all messages are meant.",
    )


class Order(Message):
    """What to do is one thing; this is who wants it, why, and how far it may go."""

    who: str
    why: str
    dry_run: bool = False
    all: bool = False
    limit: int = 1_000


class ParkedPage(Message):
    """`more` match beyond these; `unseen` lie behind the `looked_at`, beyond one hand or time."""

    messages: list[Parked]
    more: int
    looked_at: int
    unseen: int


class ParkedOutcome(Message):
    """One message and what became of it; all but `replayed` and `dropped` are still parked."""

    event_id: str
    type: str
    queue: str
    error: str
    result: Result


class ParkedReport(Message):
    """`more` match but were beyond the limit or the time; `unseen` as in `ParkedPage`."""

    action: Action
    dry_run: bool
    messages: list[ParkedOutcome]
    more: int
    unseen: int

    @property
    def failed(self) -> bool:
        """Whether something stayed parked that was meant to go."""
        return any(o.result in get_args(Failure) for o in self.messages)


def must_be_meant(filters: Filters, order: Order) -> None:
    """Raises `ReasonMissing`, `FilterMissing`."""
    if not order.who.strip() or not order.why.strip():
        raise ReasonMissing(field="why")
    if filters.empty and not order.all:
        raise FilterMissing(field="all")


def outcome(parked: Parked, result: Result) -> ParkedOutcome:
    """For the report."""
    return ParkedOutcome(
        event_id=parked.event_id,
        type=parked.type,
        queue=parked.queue,
        error=parked.error,
        result=result,
    )


def entry_for(action: Action, parked: Parked, order: Order) -> ParkedEntry:
    """For the log."""
    return ParkedEntry(
        at=datetime.now(UTC),
        who=order.who.strip(),
        why=masked_text(order.why.strip()),
        action=action,
        event_id=parked.event_id,
        type=parked.type,
        queue=parked.queue,
        error=parked.error,
    )
