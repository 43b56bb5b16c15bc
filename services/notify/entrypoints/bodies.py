"""What callers of the notify service send."""

from typing import Annotated

from msgspec import Meta

from chassis.pages import PageQuery


class LogQuery(PageQuery):
    """Of one order, if one is named; `person_id` is for staff."""

    order_id: Annotated[str, Meta(max_length=60)] = ""
    person_id: Annotated[str, Meta(max_length=60)] = ""
