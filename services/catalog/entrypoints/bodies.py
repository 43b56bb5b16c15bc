"""What callers send of sellers; the fields that bodies share. Words are cleaned on the way in."""

from typing import Annotated, Literal

from msgspec import Meta

from chassis.doors import Body
from chassis.pages import PageQuery
from contracts.values import PHONE, PIN, Text, whole
from services.catalog.commands import ProductDecision, SellerDecision
from services.catalog.domain.seller import Profile
from services.catalog.domain.values import Grade, GstStatus, SellerKind
from services.catalog.domain.words import clean, cleaned

SellerStatus = Literal["", "submitted", "approved", "rejected", "suspended"]
ProductStatus = Literal[
    "", "draft", "submitted", "rejected", "approved", "live", "paused", "retired"
]
MOST_NAMED = 100
Id = Annotated[str, Meta(max_length=60)]
Line = Annotated[str, Meta(min_length=1, max_length=120)]
Reason = Annotated[str, Meta(max_length=500)]
Code = Annotated[int, Meta(ge=1, le=999_999)]
Pin = Annotated[str, whole(PIN)]
Phone = Annotated[str, whole(f"({PHONE})?")]


class TextBody(Body):
    """A name or title, in Hindi (Devanagari) and English."""

    hi: Line
    en: Annotated[str, Meta(max_length=120)] = ""

    def text(self) -> Text:
        return cleaned(Text(hi=self.hi, en=self.en))


class StoryBody(Body):
    """A longer text, in Hindi (Devanagari) and English."""

    hi: Annotated[str, Meta(min_length=1, max_length=4000)]
    en: Annotated[str, Meta(max_length=4000)] = ""

    def text(self) -> Text:
        return cleaned(Text(hi=self.hi, en=self.en))


class SellerBody(Body):
    """Who asks to sell; `owner_phone` (E.164), and that they are `beneficiary` of a scheme, only
    where an officer asks for somebody."""

    kind: SellerKind
    name: TextBody
    craft: Annotated[str, Meta(max_length=40)]
    village: Line
    block: Code
    district: Code
    pin: Pin
    gst_status: GstStatus
    owner_phone: Phone = ""
    story: StoryBody | None = None
    beneficiary: bool = False

    def profile(self) -> Profile:
        return Profile(
            kind=self.kind,
            name=self.name.text(),
            craft=self.craft,
            village=clean(self.village),
            block=self.block,
            district=self.district,
            pin=self.pin,
            gst_status=self.gst_status,
            story=self.story.text() if self.story else None,
            beneficiary=self.beneficiary,
        )


class SellerDecisionBody(Body):
    """An officer's word; a no needs its reason."""

    decision: SellerDecision
    reason: Reason = ""


class SuspensionBody(Body):
    """Why all sales of a seller are stopped; they are told it."""

    reason: Reason = ""


class ProductDecisionBody(Body):
    """An officer's word; a no needs its reason."""

    decision: ProductDecision
    grade: Grade = ""
    reason: Reason = ""


class StockBody(Body):
    """So many pieces are free from now."""

    quantity: Annotated[int, Meta(ge=0, le=100_000)]


class SellerQuery(PageQuery):
    """Of one status, if wanted: officers find what waits for them under `submitted`."""

    status: SellerStatus = ""


class CatalogueQuery(PageQuery):
    """All that is live, page by page; or, of these `ids` (up to 100, with commas between), those
    that are."""

    limit: Annotated[int, Meta(ge=1, le=500)] = 100
    ids: Annotated[str, Meta(max_length=6000)] = ""

    @property
    def named(self) -> list[str]:
        return [id for id in self.ids.split(",") if id][:MOST_NAMED]


class ProductQuery(PageQuery):
    """Of one seller, or of one status, if wanted: what waits for officers is `submitted`."""

    seller_id: Id = ""
    status: ProductStatus = ""
