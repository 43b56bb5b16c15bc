"""What both contenders answer, and what they are asked."""

from chassis.doors import Body
from contracts.message import Message

PATH = "/v1/things/thg_01a2021f-f9de-7c1e-8f3a-0a4d8c6b7e55"
WISH = b'{"title":"Lahthi, lac bangles","quantity":2,"tags":["lac","wedding"]}'


class ThingBody(Body):
    """A thing that somebody wants."""

    title: str
    quantity: int
    tags: list[str] = []


class ThingView(Message):
    """A thing."""

    thing_id: str
    title: str
    quantity: int
    tags: list[str]
    version: int
