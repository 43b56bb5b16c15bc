"""Types of catalog. Made by `haat client`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told
from .shared import Text


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
    """A draft: what is left out can follow before it is submitted. `price` in paise with tax."""

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
    reason: str = ""
    version: int = 0


class SellerBody(Sent):
    """Who asks to sell; `owner_phone` (E.164) only where an officer asks for somebody."""

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


class TextBody(Sent):
    """A name or title, in Hindi (Devanagari) and English."""

    hi: str
    en: str | UnsetType = UNSET
