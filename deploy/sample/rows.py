"""What a row of the sample's files may hold; each type carries the words that a refusal uses."""

from typing import Annotated, Any, Literal, dataclass_transform

import msgspec
from msgspec import Meta

Key = Annotated[
    str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="small letters, digits and hyphens")
]
Words = Annotated[str, Meta(pattern=r"\S", description="some words")]
Lgd = Annotated[int, Meta(gt=0, description="an LGD code")]
Pin = Annotated[str, Meta(pattern=r"^[1-9][0-9]{5}$", description="6 digits in quotes")]
Phone = Annotated[
    str, Meta(pattern=r"^\+9197000000[0-9]{2}$", description='"+9197000000NN" in quotes')
]
Paise = Annotated[int, Meta(gt=0, description="a whole number of paise above 0")]
Count = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
Days = Annotated[int, Meta(gt=0, description="a whole number of days above 0")]
Hsn = Annotated[
    str, Meta(pattern=r"^([0-9]{4}|[0-9]{6}|[0-9]{8})$", description="4, 6 or 8 digits in quotes")
]
Fssai = Annotated[
    str, Meta(pattern=r"^999[0-9]{11}$", description="14 digits in quotes that begin with 999")
]
Materials = Annotated[list[Words], Meta(description="a list of words")]
Tags = Annotated[list[Key], Meta(description="a list of small words with hyphens")]

SellerKind = Literal[
    "individual_artisan",
    "shg",
    "producer_group_or_company",
    "cooperative",
    "proprietor_msme",
    "govt_emporium",
    "service_provider",
]
# domain 3.2: without a GSTIN or a portal enrolment number nobody sells through a platform.
GstStatus = Literal["regular", "composition", "enrolled"]
GstBasisPoints = Literal[0, 300, 500, 1800]
Kind = Literal["goods", "service"]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping in one of the sample's files: exactly its fields, nothing more."""


class Text(Row):
    """Words a person reads, in Hindi (Devanagari, NFC) and English."""

    hi: Words
    en: Words


class Area(Row):
    """A state or block by its LGD code."""

    lgd: Lgd
    name: Text


class PinCode(Row):
    """A PIN code of the district, its post offices, and the blocks that those are named after."""

    pin: Pin
    blocks: list[Lgd]
    offices: list[Words]


class District(Row):
    """The district, its state, blocks and PIN codes."""

    state: Area
    lgd: Lgd
    name: Text
    blocks: list[Area]
    pins: list[PinCode]


class Category(Row):
    """A line of categories.csv."""

    slug: Key
    name_hi: Words
    name_en: Words
    kind: Kind


class Food(Row):
    """What the law asks of food; the FSSAI number is of a range that is never issued."""

    fssai: Fssai
    shelf_life_days: Days


class SellerRow(Row):
    """A row of sellers.yaml; products name their seller by `key`."""

    key: Key
    owner_phone: Phone
    kind: SellerKind
    name: Text
    craft: Key
    village: Words
    block: Lgd
    district: Lgd
    pin: Pin
    gst_status: GstStatus
    story: Text

    def body(self) -> dict[str, Any]:
        """What its owner posts to /v1/sellers."""
        sent: dict[str, Any] = msgspec.to_builtins(self)
        return {name: sent[name] for name in sent if name not in ("key", "owner_phone")}


class ProductRow(Row):
    """A row of products/*.yaml: price in paise with tax, tax in basis points, weight in grams."""

    key: Key
    seller: Key
    kind: Kind
    category: Key
    title: Text
    description: Text
    price: Paise
    hsn: Hsn
    gst_bp: GstBasisPoints
    stock: Count
    weight_g: Count = 0
    materials: Materials = []
    making_days: Count = 0
    tags: Tags = []
    food: Food | None = None

    def body(self, seller_id: str) -> dict[str, Any]:
        """What its seller posts to /v1/products."""
        sent: dict[str, Any] = msgspec.to_builtins(self)
        kept = {name: sent[name] for name in sent if name not in ("key", "seller")}
        if self.food is None:
            del kept["food"]
        return {"seller_id": seller_id, **kept}
