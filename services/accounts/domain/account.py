"""A person: their phone is their identity; what they may do, and how they are called."""

from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.people import Grant, person_id_of
from contracts.accounts import AccountRegistered, AccountUpdated
from contracts.values import Language

EVERYBODY: Final = (Grant(role="buyer"), Grant(role="seller"))


class Account(Aggregate):
    """Registered by the first login or seeded as staff."""

    MOVES: ClassVar[Moves] = {"active": set()}

    phone: str
    language: Language
    name: str = ""
    email: str = ""
    granted: list[Grant] = []
    """Besides what everybody may do."""

    @classmethod
    def id_of(cls, phone: str) -> str:
        """One phone, one person: two first logins at once find the same id."""
        return person_id_of(phone)

    @classmethod
    def register(cls, phone: str, language: Language) -> "Account":
        """A new person."""
        person = cls(id=cls.id_of(phone), status="active", phone=phone, language=language)
        person.facts.append(AccountRegistered(person_id=person.id, phone=phone, language=language))
        return person

    @property
    def grants(self) -> list[Grant]:
        """All that the person may do, and where."""
        return [*EVERYBODY, *self.granted]

    def grant(self, grant: Grant) -> None:
        """Give a role in an area; one that they have already changes nothing."""
        if grant not in self.grants:
            self.granted = [*self.granted, grant]

    def change(self, name: str | None, language: Language | None, email: str | None) -> None:
        """None leaves a field as it is; without a difference nothing happens."""
        before = self.name, self.language, self.email
        self.name = self.name if name is None else name
        self.language = language or self.language
        self.email = self.email if email is None else email
        if (self.name, self.language, self.email) != before:
            self.facts.append(self._updated())

    def _updated(self) -> AccountUpdated:
        return AccountUpdated(
            person_id=self.id,
            phone=self.phone,
            language=self.language,
            name=self.name,
            email=self.email,
        )
