"""Why a request to payments may be refused."""

from chassis.errors import Conflict, Invalid, Malformed, NotFound, Unavailable
from chassis.refusals import OwnEntry as OwnEntry
from chassis.refusals import ReasonMissing as ReasonMissing
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


class PayeeNotFound(NotFound):
    """No such seller, or payments has not heard of them yet, or they are not the caller's."""

    text = Text(hi="यह विक्रेता नहीं मिला।", en="There is no such seller.")


class PayoutAccountNotFound(NotFound):
    """No such payout account, or not for the caller to see."""

    text = Text(hi="यह भुगतान खाता नहीं मिला।", en="There is no such payout account.")


class PayoutAccountWaiting(Conflict):
    """One change at a time: an account of this seller waits to be approved or to become active."""

    text = Text(
        hi="इस विक्रेता का एक खाता पहले से जाँच में है; पहले उसे पूरा होने दें या वापस लें।",
        en="An account of this seller is on its way already; wait for it or withdraw it first.",
    )


class PayoutAccountTakesOver(Conflict):
    """Its hold is over and it is becoming active at this moment."""

    text = Text(
        hi="यह खाता अभी चालू हो रहा है; एक मिनट बाद देखें।",
        en="This account is becoming active just now; look again in a minute.",
    )


class PayoutDetailsMixed(Invalid):
    """Neither a bank account with its IFSC nor a UPI address, or both."""

    text = Text(
        hi="या तो बैंक खाता और IFSC दें, या UPI पता।",
        en="Give either a bank account with its IFSC, or a UPI address.",
    )
