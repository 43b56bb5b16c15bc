"""What one person is told because of one event, by one or more channels."""

from datetime import datetime
from typing import ClassVar, Final, Literal

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from contracts.message import Message
from contracts.notify import Channel, MessageFailed, MessageSent
from contracts.values import Language

CopyStatus = Literal["queued", "sent", "failed"]
MOST_UNCLEAR: Final = 2
"""So often may an e-mail have left before it counts as sent: nobody reads a thing three times."""


class Copy(Message):
    """The notice on one channel; `reason` is why it failed."""

    status: CopyStatus = "queued"
    at: datetime | None = None
    reason: str = ""
    presumed: bool = False
    """Sent as far as anybody knows: no attempt's good end was ever seen."""


class Notice(Aggregate):
    """Recorded before it is sent; its id is the gateway's idempotency key and the Message-ID."""

    MOVES: ClassVar[Moves] = {"queued": {"sent", "failed"}, "sent": set(), "failed": set()}

    person_id: str
    template: str
    order_id: str
    language: Language
    values: dict[str, str]
    """For the template's placeholders, as the person reads them; without secrets."""
    copies: dict[Channel, Copy]
    at: datetime
    rank: str
    """Sorts by time, unique."""
    begun: int = 1
    """Attempts to send it by e-mail; the first begins when it is queued."""
    fruitless: int = 0
    """How many of these are known to have sent nothing; of the others it may have left."""

    @classmethod
    def id_of(cls, event_id: str, person_id: str, template: str) -> str:
        """One event tells one person one thing once."""
        return derived_id("msg", event_id, person_id, template)

    @classmethod
    def queue(
        cls,
        notice_id: str,
        person_id: str,
        template: str,
        *,
        order_id: str,
        language: Language,
        values: dict[str, str],
        channels: list[Channel],
        at: datetime,
    ) -> "Notice":
        """To be sent by these channels."""
        return cls(
            id=notice_id,
            status="queued",
            person_id=person_id,
            template=template,
            order_id=order_id,
            language=language,
            values=values,
            copies={channel: Copy() for channel in channels},
            at=at,
            rank=f"{at.isoformat(timespec='milliseconds')}_{notice_id}",
        )

    @property
    def waiting(self) -> list[Channel]:
        """Channels by which it has yet to leave."""
        return [channel for channel, copy in self.copies.items() if copy.status == "queued"]

    def forget(self) -> None:
        """That something was sent stays; to whom, about what and in which words does not."""
        self.person_id, self.order_id = "", ""
        self.values = dict.fromkeys(self.values, "")

    def begin_again(self, *, at: datetime) -> None:
        """A further attempt begins; it is written down before anything is sent.

        An e-mail that may have left `MOST_UNCLEAR` times is presumed sent instead. An SMS needs
        no count: the gateway knows its key.
        """
        if "email" not in self.waiting:
            return
        if self.begun - self.fruitless < MOST_UNCLEAR:
            self.begun += 1
        else:
            self.sent("email", at=at, presumed=True)

    def stayed(self, channel: Channel) -> None:
        """The attempt in hand is known to have sent nothing by that channel."""
        if channel == "email":
            self.fruitless += 1

    def sent(self, channel: Channel, *, at: datetime, presumed: bool = False) -> None:
        """It left by that channel."""
        fact = MessageSent(
            message_id=self.id, person_id=self.person_id, channel=channel, template=self.template
        )
        self._end(channel, Copy(status="sent", at=at, presumed=presumed), fact)

    def failed(self, channel: Channel, reason: str, *, at: datetime) -> None:
        """It will never leave by that channel."""
        fact = MessageFailed(
            message_id=self.id,
            person_id=self.person_id,
            channel=channel,
            template=self.template,
            reason=reason,
        )
        self._end(channel, Copy(status="failed", at=at, reason=reason), fact)

    def _end(self, channel: Channel, copy: Copy, fact: MessageSent | MessageFailed) -> None:
        self.copies = self.copies | {channel: copy}
        self.facts.append(fact)
        if not self.waiting:
            reached = any(copy.status == "sent" for copy in self.copies.values())
            self.move_to("sent" if reached else "failed")
