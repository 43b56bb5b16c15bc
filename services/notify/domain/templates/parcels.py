"""What buyers hear of their parcels."""

from typing import Final

from contracts.values import Text
from services.notify.domain.rendering import Template

PARCELS: Final = {
    "delivery_code": Template(
        needs={"code": "code", "parcel": "parcel"},
        # the parcel is named because two may come to one door; the only number standing alone is
        # the code, since people read it out
        sms=Text(
            hi="हाट: पार्सल #{parcel} लेने का कोड {code} है। पार्सल हाथ में आने पर ही बताएँ।",
            en="Haat: {code} is the code of parcel #{parcel}. Tell it only when you hold it.",
        ),
    ),
    "parcel_near": Template(
        needs={"order": "order"},
        subject=Text(hi="ऑर्डर {order} का पार्सल आज पहुँचेगा", en="Your order {order} arrives today"),
        body=Text(
            hi="ऑर्डर {order} का पार्सल आज पहुँचेगा। SMS में आया कोड पार्सल मिलने पर ही बताएँ।",
            en="A parcel of order {order} arrives today. "
            "Tell the code of our SMS only when you have the parcel.",
        ),
    ),
    "parcel_missed": Template(
        needs={"order": "order", "why": "words"},
        sms=Text(
            hi="हाट: ऑर्डर {order} का पार्सल नहीं दिया जा सका: {why}। हम फिर कोशिश करेंगे।",
            en="Haat: a parcel of order {order} was not delivered: {why}. We will try again.",
        ),
        subject=Text(
            hi="ऑर्डर {order} का पार्सल नहीं दिया जा सका", en="Order {order} was not delivered"
        ),
        body=Text(
            hi="ऑर्डर {order} का पार्सल नहीं दिया जा सका: {why}। हम फिर कोशिश करेंगे।",
            en="A parcel of order {order} could not be delivered: {why}. We will try again.",
        ),
    ),
    "parcel_delivered": Template(
        needs={"order": "order"},
        subject=Text(
            hi="ऑर्डर {order} का पार्सल पहुँच गया", en="A parcel of order {order} was delivered"
        ),
        body=Text(
            hi="ऑर्डर {order} का पार्सल पहुँच गया। आपको न मिला हो तो तुरंत हमें बताएँ।",
            en="A parcel of order {order} was delivered. If you do not have it, tell us at once.",
        ),
    ),
}
