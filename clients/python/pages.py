"""Lists come in pages: `next` of one page is the `cursor` of the next, and empty at the end."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """What a list answers."""

    @property
    def items(self) -> Sequence[T_co]:
        """What is on this page."""
        ...

    @property
    def next(self) -> str:
        """Where the next page begins; "" at the end."""
        ...


def each(ask: Callable[..., Page[T]], *place: str, **query: Any) -> Iterator[T]:
    """Every item of all pages: `each(haat.orders.list_orders, limit=100)`."""
    page = ask(*place, **query)
    yield from page.items
    while page.next:
        page = ask(*place, **query | {"cursor": page.next})
        yield from page.items
