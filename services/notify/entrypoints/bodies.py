"""What callers of the notify service send."""

from typing import Annotated

from msgspec import Meta

from chassis.doors import Body


class LogQuery(Body):
    """`cursor` is the `next` of the page before; `person_id` is for admins."""

    order_id: Annotated[str, Meta(max_length=60)] = ""
    person_id: Annotated[str, Meta(max_length=60)] = ""
    cursor: Annotated[str, Meta(max_length=100)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
