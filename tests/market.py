"""The tests' own platform: started once, with the sample district, used through its doors."""

import os
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pymongo
import requests

from deploy.demo.order import ADDRESS
from deploy.demo.partner import ADMIN_PHONE
from deploy.local.commands.demo import make_ready
from deploy.local.credentials import credentials
from deploy.local.environment import service_environment
from deploy.local.settings import Settings, load_settings
from deploy.sample.client import Client
from tests.conftest import TEST_ENVIRONMENT, haat

T = TypeVar("T")
FAR_PIN = "800001"
"""Served by a partner that never comes: its parcels stay where they are."""


class Market:
    """The running platform and what tests want of it."""

    def __init__(self) -> None:
        haat("up")
        self.settings: Settings = load_settings(os.environ | TEST_ENVIRONMENT)
        self.gateway = self.settings.url("GATEWAY")
        self.sandbox = self.settings.url("SANDBOX")
        self.products = make_ready(self.settings)
        self.mongo: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
            service_environment(self.settings, "orders")["HAAT_MONGO_URL"], tz_aware=True
        )
        self._far_partner()

    def close(self) -> None:
        self.mongo.close()

    def person(self, phone: str = "", language: str = "hi") -> Client:
        """Somebody logged in; a new one unless a phone is given."""
        phone = phone or f"+9196{secrets.randbelow(10**8):08d}"
        client = Client(self.gateway, self.sandbox, language="en")
        client.login(phone, language)
        client.phone = phone  # type: ignore[attr-defined]
        return client

    def people(self, number: int) -> list[Client]:
        """So many new people, logged in side by side."""
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda _: self.person(), range(number)))

    def body(self, lines: dict[str, int], **changes: Any) -> dict[str, Any]:
        """A body of POST /v1/orders that is in order, paid by card."""
        return {
            "lines": [{"product_id": id, "quantity": n} for id, n in lines.items()],
            "deliver_to": ADDRESS,
            "payment": {"method": "card", "token": "pm_card_visa"},
            "currency": "INR",
        } | changes

    def far(self, **changes: str) -> dict[str, str]:
        """An address whose parcels stay where they are."""
        return ADDRESS | {"pin": FAR_PIN} | changes

    def place(self, client: Client, lines: dict[str, int], key: str = "", **changes: Any) -> Any:
        """Place an order; raises ApiProblem."""
        key = key or f"test-{secrets.token_hex(8)}"
        phone = getattr(client, "phone", ADDRESS["phone"])
        changes = {"deliver_to": ADDRESS | {"phone": phone}} | changes
        return client.post("/v1/orders", self.body(lines, **changes), key=key)

    def until(self, look: Callable[[], T], seconds: float = 60) -> T:
        """Look until there is something; what was seen last when the time is over."""
        end = time.monotonic() + seconds
        while not (seen := look()) and time.monotonic() < end:
            time.sleep(0.05)
        return seen

    def until_status(self, client: Client, order_id: str, *wanted: str, seconds: float = 60) -> Any:
        """The order once its status is one of these (or as it is when the time is over)."""
        seen: list[Any] = [None]

        def look() -> bool:
            seen[0] = client.get(f"/v1/orders/{order_id}")
            return seen[0]["status"] in wanted

        self.until(look, seconds)
        return seen[0]

    def stock(self, product_id: str) -> dict[str, Any]:
        """The stock as catalog keeps it."""
        found = self.mongo["haat_catalog"]["stocks"].find_one({"_id": product_id})
        assert found is not None
        return found

    def sms(self, phone: str) -> list[str]:
        """What was sent to that phone, oldest first."""
        found = requests.get(f"{self.sandbox}/sms", params={"to": phone}, timeout=10).json()
        return [sms["text"] for sms in found]

    def mail(self, address: str) -> list[dict[str, str]]:
        """What was sent to that address, oldest first."""
        found: list[dict[str, str]] = requests.get(
            f"{self.sandbox}/mail", params={"to": address}, timeout=10
        ).json()
        return found

    def charges(self, order_ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """The payment server's own record: succeeded intents by order."""
        wanted: dict[str, list[dict[str, Any]]] = {id: [] for id in order_ids}
        for intent in self.intents():
            order_id = (intent["metadata"] or {}).get("order_id", "")
            if order_id in wanted and intent["status"] == "succeeded":
                wanted[order_id].append(intent)
        return wanted

    def intents(self) -> Iterable[dict[str, Any]]:
        """All PaymentIntents that the payment server knows, newest first."""
        after = ""
        while True:
            query = {"limit": "100"} | ({"starting_after": after} if after else {})
            page = self.stripe("GET", "/v1/payment_intents", params=query)
            yield from page["data"]
            if not page["has_more"]:
                return
            after = page["data"][-1]["id"]

    def stripe(self, method: str, path: str, **parts: Any) -> Any:
        """Ask the payment server itself, past our proxy."""
        key = credentials(self.settings)["HAAT_STRIPE_API_KEY"]
        url = self.settings.url("LOCALSTRIPE") + path
        return requests.request(method, url, auth=(key, ""), timeout=10, **parts).json()

    def new_product(self, stock: int, price: int = 12_300, maker: Client | None = None) -> str:
        """A live product with that many pieces, of a maker of its own unless one is given."""
        maker = maker or self.person()
        officer = self.person("+919900000002")
        seller = maker.post("/v1/sellers", SELLER, key=f"s-{secrets.token_hex(8)}")
        officer.post(
            f"/v1/sellers/{seller['seller_id']}/decision",
            {"decision": "approve"},
            key=f"d-{secrets.token_hex(8)}",
        )
        goods = PRODUCT | {"seller_id": seller["seller_id"], "stock": stock, "price": price}
        product = maker.post("/v1/products", goods, key=f"p-{secrets.token_hex(8)}")
        path = f"/v1/products/{product['product_id']}"
        maker.post(f"{path}/submission", key=f"u-{secrets.token_hex(8)}")
        officer.post(
            f"{path}/decision", {"decision": "approve", "grade": "A"}, key=secrets.token_hex(8)
        )
        maker.post(f"{path}/publication", key=f"v-{secrets.token_hex(8)}")
        return str(product["product_id"])

    def _far_partner(self) -> None:
        with self.person(ADMIN_PHONE) as admin:
            machine = admin.post(
                "/v1/machines",
                {"name": "Far", "role": "partner", "area": 0},
                key="test-far-machine",
            )
            partner = {"name": "Far", "pins": [FAR_PIN], "days": 5, "cod": True}
            partner["machine_id"] = machine["machine_id"]
            admin.post("/v1/partners", partner, key="test-far-partner")
        self.until(lambda: self.mongo["haat_orders"]["coverages"].find_one({"pins": FAR_PIN}))


SELLER = {
    "kind": "individual_artisan",
    "name": {"hi": "परीक्षा कुम्हार", "en": "Test potter"},
    "craft": "pottery",
    "village": "Rikhiya",
    "block": 3086,
    "district": 324,
    "pin": "814113",
    "gst_status": "enrolled",
}
PRODUCT = {
    "kind": "goods",
    "category": "pottery",
    "title": {"hi": "मिट्टी की सुराही", "en": "Clay pitcher"},
    "description": {"hi": "ठंडे पानी के लिए।", "en": "Keeps water cool."},
    "hsn": "6912",
    "gst_bp": 500,
    "weight_g": 1500,
    "materials": ["clay"],
    "making_days": 2,
}
