"""Types of catalog. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told
from .shared import Text


class CatalogueItem(Told):
    """A live product as it is now. The versions are the `sequence` of the last event of the
    product, of its stock and of its seller: news with a number that is not above them is
    contained in it.
    """

    product: ProductPublished
    product_version: int
    free: int
    stock_version: int
    seller_status: str
    seller_version: int
    published_at: datetime | None = None


class CataloguePage(Told):
    """The oldest products first; `next` is the cursor of the next page, empty at the end."""

    items: list[CatalogueItem]
    next: str = ""


class EditBody(Sent):
    """What is to change; what is left out stays. `price` in paise with tax."""

    category: str | UnsetType | None = UNSET
    description: StoryBody | UnsetType | None = UNSET
    food: FoodBody | UnsetType | None = UNSET
    gst_bp: int | UnsetType | None = UNSET
    hsn: str | UnsetType | None = UNSET
    making_days: int | UnsetType | None = UNSET
    materials: list[str] | UnsetType | None = UNSET
    price: int | UnsetType | None = UNSET
    radius_km: int | UnsetType | None = UNSET
    tags: list[str] | UnsetType | None = UNSET
    title: TextBody | UnsetType | None = UNSET
    weight_g: int | UnsetType | None = UNSET


class Food(Told):
    """What the law asks of food: the maker's FSSAI number (14 digits), days it keeps."""

    fssai: str = ""
    shelf_life_days: int = 0


class FoodBody(Sent):
    """The maker's FSSAI number (14 digits) and the days that it keeps."""

    fssai: str | UnsetType = UNSET
    shelf_life_days: int | UnsetType = UNSET


class ProductBody(Sent):
    """A draft: what is left out can follow before it is submitted. `price` in paise with tax;
    `radius_km` only of a service: how far its provider travels, 0 as far as is usual (10).
    """

    seller_id: str
    kind: Literal["goods", "service"]
    category: str
    title: TextBody
    description: StoryBody | UnsetType | None = UNSET
    food: FoodBody | UnsetType | None = UNSET
    gst_bp: int | UnsetType | None = UNSET
    hsn: str | UnsetType = UNSET
    making_days: int | UnsetType = UNSET
    materials: list[str] | UnsetType = UNSET
    price: int | UnsetType = UNSET
    radius_km: int | UnsetType = UNSET
    stock: int | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    weight_g: int | UnsetType = UNSET


class ProductDecisionBody(Sent):
    """An officer's word; a no needs its reason."""

    decision: Literal["approve", "reject"]
    grade: Literal["", "A", "B", "C"] | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class ProductPage(Told):
    """The oldest products first; `next` is the cursor of the next page, empty at the end."""

    items: list[ProductView]
    next: str = ""


class ProductPublished(Told):
    """A product is live: all that a buyer may see of it (price in paise, tax included). `craft`
    is its seller's; `radius_km` is how far the provider of a service travels; `beneficiary`,
    that the maker is one of a scheme whose priority is published.
    """

    product_id: str
    seller_id: str
    seller_name: Text
    kind: str
    category: str
    title: Text
    description: Text
    price: int
    district: int
    block: int
    pin: str
    village: str
    making_days: int
    free: int
    beneficiary: bool = False
    craft: str = ""
    materials: list[str] = []
    radius_km: int = 0
    tags: list[str] = []


class ProductView(Told):
    """A product: `price` in paise with tax, `free` pieces that can be bought now."""

    product_id: str
    seller_id: str
    seller_name: Text
    kind: str
    status: str
    category: str
    title: Text
    description: Text
    price: int
    hsn: str
    gst_bp: int | None
    weight_g: int
    materials: list[str]
    making_days: int
    tags: list[str]
    free: int
    food: Food | None = None
    grade: str = ""
    radius_km: int = 0
    reason: str = ""
    version: int = 0


class SellerBody(Sent):
    """Who asks to sell; `owner_phone` (E.164), and that they are `beneficiary` of a scheme, only
    where an officer asks for somebody.
    """

    kind: Literal[
        "cooperative",
        "govt_emporium",
        "individual_artisan",
        "producer_group_or_company",
        "proprietor_msme",
        "service_provider",
        "shg",
    ]
    name: TextBody
    craft: str
    village: str
    block: int
    district: int
    pin: str
    gst_status: Literal["composition", "enrolled", "regular", "unregistered"]
    beneficiary: bool | UnsetType = UNSET
    owner_phone: str | UnsetType = UNSET
    story: StoryBody | UnsetType | None = UNSET


class SellerDecisionBody(Sent):
    """An officer's word; a no needs its reason."""

    decision: Literal["approve", "reject", "suspend"]
    reason: str | UnsetType = UNSET


class SellerPage(Told):
    """The oldest sellers first; `next` is the cursor of the next page, empty at the end."""

    items: list[SellerView]
    next: str = ""


class SellerView(Told):
    """A seller; `block`, `district` and `state` are LGD codes, `reason` of a no."""

    seller_id: str
    status: str
    kind: str
    name: Text
    craft: str
    village: str
    block: int
    district: int
    state: int
    pin: str
    gst_status: str
    reason: str = ""
    story: Text | None = None


class StockBody(Sent):
    """So many pieces are free from now."""

    quantity: int


class StockView(Told):
    """The pieces of a product: free + held + sold = counted; `short` were paid but not there."""

    product_id: str
    free: int
    held: int
    sold: int
    counted: int
    short: int
    version: int


class StoryBody(Sent):
    """A longer text, in Hindi (Devanagari) and English."""

    hi: str
    en: str | UnsetType = UNSET


class SuspensionBody(Sent):
    """Why all sales of a seller are stopped; they are told it."""

    reason: str | UnsetType = UNSET


class TextBody(Sent):
    """A name or title, in Hindi (Devanagari) and English."""

    hi: str
    en: str | UnsetType = UNSET
