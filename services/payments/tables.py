"""Where the payments service keeps what it owns."""

from chassis.store import Collection, Index
from services.payments.domain.payee import Payee
from services.payments.domain.payment import Payment
from services.payments.domain.payout_account import COLLECTION, PayoutAccount

PAYMENTS = Collection(
    "payments", Payment, Index(fields=("order_id",)), Index(fields=("status", "created_at"))
)
PAYEES = Collection("payees", Payee)
PAYOUT_ACCOUNTS = Collection(
    COLLECTION,
    PayoutAccount,
    Index(fields=("seller_id", "_id")),
    Index(fields=("owner_id", "_id")),
    Index(fields=("status", "_id")),
    Index(fields=("status", "areas", "_id")),
    Index(fields=("status", "held_until")),
    Index(fields=("sealed.digest",)),
    Index(fields=("sealed.key",)),
)
