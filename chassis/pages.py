"""Lists a page at a time: where the next page begins, in words that only we read."""

import base64
import binascii
import zlib
from collections.abc import Sequence
from typing import Annotated, Final

from msgspec import Meta

from chassis.doors import Body
from chassis.errors import Invalid
from contracts.values import Text

MOST: Final = 100
USUAL: Final = 20


class CursorNotValid(Invalid):
    """Not the `next` of a page of ours."""

    text = Text(
        hi="cursor वही दें जो पिछले पन्ने के next में था।",
        en="The cursor is not the `next` of an earlier page.",
    )


class PageQuery(Body):
    """`cursor` is the `next` of the page before; pages stay whole while others add or change."""

    cursor: Annotated[str, Meta(max_length=400)] = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = USUAL

    @property
    def after(self) -> str:
        """The place after which the page begins; "" for the first. Raises `CursorNotValid`."""
        return place_of(self.cursor)


def cursor_of(place: str) -> str:
    """The cursor of the page that begins after a place, such as an id; "" for no page."""
    if not place:
        return ""
    sealed = zlib.crc32(place.encode()).to_bytes(4, "big") + place.encode()
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def cursor_after(places: Sequence[str], limit: int) -> str:
    """The cursor after the first `limit` of these places; "" where there are no more."""
    return cursor_of(places[limit - 1]) if len(places) > limit else ""


def place_of(cursor: str) -> str:
    """The place that a cursor stands for. Raises `CursorNotValid`."""
    try:
        sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        place = sealed[4:].decode()
    except (binascii.Error, ValueError) as bad:
        raise CursorNotValid(field="cursor") from bad
    if cursor_of(place) != cursor:
        raise CursorNotValid(field="cursor")
    return place
