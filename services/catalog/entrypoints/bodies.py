"""What callers send of sellers; the fields that bodies share. Words are cleaned on the way in."""

from typing import Annotated

from msgspec import Meta

from chassis.doors import Body
from contracts.values import PHONE, PIN, Text
from services.catalog.commands import ProductDecision, SellerDecision
from services.catalog.domain.seller import Profile
from services.catalog.domain.values import Grade, GstStatus, SellerKind
from services.catalog.domain.words import clean, cleaned

Id = Annotated[str, Meta(max_length=60)]
Line = Annotated[str, Meta(min_length=1, max_length=120)]
Reason = Annotated[str, Meta(max_length=500)]
Code = Annotated[int, Meta(ge=1, le=999_999)]
Pin = Annotated[str, Meta(pattern=f"^{PIN}$")]
Phone = Annotated[str, Meta(pattern=f"^({PHONE})?$")]


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
    """Who asks to sell; `owner_phone` (E.164) only where an officer asks for somebody."""

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
        )


class SellerDecisionBody(Body):
    """An officer's word; a no needs its reason."""

    decision: SellerDecision
    reason: Reason = ""


class ProductDecisionBody(Body):
    """An officer's word; a no needs its reason."""

    decision: ProductDecision
    grade: Grade = ""
    reason: Reason = ""


class StockBody(Body):
    """So many pieces are free from now."""

    quantity: Annotated[int, Meta(ge=0, le=100_000)]


class PageQuery(Body):
    """`cursor` is the `next` of the page before."""

    cursor: Id = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class ProductQuery(PageQuery):
    """Of one seller, if wanted."""

    seller_id: Id = ""
