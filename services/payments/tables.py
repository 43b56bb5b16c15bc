"""Where the payments service keeps what it owns."""

from chassis.store import Collection, Index
from services.payments.domain.payment import Payment

PAYMENTS = Collection(
    "payments", Payment, Index(fields=("order_id",)), Index(fields=("status", "created_at"))
)
