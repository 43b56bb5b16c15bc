"""Values that sellers and products are made of."""

from typing import Literal

from contracts.message import Message
from contracts.values import Text

ProductKind = Literal["goods", "service"]
Grade = Literal["", "A", "B", "C"]
SellerKind = Literal[
    "individual_artisan",
    "shg",
    "producer_group_or_company",
    "cooperative",
    "proprietor_msme",
    "govt_emporium",
    "service_provider",
]
GstStatus = Literal["regular", "composition", "enrolled", "unregistered"]
"""`enrolled`: without GSTIN, but with the portal's enrolment number (domain 3.2)."""


class Food(Message):
    """What the law asks of food: the maker's FSSAI number (14 digits), days it keeps."""

    fssai: str = ""
    shelf_life_days: int = 0


class Details(Message):
    """What a buyer is told of a product; a draft may still lack some of it.

    `price` in paise with tax, `gst_bp` in basis points, `weight_g` packed, in grams; `radius_km`
    is how far the provider of a service travels, 0 as far as is usual.
    """

    category: str
    title: Text
    description: Text = Text(hi="")
    price: int = 0
    hsn: str = ""
    gst_bp: int | None = None
    weight_g: int = 0
    materials: list[str] = []
    making_days: int = 0
    tags: list[str] = []
    food: Food | None = None
    radius_km: int = 0
