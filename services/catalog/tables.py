"""Where the catalog service keeps what it owns, and the indexes that its queries need."""

from chassis.store import Collection, Index
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Seller
from services.catalog.domain.stock import Stock

SELLERS = Collection(
    "sellers",
    Seller,
    Index(fields=("status", "_id")),
    Index(fields=("owner_id", "_id")),
    Index(fields=("owner_id", "status", "_id")),
    Index(fields=("areas", "_id")),
    Index(fields=("status", "areas", "_id")),
)
PRODUCTS = Collection(
    "products",
    Product,
    Index(fields=("status", "_id")),
    Index(fields=("seller_id", "_id")),
    Index(fields=("seller_id", "status", "_id")),
    Index(fields=("status", "areas", "_id")),
)
STOCKS = Collection("stocks", Stock, Index(fields=("holds.until",)))
