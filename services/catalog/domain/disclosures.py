"""What must be right in a description, and what must be in it before sale (domain 1.3, 3.2)."""

from typing import Final

from services.catalog.domain.categories import FOOD, check_category
from services.catalog.domain.product import Product
from services.catalog.domain.refusals import (
    DisclosureMissing,
    GstEnrolmentMissing,
    RadiusOfGoods,
    SellerNotApproved,
    TaxRateNotKnown,
)
from services.catalog.domain.seller import Seller
from services.catalog.domain.values import Details, Food, ProductKind
from services.catalog.domain.words import check_hindi

GST_BP: Final = (0, 300, 500, 1200, 1800, 4000)
"""Rates in basis points; 12 % is kept for what was made out before 22 Sep 2025."""


def check_details(kind: ProductKind, details: Details) -> None:
    """What is there is right, also in a draft."""
    check_category(details.category, kind)
    check_hindi(details.title, "title")
    if details.description.hi or details.description.en:
        check_hindi(details.description, "description")
    if kind == "goods" and details.radius_km:
        raise RadiusOfGoods(field="radius_km", allowed="0")
    if details.gst_bp is not None and details.gst_bp not in GST_BP:
        raise TaxRateNotKnown(field="gst_bp", allowed=", ".join(map(str, GST_BP)))


def check_may_sell(seller: Seller) -> None:
    """Approved by an officer, and known to the tax office."""
    if seller.status != "approved":
        raise SellerNotApproved(field="seller_id", allowed="an approved seller")
    if seller.profile.gst_status == "unregistered":
        raise GstEnrolmentMissing(field="gst_status", allowed="regular, composition, enrolled")


def check_disclosed(product: Product) -> None:
    """Nothing that a buyer must be told is missing."""
    missing = _missing(product.kind, product.details)
    if missing:
        raise DisclosureMissing(field=missing[0], missing=", ".join(missing))


def _missing(kind: ProductKind, details: Details) -> list[str]:
    food = details.food or Food()
    wanted = {
        "description.hi": bool(details.description.hi),
        "price": details.price > 0,
        "gst_bp": details.gst_bp is not None,
    }
    if kind == "goods":
        wanted |= {"hsn": bool(details.hsn), "weight_g": details.weight_g > 0}
    if details.category in FOOD:
        wanted |= {
            "food.fssai": bool(food.fssai),
            "food.shelf_life_days": food.shelf_life_days > 0,
        }
    return [field for field, there in wanted.items() if not there]
