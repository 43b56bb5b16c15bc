"""What several services speak of. Made by `haat client`."""

from __future__ import annotations

from .base import Told


class Address(Told):
    """Where a parcel goes (domain 1.2). Personal: kept out of logs and of partners' events."""

    name: str
    phone: str
    line1: str
    district: str
    state: str
    pin: str
    landmark: str = ""
    village: str = ""


class Text(Told):
    """Words a person reads, in Hindi (Devanagari, NFC) and English."""

    hi: str
    en: str = ""
