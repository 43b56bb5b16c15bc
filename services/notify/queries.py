"""The read side of notify: the delivery log of a person."""

from datetime import datetime
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import must
from chassis.store import Document
from contracts.message import Message
from contracts.notify import Channel
from services.notify.domain.notice import CopyStatus, Notice
from services.notify.domain.templates import TEMPLATES

_LAST = "~"
"""Sorts after every rank."""


class MessageView(Message):
    """What a person was told by one channel, when; one-time codes are hidden."""

    message_id: str
    order_id: str
    template: str
    channel: Channel
    status: CopyStatus
    at: datetime
    text: str
    reason: str = ""


class MessagePage(Message):
    """The newest first; `next` is the cursor of the next page, empty at the end."""

    items: list[MessageView]
    next: str = ""


def whose(person: Person, wanted: str) -> str:
    """Whose log is read: one's own; messages lie in no area, so others' only everywhere's staff."""
    must(person, "message.read", owners=[wanted or person.id], areas=())
    return wanted or person.id


def page_for(
    database: Database[Document], person_id: str, order_id: str, *, after: str, limit: int
) -> MessagePage:
    """A page of that many notices, of one order if one is named."""
    wanted: dict[str, Any] = {"person_id": person_id, "rank": {"$lt": after or _LAST}}
    wanted |= {"order_id": order_id} if order_id else {}
    with answering():
        found = list(database["notices"].find(wanted).sort("rank", -1).limit(limit + 1))
    notices = [msgspec.convert(kept | {"id": kept["_id"]}, Notice) for kept in found[:limit]]
    items = [item for notice in notices for item in views(notice)]
    return MessagePage(items=items, next=cursor_after([kept["rank"] for kept in found], limit))


def notices_of(database: Database[Document], person_id: str) -> list[str]:
    """Ids of all that the person was told."""
    with answering():
        found = database["notices"].find({"person_id": person_id}, {"_id": 1})
        return [document["_id"] for document in found]


def views(notice: Notice) -> list[MessageView]:
    """A notice as its person sees it, by channel."""
    text = TEMPLATES[notice.template].log_text(notice.values, notice.language)
    return [
        MessageView(
            message_id=notice.id,
            order_id=notice.order_id,
            template=notice.template,
            channel=channel,
            status=copy.status,
            at=copy.at or notice.at,
            text=text,
            reason=copy.reason,
        )
        for channel, copy in notice.copies.items()
    ]
