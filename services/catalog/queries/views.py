"""What the API shows of sellers, products and stock."""

from contracts.message import Message
from contracts.places import STATE_OF
from contracts.values import Text
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Seller
from services.catalog.domain.stock import Stock
from services.catalog.domain.values import Food, Grade, GstStatus, ProductKind, SellerKind


class SellerView(Message):
    """A seller; `block`, `district` and `state` are LGD codes, `reason` of a no."""

    seller_id: str
    status: str
    kind: SellerKind
    name: Text
    craft: str
    village: str
    block: int
    district: int
    state: int
    pin: str
    gst_status: GstStatus
    story: Text | None = None
    reason: str = ""


class SellerPage(Message):
    """The oldest sellers first; `next` is the cursor of the next page, empty at the end."""

    items: list[SellerView]
    next: str = ""


class ProductView(Message):
    """A product: `price` in paise with tax, `free` pieces that can be bought now."""

    product_id: str
    seller_id: str
    seller_name: Text
    kind: ProductKind
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
    grade: Grade = ""
    reason: str = ""
    version: int = 0
    radius_km: int = 0


class ProductPage(Message):
    """The oldest products first; `next` is the cursor of the next page, empty at the end."""

    items: list[ProductView]
    next: str = ""


class StockView(Message):
    """The pieces of a product: free + held + sold = counted; `short` were paid but not there."""

    product_id: str
    free: int
    held: int
    sold: int
    counted: int
    short: int
    version: int


def seller_view(seller: Seller) -> SellerView:
    """The seller as the API shows it."""
    profile = seller.profile
    return SellerView(
        seller_id=seller.id,
        status=seller.status,
        kind=profile.kind,
        name=profile.name,
        craft=profile.craft,
        village=profile.village,
        block=profile.block,
        district=profile.district,
        state=STATE_OF[profile.district],
        pin=profile.pin,
        gst_status=profile.gst_status,
        story=profile.story,
        reason=seller.reason,
    )


def product_view(product: Product, seller: Seller, free: int) -> ProductView:
    """The product as the API shows it."""
    details = product.details
    return ProductView(
        product_id=product.id,
        seller_id=product.seller_id,
        seller_name=seller.profile.name,
        kind=product.kind,
        status=product.status,
        category=details.category,
        title=details.title,
        description=details.description,
        price=details.price,
        hsn=details.hsn,
        gst_bp=details.gst_bp,
        weight_g=details.weight_g,
        materials=details.materials,
        making_days=details.making_days,
        tags=details.tags,
        free=free,
        food=details.food,
        grade=product.grade,
        reason=product.reason,
        version=product.version,
        radius_km=details.radius_km,
    )


def stock_view(stock: Stock) -> StockView:
    """The stock as its seller sees it."""
    return StockView(
        product_id=stock.id,
        free=stock.free,
        held=stock.held,
        sold=stock.sold,
        counted=stock.counted,
        short=stock.short,
        version=stock.version,
    )
