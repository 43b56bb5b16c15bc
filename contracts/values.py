"""Values that events of several services carry."""

from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import Meta

from contracts.message import Message

Language = Literal["hi", "en"]
Instant = Annotated[datetime, Meta(tz=True)]
Paise = Annotated[int, Meta(extra_json_schema={"x-unit": "paise"})]
Grams = Annotated[int, Meta(extra_json_schema={"x-unit": "grams"})]
Pieces = Annotated[int, Meta(extra_json_schema={"x-unit": "pieces"})]
Days = Annotated[int, Meta(extra_json_schema={"x-unit": "days"})]
BasisPoints = Annotated[int, Meta(extra_json_schema={"x-unit": "basis points"})]
LgdCode = Annotated[int, Meta(extra_json_schema={"x-unit": "LGD code"})]
"""Numbers of a published unit: another unit is another event."""

PIN: Final = r"[1-9][0-9]{5}"
"""A PIN code, as a pattern of the whole."""
PHONE: Final = r"\+[1-9][0-9]{7,14}"
"""A phone number in E.164, as a pattern of the whole."""


def whole(pattern: str, *, min_length: int | None = None, max_length: int | None = None) -> Meta:
    """A text that is this pattern from end to end: `$` alone lets a line break through."""
    return Meta(
        pattern=rf"^(?:{pattern})$(?!\n)",
        min_length=min_length,
        max_length=max_length,
        extra_json_schema={"pattern": f"^({pattern})$"},  # as JSON Schema means it
    )


EVERYWHERE: Final = "everywhere"
AREA: Final = r"everywhere|(state|district|block):[1-9][0-9]{0,8}"
"""An area, as a pattern of the whole. The LGD codes of states, districts and blocks overlap, so
the level is part of the name: `state:20` is Jharkhand, `district:324` is Deoghar."""
Area = Annotated[str, whole(AREA)]


class Text(Message):
    """Words a person reads, in Hindi (Devanagari, NFC) and English."""

    hi: str
    en: str = ""

    def to(self, language: Language) -> str:
        """The text in that language; Hindi where there is no English."""
        return self.en or self.hi if language == "en" else self.hi


class Address(Message):
    """Where a parcel goes (domain 1.2). Personal: kept out of logs and of partners' events."""

    name: str
    phone: str
    line1: str
    district: str
    state: str
    pin: str
    landmark: str = ""
    village: str = ""


class OrderLine(Message):
    """One product of an order, as frozen by the catalogue when it was held.

    `unit_price` in paise with tax, `gst_bp` in basis points, `weight_g` per unit in grams.
    """

    product_id: str
    title: Text
    quantity: Pieces
    unit_price: Paise
    hsn: str
    gst_bp: BasisPoints
    weight_g: Grams

    @property
    def total(self) -> int:
        """In paise, tax included."""
        return self.quantity * self.unit_price


class Consignment(Message):
    """What one seller sends for an order."""

    consignment_id: str
    seller_id: str
    seller_person_id: str
    seller_name: Text
    from_pin: str
    lines: list[OrderLine]
    areas: list[str] = []
    """Where its seller is: block, district and state; unknown of orders of long ago."""

    @property
    def total(self) -> int:
        """In paise, tax included."""
        return sum(line.total for line in self.lines)

    @property
    def weight_g(self) -> int:
        return sum(line.quantity * line.weight_g for line in self.lines)
