"""The catalog service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.catalog import bootstrap
from services.catalog.entrypoints.catalogue import CatalogueDoors
from services.catalog.entrypoints.products import ProductDoors
from services.catalog.entrypoints.sellers import SellerDoors
from services.catalog.entrypoints.stock import StockDoors


class CatalogService(SellerDoors, ProductDoors, StockDoors, CatalogueDoors, Probes):
    """All doors of the catalogue."""

    name = "catalog"
    service = Assembled(bootstrap.build)
    turns = StockDoors.turns


SERVICE = CatalogService
