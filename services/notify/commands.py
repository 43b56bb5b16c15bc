"""What the doors ask of the notify service, one person at a time."""

from contracts.message import Message
from contracts.notify import Channel
from services.notify.domain.wishes import Wish


class TellPerson(Message):
    """Because of that event this person should hear this; the same again is the same notice."""

    event_id: str
    wish: Wish


class SendNotice(Message):
    """Send what is still queued of a notice, in these words; addresses and secrets are known here
    alone. A letter's words are its subject and its body."""

    notice_id: str
    attempt: int
    phone: str
    email: str
    words: dict[Channel, tuple[str, ...]]


class ForgetNotice(Message):
    """Take out of a notice whom it told, and what."""

    notice_id: str
