"""What rebuilding stands on."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.search.adapters.reading import Shelves
from services.search.adapters.sales import KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.titles import KeptTitles
from services.search.domain.listing import Snapshot


class Catalogue(Protocol):
    """All that is live, as the catalogue has it now."""

    def pages(self) -> Iterator[list[Snapshot]]:
        """By id."""
        ...

    def of(self, product_ids: Sequence[str]) -> dict[str, Snapshot]:
        """Those of these that are live."""
        ...


@dataclass(frozen=True)
class Parts:
    """All of it, bound in `rebuilding.command`."""

    catalogue: Catalogue
    shelves: Shelves
    titles: KeptTitles
    sellers: KeptSellers
    sales: KeptSales
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda line: None
