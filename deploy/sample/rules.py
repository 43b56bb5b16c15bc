"""What must hold of a well-shaped row: its place, its category, its words, and that it is alone."""

import re
from collections.abc import Iterator, Mapping
from unicodedata import is_normalized

from deploy.sample.rows import Category, District, Kind, ProductRow, SellerRow, Text
from deploy.sample.shape import Fault, shown

DEVANAGARI_LETTER = re.compile("[\u0904-\u0939\u0958-\u0961]")
FOOD_CATEGORIES = frozenset({"sweets", "pickles", "grains-flours", "dairy", "forest-produce"})

Categories = Mapping[str, Category]


def seller_faults(row: SellerRow, district: District, categories: Categories) -> Iterator[Fault]:
    """A seller must live in the district and speak Hindi."""
    yield from _text_faults("name", row.name)
    yield from _text_faults("story", row.story)
    if row.craft not in categories:
        yield Fault("craft", f"must be a category of categories.csv, is {shown(row.craft)}")
    if row.district != district.lgd:
        yield Fault("district", f"must be {district.lgd}, is {row.district}")
    if row.block not in {block.lgd for block in district.blocks}:
        yield Fault("block", f"must be a block of {district.name.en}, is {row.block}")
    if row.pin not in {pin.pin for pin in district.pins}:
        yield Fault("pin", f"must be a PIN code of {district.name.en}, is {row.pin}")


def product_faults(
    row: ProductRow, seller_keys: set[str], categories: Categories
) -> Iterator[Fault]:
    """A product must be of a known seller and category, weigh something, and be lawful food."""
    yield from _text_faults("title", row.title)
    yield from _text_faults("description", row.description)
    yield from _category_faults(row.category, row.kind, categories)
    if row.seller not in seller_keys:
        yield Fault("seller", f"must be a key of sellers.yaml, is {shown(row.seller)}")
    if row.kind == "goods" and row.weight_g == 0:
        yield Fault("weight_g", "must be above 0 for goods, is 0")
    if row.category in categories:
        yield from _food_faults(row)


def _food_faults(row: ProductRow) -> Iterator[Fault]:
    is_food = row.category in FOOD_CATEGORIES
    if is_food and row.food is None:
        yield Fault("food", f"is missing, and {row.category} is food")
    if row.food is not None and not is_food:
        yield Fault("food", f"is only for food, and {row.category} is none")


def _category_faults(slug: str, kind: Kind, categories: Categories) -> Iterator[Fault]:
    category = categories.get(slug)
    if category is None:
        yield Fault("category", f"must be a category of categories.csv, is {shown(slug)}")
    elif category.kind != kind:
        yield Fault("category", f"must be one for {kind}, is {shown(slug)}")


def _text_faults(field: str, text: Text) -> Iterator[Fault]:
    for language, words in (("hi", text.hi), ("en", text.en)):
        if not is_normalized("NFC", words):
            yield Fault(f"{field}.{language}", f"must be in Unicode form NFC, is {shown(words)}")
    if not DEVANAGARI_LETTER.search(text.hi):
        yield Fault(f"{field}.hi", f"must be in Devanagari, is {shown(text.hi)}")
