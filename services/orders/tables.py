"""Where the orders service keeps what it owns, and the indexes that its queries need."""

from chassis.store import Collection, Index
from services.orders.domain.coverage import Coverage
from services.orders.domain.order import Order

ORDERS = Collection(
    "orders",
    Order,
    Index(fields=("readers",)),
    Index(fields=("readers", "_id")),
    Index(fields=("status", "expires_at")),
    Index(fields=("readers", "status")),
    Index(fields=("readers", "status", "ended_at")),
)
COVERAGES = Collection("coverages", Coverage, Index(fields=("pins",)))
