"""The demo's buyer and her order."""

import secrets
from typing import Any

from deploy.local.settings import Settings
from deploy.sample.client import Client, patient_session

BUYER_PHONE = "+919800000001"
BUYER_EMAIL = "sunita@deoghar.example"
ADDRESS = {
    "name": "सुनीता देवी",
    "phone": BUYER_PHONE,
    "line1": "शिवगंगा के पास",
    "village": "करौं",
    "district": "Deoghar",
    "state": "Jharkhand",
    "pin": "814112",
}


def buyer(settings: Settings) -> Client:
    """Logged in, with Hindi as her language and an e-mail address."""
    client = Client(
        settings.url("GATEWAY"),
        settings.url("SANDBOX"),
        language="hi",
        session=patient_session(),
    )
    client.login(BUYER_PHONE, "hi")
    client.patch("/v1/me", {"name": ADDRESS["name"], "language": "hi", "email": BUYER_EMAIL})
    return client


def place(client: Client, product_ids: list[str], *, method: str = "card") -> dict[str, Any]:
    """One order of these products, one piece of each."""
    payment = {"method": "card", "token": "pm_card_visa"} if method == "card" else {"method": "cod"}
    body = {
        "lines": [{"product_id": id, "quantity": 1} for id in product_ids],
        "deliver_to": ADDRESS,
        "payment": payment,
        "currency": "INR",
    }
    order: dict[str, Any] = client.post("/v1/orders", body, key=f"demo-{secrets.token_hex(8)}")
    return order
