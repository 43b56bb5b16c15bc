"""A seller: a maker, a group of makers, or somebody who offers a service."""

from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from contracts.catalog import SellerApproved, SellerRegistered, SellerRejected
from contracts.message import Message
from contracts.values import Text
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


class Seller(Aggregate):
    """Registers, is let in or turned down by an officer, and may be suspended."""

    MOVES: ClassVar[Moves] = {
        "submitted": {"approved", "rejected"},
        "approved": {"suspended"},
        "rejected": set(),
        "suspended": set(),
    }

    owner_id: str
    """The person whose it is, also where an officer registered on their behalf."""
    registered_by: str
    profile: Profile
    areas: list[int]
    """LGD codes of block, district and state: their officers decide."""
    decided_by: str = ""
    reason: str = ""

    @classmethod
    def register(
        cls, seller_id: str, owner_id: str, profile: Profile, areas: list[int], *, by: str
    ) -> "Seller":
        """Ask to sell."""
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

    def approve(self, *, by: str) -> None:
        """Let them sell."""
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
        """Stop all their sales."""
        self.move_to("suspended")
        self.decided_by, self.reason = by, reason
