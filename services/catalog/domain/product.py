"""A product: goods or a bookable service, from draft to sale."""

from datetime import datetime
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from contracts.catalog import (
    Assisted,
    ProductApproved,
    ProductAssisted,
    ProductPaused,
    ProductPublished,
    ProductRejected,
    ProductSubmitted,
)
from contracts.message import Event
from contracts.policy import Area
from services.catalog.domain.assisting import Assist, kept, objection_number
from services.catalog.domain.refusals import ProductNotEditable
from services.catalog.domain.seller import Seller
from services.catalog.domain.values import Details, Grade, ProductKind

USUAL_RADIUS_KM: Final = 10
"""How far a provider travels who has not said."""


class Product(Aggregate):
    """Described by its seller, reviewed by an officer, then on sale or paused (domain 2.4)."""

    MOVES: ClassVar[Moves] = {
        "draft": {"submitted", "retired"},
        "submitted": {"approved", "rejected"},
        "rejected": {"draft", "retired"},
        "approved": {"live", "retired"},
        "live": {"paused", "retired"},
        "paused": {"live", "retired"},
        "retired": set(),
    }

    seller_id: str
    kind: ProductKind
    details: Details
    grade: Grade = ""
    reason: str = ""
    decided_by: str = ""
    areas: list[Area] = []
    """Its seller's: their officers find it among what waits for a decision."""
    entered_by: list[str] = []
    """Staff who described it on the seller's behalf: never who decides."""
    assists: list[Assist] = []
    published_at: datetime | None = None
    """The last time; unknown of what was published long ago."""

    def entered(self, by: str) -> None:
        """That member of the staff wrote some of it."""
        if by not in self.entered_by:
            self.entered_by = [*self.entered_by, by]

    def assisted(self, did: Assisted, seller: Seller, *, by: str, at: datetime) -> None:
        """Staff did it on the seller's behalf: recorded, and told with a number to object."""
        number = objection_number(self.id, self.version, did)
        owner_id = seller.owner_id
        assist = Assist(did=did, acted_by=by, on_behalf_of=owner_id, at=at, objection=number)
        self.assists = kept(self.assists, assist)
        self.facts.append(
            ProductAssisted(
                product_id=self.id,
                seller_id=self.seller_id,
                did=did,
                acted_by=by,
                on_behalf_of=owner_id,
                title=self.details.title,
                objection=number,
            )
        )

    def edit(self, details: Details) -> None:
        """Describe it anew; one that was sent back is a draft again."""
        if self.status == "rejected":
            self.move_to("draft")
        if self.status != "draft":
            raise ProductNotEditable(field="status", allowed="draft, rejected", now=self.status)
        self.details = details

    def submit(self) -> None:
        """Ask for review."""
        self.move_to("submitted", ProductSubmitted(product_id=self.id, seller_id=self.seller_id))
        self.reason = ""

    def approve(self, seller: Seller, grade: Grade, *, by: str) -> None:
        """Fit for sale, of that grade."""
        approved = ProductApproved(
            product_id=self.id,
            seller_id=self.seller_id,
            seller_person_id=seller.owner_id,
            title=self.details.title,
            grade=grade,
        )
        self.move_to("approved", approved)
        self.decided_by, self.grade = by, grade

    def reject(self, seller: Seller, reason: str, *, by: str) -> None:
        """Send it back."""
        rejected = ProductRejected(
            product_id=self.id,
            seller_id=self.seller_id,
            seller_person_id=seller.owner_id,
            title=self.details.title,
            reason=reason,
        )
        self.move_to("rejected", rejected)
        self.decided_by, self.reason = by, reason

    def publish(self, seller: Seller, free: int, *, at: datetime) -> None:
        """Put it on sale."""
        self.move_to("live", self.published(seller, free))
        self.published_at = at

    def pause(self) -> None:
        """Take it off sale for a while."""
        self.move_to("paused", ProductPaused(product_id=self.id))

    def retire(self) -> None:
        """Take it off sale for good."""
        paused: list[Event] = [ProductPaused(product_id=self.id)] if self.status == "live" else []
        self.move_to("retired", *paused)

    def published(self, seller: Seller, free: int) -> ProductPublished:
        """All that a buyer may see of it."""
        radius_km = self.details.radius_km or (USUAL_RADIUS_KM if self.kind == "service" else 0)
        details, profile = self.details, seller.profile
        return ProductPublished(
            product_id=self.id,
            seller_id=self.seller_id,
            seller_name=profile.name,
            kind=self.kind,
            category=details.category,
            title=details.title,
            description=details.description,
            price=details.price,
            district=profile.district,
            block=profile.block,
            pin=profile.pin,
            village=profile.village,
            making_days=details.making_days,
            free=free,
            materials=details.materials,
            tags=details.tags,
            craft=profile.craft,
            radius_km=radius_km,
            beneficiary=profile.beneficiary,
        )
