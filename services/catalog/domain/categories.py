"""What is sold on Haat, by slug: crafts and trades, and which of them is food."""

from typing import Final

from services.catalog.domain.refusals import CategoryNotKnown, CraftNotKnown
from services.catalog.domain.values import ProductKind

_GOODS: Final = """
pottery terracotta bamboo cane grass-leaf sweets pickles forest-produce grains-flours
dairy ironwork farm-tools brass-copper dhokra lac-bangles glass-bangles jewellery silk
tasar khadi handloom embroidery block-print carpets woollens leather footwear woodcraft
furniture toys folk-painting idols puja musical-instruments jute stone paper household
"""
GOODS: Final = frozenset(_GOODS.split())
_SERVICES: Final = """
barber beauty laundry plumbing electrical carpentry masonry painting-work tailoring
cobbling cycle-repair electronics-repair tuition catering rituals events cleaning
gardening transport farm-services welding
"""
SERVICES: Final = frozenset(_SERVICES.split())
FOOD: Final = frozenset({"sweets", "pickles", "grains-flours", "dairy", "forest-produce"})


def check_category(category: str, kind: ProductKind) -> None:
    """A category of its kind."""
    known = GOODS if kind == "goods" else SERVICES
    if category not in known:
        raise CategoryNotKnown(field="category", allowed=", ".join(sorted(known)), kind=kind)


def check_craft(craft: str) -> None:
    """A craft or trade of the list."""
    if craft not in GOODS | SERVICES:
        raise CraftNotKnown(field="craft", allowed=", ".join(sorted(GOODS | SERVICES)))
