"""Why an order may be refused."""

from chassis.errors import Conflict, Invalid, NotFound
from chassis.refusals import PhoneNotValid as PhoneNotValid
from chassis.refusals import PinNotValid as PinNotValid
from contracts.values import Text


class CurrencyNotAccepted(Invalid):
    """Haat sells in rupees."""

    text = Text(hi="भुगतान केवल रुपये (INR) में होता है।", en="We sell in rupees (INR) only.")


class QuantityNotAllowed(Invalid):
    """Zero, negative or absurd."""

    text = Text(hi="मात्रा 1 से {most} के बीच रखें।", en="The quantity must be 1 to {most}.")


class TooManyLines(Invalid):
    """No lines, more than fit, or the same product twice."""

    text = Text(hi="1 से {most} अलग-अलग सामान चुनें।", en="Choose 1 to {most} different products.")


class PinNotServed(Invalid):
    """No partner delivers there."""

    text = Text(hi="PIN {pin} पर अभी डिलीवरी नहीं होती।", en="We do not deliver to PIN {pin} yet.")


class CashNotAccepted(Invalid):
    """Cash on delivery is not possible for this order."""

    text = Text(
        hi="इस ऑर्डर पर कैश ऑन डिलीवरी नहीं है; ऑनलाइन भुगतान करें।",
        en="Cash on delivery is not possible for this order; please pay online.",
    )


class CardMissing(Invalid):
    """A card payment without the provider's payment method."""

    text = Text(hi="कार्ड की जानकारी नहीं मिली।", en="The card's payment method is missing.")


class OrderNotFound(NotFound):
    """No such order, or not the caller's."""

    text = Text(hi="यह ऑर्डर नहीं मिला।", en="There is no such order.")


class ParcelHasLeft(Conflict):
    """Too late to cancel."""

    text = Text(
        hi="पार्सल निकल चुका है; अब ऑर्डर रद्द नहीं हो सकता।",
        en="A parcel has left; the order cannot be cancelled any more.",
    )
