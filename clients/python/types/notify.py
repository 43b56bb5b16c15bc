"""Types of notify. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime

from .base import Told


class MessagePage(Told):
    """The newest first; `next` is the cursor of the next page, empty at the end."""

    items: list[MessageView]
    next: str = ""


class MessageView(Told):
    """What a person was told by one channel, when; one-time codes are hidden."""

    message_id: str
    order_id: str
    template: str
    channel: str
    status: str
    at: datetime
    text: str
    reason: str = ""
