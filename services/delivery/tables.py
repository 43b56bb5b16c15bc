"""Where the delivery service keeps what it owns, and the indexes that its queries need."""

from chassis.store import Collection, Index
from services.delivery.domain.cancellation import KEPT_SECONDS, Cancellation
from services.delivery.domain.partner import Partner
from services.delivery.domain.shipment import Shipment

PARTNERS = Collection(
    "partners",
    Partner,
    Index(fields=("machine_id",), unique=True),
    Index(fields=("pins", "status")),
)
SHIPMENTS = Collection(
    "shipments",
    Shipment,
    Index(fields=("order_id",)),
    Index(fields=("status",)),
    Index(fields=("status", "address_kept_until")),
    Index(fields=("address_forgotten", "address_kept_until")),
)
CANCELLATIONS = Collection(
    "cancellations",
    Cancellation,
    Index(fields=("at",), expires_after=KEPT_SECONDS),
)
