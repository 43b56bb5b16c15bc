"""What open partners offer, from the service's own collection."""

from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.delivery.domain.partner import Offer


class KeptOffers:
    """`services.delivery.ports.Offers` over the `partners` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._partners = database["partners"]

    def at(self, pin: str) -> list[Offer]:
        with answering():
            found = self._partners.find({"pins": pin, "status": "open"}, {"days": 1, "cod": 1})
            return [Offer(row["_id"], row["days"], row["cod"]) for row in found]
