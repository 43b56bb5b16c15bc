"""Events of other services that make people known to accounts."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts.catalog import PersonIntroduced
from services.accounts.bootstrap import Accounts


class Introductions:
    """Whom staff enter can be told of it, and finds their account at the first login."""

    service: Assembled[Accounts]

    @consume(PersonIntroduced)
    def on_person_introduced(self, event: PersonIntroduced) -> None:
        self.service.handle(event)
