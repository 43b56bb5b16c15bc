"""Consents: what a person said yes to, by which notice, how, and when they took it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from contracts.accounts import ConsentGiven, ConsentMode, ConsentWithdrawn, Purpose
from contracts.message import Message
from contracts.policy import Area
from contracts.values import Language
from services.accounts.domain.notice import Notice
from services.accounts.domain.rights_refusals import (
    ConsentNotAsked,
    ConsentNotFound,
    ConsentsChangedTooOften,
)

MOST_A_DAY: Final = 30


class How(Message):
    """In which way and language; by which staff (`acted_by`) in which area, if not by oneself."""

    mode: ConsentMode
    language: Language
    acted_by: str = ""
    area: str = ""


class Consent(Message):
    """One yes, kept as proof also after it is withdrawn."""

    consent_id: str
    purpose: Purpose
    notice: str
    version: int
    notice_hash: str
    how: How
    given_at: datetime
    withdrawn_at: datetime | None = None
    objection: str = ""


class Consents(Aggregate):
    """All that one person said; its id is theirs."""

    MOVES: ClassVar[Moves] = {"kept": set()}

    given: list[Consent] = []

    @classmethod
    def of(cls, person_id: str) -> "Consents":
        """Of somebody who was not asked yet."""
        return cls(id=person_id, status="kept")

    @property
    def areas(self) -> list[Area]:
        """Where staff recorded some of it, as they said."""
        return sorted({c.how.area for c in self.given if c.how.area})

    def now(self) -> dict[Purpose, Consent]:
        """Those that hold."""
        return {c.purpose: c for c in self.given if c.withdrawn_at is None}

    def give(self, purposes: Sequence[Purpose], notice: Notice, how: How, *, at: datetime) -> None:
        """Say yes; what holds already by the same notice changes nothing."""
        for place, purpose in enumerate(purposes):
            if purpose not in notice.asked():
                allowed = ", ".join(notice.asked())
                raise ConsentNotAsked(field=f"purposes[{place}]", allowed=allowed)
        new = [p for p in dict.fromkeys(purposes) if not self._holds(p, notice)]
        if not new:
            return
        self._must_be_calm(len(new), at)
        number = self._objection(at) if how.acted_by else ""
        kept = [self._withdrawn(c, at) if c.purpose in new else c for c in self.given]
        self.given = [*kept, *(self._consent(p, notice, how, number, at) for p in new)]
        self.facts.append(
            ConsentGiven(
                person_id=self.id,
                purposes=new,
                notice=notice.name,
                version=notice.version,
                mode=how.mode,
                acted_by=how.acted_by,
                objection=number,
            )
        )

    def withdraw(self, purpose: Purpose, *, at: datetime) -> None:
        """Say no; a repeat changes nothing. Raises `ConsentNotFound`."""
        if all(consent.purpose != purpose for consent in self.given):
            raise ConsentNotFound(field="purpose", allowed=", ".join(self.now()))
        self._end([purpose], at)

    def withdraw_all(self, *, at: datetime) -> None:
        """The person is forgotten; that they had agreed stays as proof."""
        self._end(list(self.now()), at)

    def _end(self, purposes: list[Purpose], at: datetime) -> None:
        ended = [purpose for purpose in purposes if purpose in self.now()]
        if ended:
            self.given = [self._withdrawn(c, at) if c.purpose in ended else c for c in self.given]
            self.facts.append(ConsentWithdrawn(person_id=self.id, purposes=ended))

    def _holds(self, purpose: Purpose, notice: Notice) -> bool:
        held = self.now().get(purpose)
        return held is not None and (held.notice, held.version) == (notice.name, notice.version)

    def _must_be_calm(self, more: int, at: datetime) -> None:
        today = [c for c in self.given if c.given_at > at - timedelta(days=1)]
        if len(today) + more > MOST_A_DAY:
            raise ConsentsChangedTooOften(field="purposes", allowed=f"{MOST_A_DAY} a day")

    def _consent(
        self, purpose: Purpose, notice: Notice, how: How, number: str, at: datetime
    ) -> Consent:
        return Consent(
            consent_id=derived_id("cns", self.id, purpose, str(len(self.given))),
            purpose=purpose,
            notice=notice.name,
            version=notice.version,
            notice_hash=notice.hash,
            how=how,
            given_at=at,
            objection=number,
        )

    def _objection(self, at: datetime) -> str:
        """Eight digits by which the person can object."""
        return str(int(derived_id("x", self.id, at.isoformat())[-12:], 16) % 10**8).zfill(8)

    def _withdrawn(self, consent: Consent, at: datetime) -> Consent:
        if consent.withdrawn_at is not None:
            return consent
        kept = {name: getattr(consent, name) for name in consent.__struct_fields__}
        return Consent(**kept | {"withdrawn_at": at})
