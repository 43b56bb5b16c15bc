"""The seller or product that a command names, or a clear no."""

from services.catalog.domain.product import Product
from services.catalog.domain.refusals import ProductNotFound, SellerNotFound
from services.catalog.domain.seller import Seller
from services.catalog.ports import Ports


def seller_named(seller_id: str, ports: Ports) -> Seller:
    """Raises `SellerNotFound`."""
    seller = ports.sellers.find(seller_id)
    if seller is None:
        raise SellerNotFound(field="seller_id")
    return seller


def product_named(product_id: str, ports: Ports) -> tuple[Product, Seller]:
    """The product and whose it is; raises `ProductNotFound`."""
    product = ports.products.find(product_id)
    if product is None:
        raise ProductNotFound(field="product_id")
    return product, seller_named(product.seller_id, ports)
