"""The demo's buyer and her order."""

import msgspec

from clients.python.types.accounts import PersonBody
from clients.python.types.orders import AddressBody, LineBody, OrderBody, OrderView, PaymentBody
from deploy.local.settings import Settings
from deploy.sample.client import PATIENCE_SECONDS, Client

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
CARD = PaymentBody(method="card", token="pm_card_visa")  # noqa: S106 - a card of the sandbox


def buyer(settings: Settings) -> Client:
    """Logged in, with Hindi as her language and an e-mail address."""
    client = Client(
        settings.url("GATEWAY"),
        settings.url("SANDBOX"),
        language="hi",
        patience=PATIENCE_SECONDS,
    )
    client.login(BUYER_PHONE, "hi")
    her = PersonBody(name=ADDRESS["name"], language="hi", email=BUYER_EMAIL)
    client.api.accounts.change_me(her)
    return client


def place(client: Client, product_ids: list[str]) -> OrderView:
    """One order of these products, one piece of each, by card."""
    return client.api.orders.place_order(
        OrderBody(
            lines=[LineBody(product_id=id, quantity=1) for id in product_ids],
            deliver_to=msgspec.convert(ADDRESS, AddressBody),
            payment=CARD,
            currency="INR",
        )
    )
