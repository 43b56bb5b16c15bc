"""Facts that the notify service publishes. No address and no text of a message travels."""

from typing import Literal

from contracts.message import Event

Channel = Literal["sms", "email"]


class MessageSent(Event):
    """A message left for a person."""

    SUBJECT = "message_id"

    message_id: str
    person_id: str
    channel: Channel
    template: str


class MessageFailed(Event):
    """A message could not be sent after all attempts."""

    SUBJECT = "message_id"

    message_id: str
    person_id: str
    channel: Channel
    template: str
    reason: str
