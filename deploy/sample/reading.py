"""Reads the sample's files into typed rows, or says of every bad row what is wrong with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from deploy.sample.files import (
    BadSample,
    Place,
    RawRow,
    categories_in,
    district_in,
    product_rows_in,
    seller_rows_in,
)
from deploy.sample.rows import Category, District, ProductRow, Row, SellerRow
from deploy.sample.rules import product_faults, seller_faults
from deploy.sample.shape import Fault, shape_faults

HERE = Path(__file__).parent

R = TypeVar("R", bound=Row)
Placed = list[tuple[Place, R]]


class Sample(NamedTuple):
    """The whole sample, each seller and product with the place where it stands."""

    district: District
    categories: dict[str, Category]
    sellers: Placed[SellerRow]
    products: Placed[ProductRow]


def read(folder: Path = HERE) -> Sample:
    """The sample in that folder; raises BadSample with every fault of every row."""
    faults: list[str] = []
    district, categories = district_in(folder), categories_in(folder)
    raw_sellers = seller_rows_in(folder)
    keys = {place.key for place, _ in raw_sellers}
    sellers = _typed(
        raw_sellers, SellerRow, lambda row: seller_faults(row, district, categories), faults
    )
    products = _typed(
        product_rows_in(folder),
        ProductRow,
        lambda row: product_faults(row, keys, categories),
        faults,
    )
    faults += _seller_repeats(sellers)
    faults += _product_repeats(products)
    if faults:
        raise BadSample(faults)
    return Sample(district, categories, sellers, products)


def _typed(
    raw_rows: list[RawRow],
    row_type: type[R],
    check: Callable[[R], Iterator[Fault]],
    faults: list[str],
) -> Placed[R]:
    """The rows that have their type's shape; what is wrong with any row goes to `faults`."""
    shapely: Placed[R] = []
    for place, raw in raw_rows:
        found = list(shape_faults(raw, row_type))
        if not found:
            row = msgspec.convert(raw, row_type)
            shapely.append((place, row))
            found = list(check(row))
        faults += [place.says(*fault) for fault in found]
    return shapely


def _seller_repeats(sellers: Placed[SellerRow]) -> Iterator[str]:
    yield from _repeats(sellers, "key", lambda row: row.key)
    yield from _repeats(sellers, "owner_phone", lambda row: row.owner_phone)
    yield from _repeats(sellers, "name.en", lambda row: row.name.en)


def _product_repeats(products: Placed[ProductRow]) -> Iterator[str]:
    yield from _repeats(products, "key", lambda row: row.key)
    yield from _repeats(products, "title.en", lambda row: f"{row.title.en} of {row.seller}")


def _repeats(rows: Placed[R], field: str, value_of: Callable[[R], str]) -> Iterator[str]:
    first: dict[str, Place] = {}
    for place, row in rows:
        owner = first.setdefault(value_of(row), place)
        if owner is not place:
            yield place.says(field, f"is already that of {owner.file} row {owner.number}")
