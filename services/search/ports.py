"""What the handlers of the search service need from the world."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from chassis.clock import Clock
from services.search.domain.listing import Listing


class State(NamedTuple):
    """Which write of a document was read: it may be replaced only while it is the last."""

    number: int
    term: int


class Index(Protocol):
    """The documents of the index, one by one."""

    def get(self, product_id: str) -> tuple[Listing, State] | None:
        """The newest, searchable already or not. Raises `Unavailable`."""
        ...

    def put(self, listing: Listing, instead_of: State | None) -> None:
        """Replace what was read, or add where there was none.

        Raises `Clash` if somebody else wrote since, `Unavailable`.
        """
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    index: Index
    clock: Clock
