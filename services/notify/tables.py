"""Where the notify service keeps what it owns, and the indexes that its queries need."""

from typing import Final

from chassis.store import Collection, Index
from services.notify.domain.contact import Contact
from services.notify.domain.notice import Notice

YEAR: Final = 365 * 24 * 3600

CONTACTS = Collection("contacts", Contact)
NOTICES = Collection(
    "notices",
    Notice,
    Index(fields=("person_id", "rank")),
    Index(fields=("person_id", "order_id", "rank")),
    Index(fields=("person_id",)),
    Index(fields=("at",), expires_after=YEAR),
)
