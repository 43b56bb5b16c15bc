"""The indexes of the plain collections."""

from pymongo.database import Database

from chassis.mongo import answering, ensure_index
from chassis.store import Document
from services.search.tables import PLAIN


def prepare_plain(database: Database[Document]) -> None:
    """Create each that is missing; safe to repeat."""
    with answering():
        for name, indexes in PLAIN.items():
            for index in indexes:
                ensure_index(database[name], index)
