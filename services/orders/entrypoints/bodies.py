"""What callers of the orders service send."""

from typing import Annotated

from msgspec import Meta

from chassis.doors import Body
from contracts.calls import WantedLine
from contracts.orders import Payment, PaymentMethod
from contracts.values import Address

Short = Annotated[str, Meta(min_length=1, max_length=200)]


class LineBody(Body):
    """So many pieces (1 to 500) of a product."""

    product_id: Annotated[str, Meta(max_length=60)]
    quantity: Annotated[int, Meta(ge=-(10**9), le=10**9)]

    def wanted(self) -> WantedLine:
        return WantedLine(product_id=self.product_id, quantity=self.quantity)


class AddressBody(Body):
    """Where the parcel goes: phone in E.164, PIN of six digits."""

    name: Short
    phone: Short
    line1: Short
    district: Short
    state: Short
    pin: Short
    landmark: Annotated[str, Meta(max_length=200)] = ""
    village: Annotated[str, Meta(max_length=200)] = ""

    def address(self) -> Address:
        return Address(
            name=self.name,
            phone=self.phone,
            line1=self.line1,
            district=self.district,
            state=self.state,
            pin=self.pin,
            landmark=self.landmark,
            village=self.village,
        )


class PaymentBody(Body):
    """`token` is the card's payment method at the provider; none for cash on delivery."""

    method: PaymentMethod
    token: Annotated[str, Meta(max_length=200)] = ""

    def payment(self) -> Payment:
        return Payment(method=self.method, token=self.token)


class OrderBody(Body):
    """An order of one or more sellers' products, to one address."""

    lines: Annotated[list[LineBody], Meta(max_length=100)]
    deliver_to: AddressBody
    payment: PaymentBody
    currency: Annotated[str, Meta(max_length=10)]


class CancelBody(Body):
    """Why; one word of the caller's."""

    reason: Short
