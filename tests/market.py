"""The tests' own platform: started once, with the sample district, used through its doors."""

import os
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec
import pymongo
import requests

from clients.python.types.accounts import MachineBody
from clients.python.types.catalog import (
    ProductBody,
    ProductDecisionBody,
    SellerBody,
    SellerDecisionBody,
)
from clients.python.types.delivery import PartnerBody
from clients.python.types.orders import OrderBody, OrderView
from deploy.demo.order import ADDRESS
from deploy.demo.partner import ADMIN_PHONE
from deploy.local.commands.demo import make_ready
from deploy.local.credentials import credentials
from deploy.local.environment import service_environment
from deploy.local.settings import Settings, load_settings
from deploy.sample.client import Client
from deploy.sample.loading import OFFICER_PHONE
from tests.conftest import TEST_ENVIRONMENT, haat

T = TypeVar("T")
PATIENCE = 60.0
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
        client = Client(self.gateway, self.sandbox, language="en", patience=PATIENCE)
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

    def place(
        self, client: Client, lines: dict[str, int], key: str = "", **changes: Any
    ) -> OrderView:
        """Place an order; raises ApiProblem."""
        phone = getattr(client, "phone", ADDRESS["phone"])
        changes = {"deliver_to": ADDRESS | {"phone": phone}} | changes
        body = msgspec.convert(self.body(lines, **changes), OrderBody)
        return client.api.orders.place_order(body, key=key)

    def until(self, look: Callable[[], T], seconds: float = 60) -> T:
        """Look until there is something; what was seen last when the time is over."""
        end = time.monotonic() + seconds
        while not (seen := look()) and time.monotonic() < end:
            time.sleep(0.05)
        return seen

    def until_status(
        self, client: Client, order_id: str, *wanted: str, seconds: float = 60
    ) -> OrderView:
        """The order once its status is one of these (or as it is when the time is over)."""
        read = client.api.orders.read_order
        self.until(lambda: read(order_id).status in wanted, seconds)
        return read(order_id)

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
        shop = maker.api.catalog
        with self.person(OFFICER_PHONE) as officer:
            seller = shop.register_seller(msgspec.convert(SELLER, SellerBody))
            approval = SellerDecisionBody(decision="approve")
            officer.api.catalog.decide_seller(seller.seller_id, approval)
            goods = PRODUCT | {"seller_id": seller.seller_id, "stock": stock, "price": price}
            id = shop.draft_product(msgspec.convert(goods, ProductBody)).product_id
            shop.submit_product(id)
            fit = ProductDecisionBody(decision="approve", grade="A")
            officer.api.catalog.decide_product(id, fit)
        shop.publish_product(id)
        return id

    def _far_partner(self) -> None:
        with self.person(ADMIN_PHONE) as admin:
            far = MachineBody(name="Far", role="partner", area="everywhere")
            machine = admin.api.accounts.register_machine(far, key="test-far-machine")
            partner = PartnerBody(
                name="Far", machine_id=machine.machine_id, pins=[FAR_PIN], days=5, cod=True
            )
            admin.api.delivery.register_partner(partner, key="test-far-partner")
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
