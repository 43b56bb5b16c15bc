"""Aadhaar numbers are found where text enters, and refused: unlicensed bodies may not keep them.

A number has twelve digits, the first 2 to 9, the last a check digit by Verhoeff (UIDAI).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from chassis.errors import Invalid
from contracts.values import Text

NUMBERS: Final = msgspec.Meta(extra_json_schema={"x-numbers": True})
"""`Annotated[str, NUMBERS]`: a field in which any digits may stand, such as an account number."""


class AadhaarNotTaken(Invalid):
    """An Aadhaar number stands in the request; it is not kept, shown or logged."""

    text = Text(
        hi="आधार नंबर न भेजें, हाट उसे नहीं लेता। पहचान के लिए वोटर कार्ड, पैन या पहचान (शिल्पकार) कार्ड दें, "
        "या आधार के केवल आख़िरी 4 अंक।",
        en="Do not send an Aadhaar number, Haat does not take it. To show who you are, use a voter "
        "ID, PAN or Pehchan card, or only the last 4 digits of the Aadhaar.",
    )


_PLACES: Final = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)
_PRODUCTS: Final = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
"""Of the dihedral group D5."""
_GAP: Final = r"[\s.\u00a0\u2010-\u2015\u200b-\u200d-]"
_START: Final = r"(?:(?<![A-Za-z\d_+].)|(?<=\\[nrtbf].))"
_ROUGHLY: Final = re.compile(rf"\d{_START}\d{{3}}(?:(?:{_GAP}|\\[nrt]){{0,3}}\d{{4}}){{2}}")
_ROUGHLY_ASCII: Final = re.compile(
    rf"[2-9]{_START}\d{{3}}(?:(?:[\s.-]|\\[nrt]){{0,3}}\d{{4}}){{2}}".encode()
)
"""As it stands in JSON, where a new line is written `\\n`; quick, since they begin with digits."""
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MAIL: Final = r"(?!@(?!aadhaar)[\w-]+\.\w)"
"""Not where an e-mail address goes on, often a phone number; `…@aadhaar.npci` is none."""
_SOLID: Final = rf"(?<![A-Za-z\d_+])\d{{12}}(?![A-Za-z\d_]){_MAIL}"
_IN_FOURS: Final = (
    rf"(?<![A-Za-z\d_+])(?<!(?<!\d)\d{{4}}{_GAP})\d{{4}}{_GAP}{{1,3}}\d{{4}}{_GAP}{{1,3}}\d{{4}}"
    rf"(?![A-Za-z\d_])(?!{_GAP}\d{{4}}(?!\d))"
)
"""Four groups and more are a card's number."""
_NUMBER: Final = re.compile(rf"{_SOLID}|{_IN_FOURS}")


def is_verhoeff(digits: str) -> bool:
    """Whether the last of these digits (0 to 9) checks the others."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_PRODUCTS[check][int(_PLACES[place % 8][int(digit)])])
    return check == 0


def holds_aadhaar(text: str) -> bool:
    """Whether an Aadhaar number stands in the text, in digits of any script."""
    for found in _NUMBER.finditer(_UUID.sub(" ", text)):
        digits = "".join(str(int(sign)) for sign in found[0] if sign.isdecimal())
        if digits[0] in "23456789" and is_verhoeff(digits):
            return True
    return False


def refuse_aadhaar(raw: bytes, kind: Any = None) -> None:
    """Raises `AadhaarNotTaken` with the field at fault; what is not JSON is left to its reader.

    `kind` is the body's type: its fields marked `NUMBERS` are passed over.
    """
    try:
        plain = msgspec.json.encode(msgspec.json.decode(raw)) if b"\\u" in raw else raw
        if _may_hold(plain):
            refuse_aadhaar_in(msgspec.json.decode(plain), kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return


def refuse_aadhaar_in(value: Any, kind: Any = None) -> None:
    """The same for what is read already, such as a query's values by their names."""
    free = _free_fields(kind) if kind is not None else frozenset()
    for field, text in _texts(value, ""):
        if holds_aadhaar(text) and re.sub(r"\[\d+\]", "[]", field) not in free:
            raise AadhaarNotTaken(field=field or "body")


def _may_hold(raw: bytes) -> bool:
    """Quickly, and never wrongly no."""
    if raw.isascii():
        return _ROUGHLY_ASCII.search(raw) is not None
    return _ROUGHLY.search(raw.decode(errors="replace")) is not None


def _texts(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Every text and number with the name of its field, such as `lines[0].note`."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield at, str(name)
            yield from _texts(inner, f"{at}.{name}" if at else str(name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{at}[{place}]")
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield at, str(value)


@lru_cache(maxsize=512)
def _free_fields(kind: Any) -> frozenset[str]:
    """The fields marked `NUMBERS`, places in lists without their number."""
    return frozenset(_marked(msgspec.inspect.type_info(kind), "", ()))


def _marked(info: Any, at: str, above: tuple[type, ...]) -> Iterator[str]:
    if (getattr(info, "extra_json_schema", None) or {}).get("x-numbers"):
        yield at
    cls = getattr(info, "cls", None)
    if cls is not None:
        if cls in above:
            return
        above = (*above, cls)
    for field in getattr(info, "fields", ()):
        name = f"{at}.{field.encode_name}" if at else field.encode_name
        yield from _marked(field.type, name, above)
    if inner := getattr(info, "item_type", None):
        yield from _marked(inner, f"{at}[]", above)
    for inner in (getattr(info, "type", None), *getattr(info, "types", ())):
        if inner is not None:
            yield from _marked(inner, at, above)
