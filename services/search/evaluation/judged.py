"""Judged files: goods and services, queries, and how well each fits (form: tests/search/judged)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.language import clean
from services.search.meaning.categories import CATEGORIES
from services.search.places import Gazetteer

LISTED_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)


class JudgedQuery(msgspec.Struct, rename={"kind": "class"}):
    """A query, what kind of query it is, and the grade (1 to 3) of each item that fits."""

    id: str
    q: str
    kind: str = ""
    relevant: dict[str, int] = {}


class Judged(NamedTuple):
    """A whole file; items are read leniently, field by field."""

    items: list[dict[str, Any]]
    queries: list[JudgedQuery]


class _File(msgspec.Struct):
    items: list[dict[str, Any]]
    queries: list[dict[str, Any]]


def read(path: Path) -> Judged:
    """The file at that path. Raises `msgspec.ValidationError`."""
    file = msgspec.json.decode(path.read_bytes(), type=_File)
    return Judged(file.items, [_query(said) for said in file.queries])


def _query(said: Mapping[str, Any]) -> JudgedQuery:
    """Ids may be numbers, and what is null is missing."""
    told = {name: value for name, value in said.items() if value is not None}
    for name in ("id", "class"):
        if name in told:
            told[name] = str(told[name])
    return msgspec.convert(told, JudgedQuery)


def listing(item: Mapping[str, Any], gazetteer: Gazetteer) -> Listing:
    """An item as it would stand in the index; missing and unknown fields are tolerated."""
    category = _slug(_text(item, "category"))
    known = CATEGORIES.get(category)
    district, place = _district(item, gazetteer)
    return Listing(
        product_id=str(item["id"]),
        live=True,
        free=1 if item.get("in_stock", True) else 0,
        updated=LISTED_AT,
        seller_id=_text(item, "seller_id"),
        seller=Text(hi=_text(item, "seller_hi"), en=_text(item, "seller_en", "seller")),
        kind="service" if _text(item, "kind").casefold().startswith("serv") else _kind(known),
        category=category,
        title=Text(hi=_text(item, "title_hi"), en=_text(item, "title_en", "title")),
        description=Text(
            hi=_text(item, "description_hi"), en=_text(item, "description_en", "description")
        ),
        price=_number(item.get("price_paise")) or 100 * _number(item.get("price")),
        district=district,
        block=_number(item.get("block")),
        pin=_text(item, "pin", "pincode"),
        village=" ".join(filter(None, (_text(item, "village"), place, _block(item)))),
        materials=_list(item.get("materials") or item.get("material")),
        tags=_list(item.get("tags")) + ([] if known else _list(_text(item, "category"))),
    )


def _district(item: Mapping[str, Any], gazetteer: Gazetteer) -> tuple[int, str]:
    said = item.get("district")
    if _number(said):
        return _number(said), ""
    name = str(said or "")
    place = gazetteer.named(clean(name).split()) if name else None
    return (place.district, name) if place else (0, name)


def _block(item: Mapping[str, Any]) -> str:
    return "" if _number(item.get("block")) else _text(item, "block")


def _kind(category: Any) -> str:
    return category.kind if category else "goods"


def _slug(said: str) -> str:
    if said in CATEGORIES:
        return said
    names = (c for c in CATEGORIES.values() if said and said.casefold() in _names(c))
    return next((category.slug for category in names), said)


def _names(category: Any) -> Sequence[str]:
    return category.name.hi, category.name.en.casefold()


def _text(item: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, dict):
            value = " ".join(str(part) for part in value.values())
        if value not in (None, ""):
            return str(value)
    return ""


def _number(value: Any) -> int:
    try:
        return int(value or 0)
    except (TypeError, ValueError):
        return 0


def _list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] * bool(value)
