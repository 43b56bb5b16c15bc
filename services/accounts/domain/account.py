"""A person: their phone is their identity; what they may do, and how they are called."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from chassis.people import Grant
from contracts.accounts import AccountErased, AccountRegistered, AccountUpdated
from contracts.values import Language
from services.accounts.domain.session_refusals import RoleNotFound, TooManyProfiles

MOST_PROFILES: Final = 8
"""On one phone, the first included."""
EVERYBODY: Final = (Grant(role="buyer"), Grant(role="seller"))


class Given(Grant):
    """A role that was given: by whom and when; the settings give with the first login."""

    by: str = ""
    at: datetime | None = None

    @property
    def grant(self) -> Grant:
        """The role itself."""
        return Grant(role=self.role, area=self.area, kind=self.kind)

    @property
    def id(self) -> str:
        """The same for the same role in the same area."""
        return derived_id("grt", self.role, self.kind, self.area)


class Account(Aggregate):
    """Registered by the first login or seeded as staff.

    Several may share a phone: the first one's id follows from it, the others are its `profiles`.
    """

    MOVES: ClassVar[Moves] = {"active": {"erased"}, "erased": {"active"}}

    phone: str
    language: Language
    name: str = ""
    email: str = ""
    granted: list[Given] = []
    """Besides what everybody may do."""
    seeded: list[str] = []
    """What the settings gave: once, so that what was taken away does not come back."""
    profiles: list[str] = []
    """Who else uses this phone; on the first person of a phone only."""
    signed_out_at: datetime | None = None
    """Sessions that began by then are over."""

    @classmethod
    def register(cls, person_id: str, phone: str, language: Language, name: str = "") -> "Account":
        """A new person."""
        person = cls(id=person_id, status="active", phone=phone, language=language, name=name)
        person.facts.append(
            AccountRegistered(person_id=person_id, phone=phone, language=language, name=name)
        )
        return person

    @property
    def grants(self) -> list[Grant]:
        """All that the person may do, and where."""
        return [*EVERYBODY, *(given.grant for given in self.granted)]

    @property
    def is_staff(self) -> bool:
        """Whether they may more than everybody."""
        return bool(self.granted)

    def grant(self, grant: Grant, *, by: str = "", at: datetime | None = None) -> None:
        """Give a role in an area; one that they have already changes nothing."""
        if grant not in self.grants:
            given = Given(role=grant.role, area=grant.area, kind=grant.kind, by=by, at=at)
            self.granted = [*self.granted, given]

    def seed(self, grants: Sequence[Grant], *, at: datetime) -> None:
        """Give what the settings name and have not given before."""
        for grant in grants:
            id = Given(role=grant.role, area=grant.area, kind=grant.kind).id
            if id not in self.seeded:
                self.seeded = [*self.seeded, id]
                self.grant(grant, at=at)

    def take(self, grant_id: str) -> None:
        """Take a role away. Raises `RoleNotFound`."""
        left = [given for given in self.granted if given.id != grant_id]
        if len(left) == len(self.granted):
            raise RoleNotFound(field="grant_id")
        self.granted = left

    def share_phone(self, profile_id: str) -> None:
        """One more uses this phone; a repeat changes nothing. Raises `TooManyProfiles`."""
        if profile_id in self.profiles:
            return
        if len(self.profiles) + 1 >= MOST_PROFILES:
            raise TooManyProfiles(allowed=f"{MOST_PROFILES} on one phone")
        self.profiles = [*self.profiles, profile_id]

    def sign_out_everywhere(self, *, at: datetime) -> None:
        """End every session that there is."""
        self.signed_out_at = at

    def erase(self) -> None:
        """Forget who they are; the id stays, for what law keeps names it. A repeat changes nothing.

        Who else uses the phone stays known: they have not asked for this.
        """
        if self.status == "active":
            self.move_to("erased", AccountErased(person_id=self.id))
            self.phone = self.name = self.email = ""
            self.granted, self.seeded = [], []

    def come_back(self, phone: str, language: Language) -> None:
        """Somebody has this number again: they begin anew."""
        self.move_to("active", AccountRegistered(person_id=self.id, phone=phone, language=language))
        self.phone, self.language = phone, language

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
