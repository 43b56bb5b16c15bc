"""Why a request to payments may be refused."""

from chassis.errors import Malformed, NotFound, Unavailable
from contracts.values import Text


class PaymentNotFound(NotFound):
    """No such payment, or not the caller's."""

    text = Text(hi="यह भुगतान नहीं मिला।", en="There is no such payment.")


class SignatureNotValid(Malformed):
    """A webhook that the provider did not sign, or too long ago."""

    text = Text(hi="हस्ताक्षर मान्य नहीं है।", en="The signature does not hold.")


class ProviderAway(Unavailable):
    """The payment provider did not answer; asked again with the same key."""

    text = Text(hi="भुगतान सेवा अभी उत्तर नहीं दे रही।", en="The payment provider does not answer.")
