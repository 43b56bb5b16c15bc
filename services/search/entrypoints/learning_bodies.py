"""What callers send of searches that were answered, and staff of the report on them."""

from typing import Annotated

from msgspec import Meta

from chassis.doors import Body
from chassis.pages import PageQuery
from contracts.values import whole
from services.search.adapters.tallies import Lack


class ClickBody(Body):
    """A product of an answer was looked at: by the `search_id` of its first page, and its `place`
    from 1 over all pages."""

    search_id: Annotated[str, Meta(min_length=1, max_length=60)]
    product_id: Annotated[str, Meta(min_length=1, max_length=60)]
    place: Annotated[int, Meta(ge=1, le=10_000)]


class ReportQuery(PageQuery, kw_only=True):
    """`week` as ISO 8601 counts them, such as 2026-W47, from Monday to Sunday in India."""

    week: Annotated[str, whole("20[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])")]
    kind: Lack
