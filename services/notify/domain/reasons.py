"""Why an order was cancelled or a parcel missed, and what staff did for a seller, in words."""

from typing import Final, get_args

from contracts.accounts import Purpose
from contracts.catalog import Assisted
from contracts.orders import CancelReason
from contracts.values import Text

NEVER_PAID: Final = frozenset({"payment_failed", "expired"})

CANCELLED: Final[dict[CancelReason, Text]] = {
    "payment_failed": Text(hi="भुगतान नहीं हो सका।", en="The payment failed."),
    "expired": Text(hi="समय पर भुगतान नहीं मिला।", en="It was not paid in time."),
    "buyer": Text(hi="खरीदार ने रद्द किया।", en="The buyer cancelled it."),
    "seller": Text(hi="विक्रेता इसे नहीं भेज सके।", en="The seller could not send it."),
    "officer": Text(hi="हाट के अधिकारी ने रद्द किया।", en="A Haat officer cancelled it."),
    "undeliverable": Text(hi="इसे पहुँचाया नहीं जा सका।", en="It could not be delivered."),
}
assert set(CANCELLED) == set(get_args(CancelReason))

ASSISTED: Final[dict[Assisted, Text]] = {
    "registered": Text(hi="को दर्ज किया", en="registered"),
    "drafted": Text(hi="का विवरण लिखा", en="described"),
    "submitted": Text(hi="को जाँच के लिए भेजा", en="sent for review"),
    "published": Text(hi="को बिक्री पर लगाया", en="put on sale"),
    "paused": Text(hi="को बिक्री से रोका", en="took off sale"),
    "retired": Text(hi="को हमेशा के लिए हटाया", en="removed for good"),
    "counted": Text(hi="का स्टॉक गिना", en="counted the stock of"),
}
assert set(ASSISTED) == set(get_args(Assisted))

PURPOSES: Final[dict[Purpose, Text]] = {
    "scheme": Text(hi="योजना", en="schemes"),
    "marketplace": Text(hi="खरीदना-बेचना", en="buying and selling"),
    "marketing": Text(hi="मेलों के संदेश", en="news of fairs"),
}
assert set(PURPOSES) == set(get_args(Purpose))

UNDELIVERED: Final = {
    "not_available": Text(hi="कोई घर पर नहीं मिला", en="nobody was at home"),
    "phone_unreachable": Text(hi="फ़ोन नहीं लगा", en="the phone could not be reached"),
    "refused": Text(hi="पार्सल नहीं लिया गया", en="the parcel was refused"),
    "cash_not_ready": Text(hi="नकद तैयार नहीं था", en="the cash was not ready"),
    "address_incomplete": Text(hi="पता अधूरा है", en="the address is incomplete"),
    "out_of_area": Text(hi="पता इलाके से बाहर है", en="the address is out of the area"),
    "reschedule_asked": Text(hi="दूसरा दिन माँगा गया", en="another day was asked for"),
    "premises_closed": Text(hi="जगह बंद थी", en="the premises were closed"),
    "weather_road": Text(hi="मौसम या सड़क खराब थी", en="weather or road did not allow it"),
    "otp_mismatch": Text(hi="कोड मेल नहीं खाया", en="the code did not match"),
}
"""The reasons of domain 4.3."""
_OTHER: Final = Text(hi="आज नहीं हो सका", en="it was not possible today")


def cancelled(reason: CancelReason) -> Text:
    """A sentence."""
    return CANCELLED[reason]


def undelivered(reason: str) -> Text:
    """Part of a sentence; whatever partners may come up with."""
    return UNDELIVERED.get(reason.lower().replace("/", "_"), _OTHER)
