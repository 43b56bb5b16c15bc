"""What must hold of an order before stock is asked for (domain 1.2)."""

import re
from typing import Final

from contracts.calls import WantedLine
from contracts.orders import Payment
from contracts.values import PHONE, PIN, Address
from services.orders.domain.refusals import (
    CardMissing,
    CashNotAccepted,
    CurrencyNotAccepted,
    PhoneNotValid,
    PinNotServed,
    PinNotValid,
    QuantityNotAllowed,
    TooManyLines,
)

MOST_LINES: Final = 20
MOST_PIECES: Final = 500
MOST_CASH: Final = 2_000_00
"""In paise: the cap on cash on delivery of domain 1.2."""
_PIN = re.compile(PIN)
_PHONE = re.compile(PHONE)


def check_currency(currency: str) -> None:
    """Rupees only."""
    if currency != "INR":
        raise CurrencyNotAccepted(field="currency", allowed="INR")


def check_lines(lines: list[WantedLine]) -> None:
    """Some lines, each of another product, each of a sensible quantity."""
    if not 1 <= len(lines) <= MOST_LINES or len({w.product_id for w in lines}) < len(lines):
        raise TooManyLines(field="lines", allowed=f"1 to {MOST_LINES}", most=MOST_LINES)
    for number, line in enumerate(lines):
        if not 1 <= line.quantity <= MOST_PIECES:
            field = f"lines[{number}].quantity"
            raise QuantityNotAllowed(field=field, allowed=f"1 to {MOST_PIECES}", most=MOST_PIECES)


def check_address(address: Address) -> None:
    """A PIN of six digits, not starting with 0, and a phone in E.164."""
    if not _PIN.fullmatch(address.pin):
        raise PinNotValid(field="deliver_to.pin", allowed="6 digits, the first not 0")
    if not _PHONE.fullmatch(address.phone):
        raise PhoneNotValid(field="deliver_to.phone", allowed="E.164, e.g. +91 and 10 digits")


def check_payment(payment: Payment) -> None:
    """A card comes with its token."""
    if payment.method == "card" and not payment.token:
        raise CardMissing(field="payment.token", allowed="a payment method of the provider")


def check_served(address: Address, payment: Payment, *, served: bool, cod: bool) -> None:
    """Somebody delivers there, and takes cash there if that is how the buyer pays."""
    if not served:
        raise PinNotServed(field="deliver_to.pin", allowed="a served PIN", pin=address.pin)
    if payment.method == "cod" and not cod:
        raise CashNotAccepted(field="payment.method", allowed="card")


def check_cash(payment: Payment, total: int) -> None:
    """Cash only up to the cap."""
    if payment.method == "cod" and total > MOST_CASH:
        raise CashNotAccepted(field="payment.method", allowed="card")
