"""What the doors ask of the notify service, one person at a time."""

from contracts.message import Message
from services.notify.domain.wishes import Wish


class TellPerson(Message):
    """Because of that event this person should hear this; the same again is the same notice."""

    event_id: str
    wish: Wish


class SendNotice(Message):
    """Send what is still queued of a notice; addresses and secrets are known here alone."""

    notice_id: str
    phone: str
    email: str
    name: str
    secrets: dict[str, str]
