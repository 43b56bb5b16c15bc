"""What the search service keeps in MongoDB, and the indexes that its queries need."""

from typing import Final

from chassis.store import Collection, Index
from services.search.domain.coverage import Coverage
from services.search.domain.meaning import Meaning

COVERAGES = Collection("coverages", Coverage, Index(fields=("pins",)))
MEANINGS = Collection(
    "meanings",
    Meaning,
    Index(fields=("changed_at",)),
    Index(fields=("kind", "_id")),
    Index(fields=("categories", "_id")),
    Index(fields=("kind", "categories", "_id")),
)

TITLES: Final = "titles"
SELLERS: Final = "sellers"
SALES: Final = "sales"
SEARCHES: Final = "searches"
LEARNED: Final = "learned"
KEPT_SECONDS: Final = 90 * 24 * 3600
"""How long a query is kept that somebody asked (see `contracts/retention.py`)."""
PLAIN: Final[dict[str, tuple[Index, ...]]] = {
    TITLES: (
        Index(fields=("_id", "sequence")),
        Index(fields=("_id", "seen_seller")),
        Index(fields=("seller_id",)),
        Index(fields=("seller_id", "seen_seller")),
        Index(fields=("live", "seller_ok", "keys")),
    ),
    SELLERS: (Index(fields=("_id", "sequence")),),
    SALES: (Index(fields=("_id", "times")),),
    SEARCHES: (
        Index(fields=("hour",), expires_after=KEPT_SECONDS),
        Index(fields=("week", "results")),
        Index(fields=("picks",)),
    ),
    LEARNED: (),
}
"""Collections of plain documents, which one atomic step each keeps true: see `adapters`."""
