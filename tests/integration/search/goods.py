"""What a small market sells: goods and services of many categories, in four mixes of scripts."""

from typing import Any, Final

from contracts.values import Text
from services.search.domain.listing import Listing
from tests.unit.search.listings import listed

DEOGHAR, MADHUPUR, VARANASI = "814112", "815353", "221001"
"""PIN codes; Madhupur is about forty kilometres from Deoghar."""


def item(product_id: str, hi: str = "", en: str = "", **about: Any) -> Listing:
    """A listing with that title and little else to be found by."""
    usual: dict[str, Any] = {
        "description": Text(hi=""),
        "materials": [],
        "tags": [],
        "seller_name": Text(hi="अनिल", en="Anil"),
        "seller_id": "sel_anil",
        "village": "",
        "pin": DEOGHAR,
    }
    return listed(product_id, title=Text(hi=hi, en=en), **usual | about)


def service(product_id: str, hi: str = "", en: str = "", **about: Any) -> Listing:
    """The same of a service; it comes ten kilometres far."""
    usual: dict[str, Any] = {"kind": "service", "free": 0, "radius_km": 10, "price": 30_000}
    return item(product_id, hi, en, **usual | about)


MARKET: Final = [
    item("lahthi-hi", "लाल लहठी सेट", category="lac-bangles", price=85_000, tags=["GI", "ODOP"]),
    item(
        "lahthi-en",
        en="Green lahthi for brides",
        category="lac-bangles",
        price=36_000,
        free=0,
        craft="lac-bangles",
    ),
    item("chudi-glass", "काँच की चूड़ियाँ", category="glass-bangles", price=15_000),
    item("chudi-bridal", "दुल्हन चूड़ी सेट", "Bridal bangle set", category="glass-bangles"),
    item(
        "peda", "देवघर का पेड़ा", "Deoghar peda", category="sweets", price=30_000, popularity=50,
        tags=["SHG"], seller_id="sel_kailash", seller_name=Text(hi="कैलाश", en="Kailash"),
    ),
    item("surahi", "मिट्टी की सुराही", "Clay surahi", category="pottery", price=28_000),
    item("diya", "मिट्टी के दीये", category="pottery", price=5_000, pin=MADHUPUR, block=3083),
    item("kulhad", en="Clay kulhad, six pieces", category="pottery", price=12_000, pin=VARANASI,
         district=187, block=0),
    item("saree", en="Tussar silk saree", category="tasar", price=450_000, beneficiary=True),
    item("honey", "जंगली शहद", "Wild honey", category="forest-produce", price=42_000),
    item("ghee", "देसी घी", "Cow ghee", category="dairy", price=70_000),
    item("blanket", "ऊनी कंबल", "Woollen blanket", category="woollens", price=120_000),
    item("broom", "फूल झाड़ू", category="grass-leaf", price=9_000),
    item("basket", en="Bamboo fruit basket", category="bamboo", price=22_000),
    service("plumber", "नल और पाइप की मरम्मत", category="plumbing"),
    service("electrician", en="House wiring and fan fitting", category="electrical", radius_km=5),
    service("barber", "घर पर बाल कटाई", "Haircut at home", category="barber", price=12_000),
    service("tutor", en="Maths tuition for class 10", category="tuition", pin=MADHUPUR),
    item("hidden", "छिपी लहठी", "Hidden lahthi", category="lac-bangles", live=False),
    item("suspended", "दबी लहठी", category="lac-bangles", seller_ok=False),
]  # fmt: skip
