"""A seller: a maker, a group of makers, or somebody who offers a service."""

from datetime import datetime
from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from chassis.errors import IllegalMove
from contracts.catalog import (
    PersonIntroduced,
    SellerApproved,
    SellerAssisted,
    SellerRegistered,
    SellerReinstated,
    SellerRejected,
    SellerSuspended,
)
from contracts.message import Message
from contracts.policy import Area
from contracts.values import Text
from services.catalog.domain.assisting import Assist, kept, objection_number
from services.catalog.domain.values import GstStatus, SellerKind


class Profile(Message):
    """What a seller tells of themselves; `block` and `district` are LGD codes."""

    kind: SellerKind
    name: Text
    craft: str
    village: str
    block: int
    district: int
    pin: str
    gst_status: GstStatus
    story: Text | None = None
    beneficiary: bool = False
    """Of a scheme whose priority is published; for staff to say."""


class Seller(Aggregate):
    """Registers, is let in or turned down by an officer, and may be suspended."""

    MOVES: ClassVar[Moves] = {
        "submitted": {"approved", "rejected"},
        "approved": {"suspended"},
        "rejected": set(),
        "suspended": {"approved"},
    }

    owner_id: str
    """The person whose it is, also where an officer registered on their behalf."""
    registered_by: str
    """They themselves, or staff on their behalf: never who decides."""
    profile: Profile
    areas: list[Area]
    """Its block, district and state: their officers decide."""
    decided_by: str = ""
    reason: str = ""
    assists: list[Assist] = []

    @classmethod
    def register(
        cls, seller_id: str, owner_id: str, profile: Profile, areas: list[Area], *, by: str
    ) -> "Seller":
        """Ask to sell; `assisted` follows where `by` is not the owner."""
        seller = cls(
            id=seller_id,
            status="submitted",
            owner_id=owner_id,
            registered_by=by,
            profile=profile,
            areas=areas,
        )
        seller.facts.append(
            SellerRegistered(
                seller_id=seller_id,
                person_id=owner_id,
                name=profile.name,
                district=profile.district,
                block=profile.block,
            )
        )
        return seller

    def assisted(self, phone: str, *, at: datetime) -> None:
        """Staff registered it on the owner's behalf: recorded, and told with a number to object.

        The phone (E.164) only passes through, so that the owner can be told.
        """
        assist = Assist(
            did="registered",
            acted_by=self.registered_by,
            on_behalf_of=self.owner_id,
            at=at,
            objection=objection_number(self.id, self.version, "registered"),
        )
        self.assists = kept(self.assists, assist)
        self.facts.append(PersonIntroduced(seller_id=self.id, person_id=self.owner_id, phone=phone))
        self.facts.append(
            SellerAssisted(
                seller_id=self.id,
                did=assist.did,
                acted_by=assist.acted_by,
                on_behalf_of=assist.on_behalf_of,
                name=self.profile.name,
                objection=assist.objection,
            )
        )

    def approve(self, *, by: str) -> None:
        """Let them sell; who was suspended is reinstated instead."""
        if self.status == "suspended":
            raise IllegalMove(field="status", now=self.status, wanted="approved")
        approved = SellerApproved(
            seller_id=self.id,
            person_id=self.owner_id,
            name=self.profile.name,
            district=self.profile.district,
            block=self.profile.block,
            pin=self.profile.pin,
        )
        self.move_to("approved", approved)
        self.decided_by = by

    def reject(self, reason: str, *, by: str) -> None:
        """Turn them down."""
        rejected = SellerRejected(seller_id=self.id, person_id=self.owner_id, reason=reason)
        self.move_to("rejected", rejected)
        self.decided_by, self.reason = by, reason

    def suspend(self, reason: str, *, by: str) -> None:
        """Stop all their sales, until they are reinstated."""
        suspended = SellerSuspended(seller_id=self.id, person_id=self.owner_id, reason=reason)
        self.move_to("suspended", suspended)
        self.decided_by, self.reason = by, reason

    def reinstate(self, *, by: str) -> None:
        """Let them sell again what was on sale before."""
        if self.status != "suspended":
            raise IllegalMove(field="status", now=self.status, wanted="approved")
        self.move_to("approved", SellerReinstated(seller_id=self.id))
        self.decided_by, self.reason = by, ""
