"""What staff did on behalf of a seller: recorded with both, and told with a number to object by."""

from datetime import datetime
from typing import Final

from chassis.ids import short_number
from contracts.catalog import Assisted
from contracts.message import Message

MOST_KEPT: Final = 200


class Assist(Message):
    """`acted_by` did it on behalf of the owner, who may object by that number."""

    did: Assisted
    acted_by: str
    on_behalf_of: str
    at: datetime
    objection: str


def objection_number(id: str, version: int, did: str) -> str:
    """Eight digits, the same again for the same change of the same thing."""
    return short_number(id, str(version), did)


def kept(assists: list[Assist], new: Assist) -> list[Assist]:
    """The latest of them."""
    return [*assists, new][-MOST_KEPT:]
