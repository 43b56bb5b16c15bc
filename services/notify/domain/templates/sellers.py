"""What makers and service providers hear."""

from typing import Final

from contracts.values import Text
from services.notify.domain.rendering import Template

SELLERS: Final = {
    "order_new": Template(
        needs={"order": "order", "total": "rupees"},
        subject=Text(hi="नया ऑर्डर {order}", en="New order {order}"),
        body=Text(
            hi="आपके लिए नया ऑर्डर {order} आया है, राशि {total}।\n"
            "पक्का होने पर हम बताएँगे; तब तक सामान अलग रखें।",
            en="There is a new order {order} for you, {total}.\n"
            "We will tell you when it is confirmed; until then, set the goods aside.",
        ),
    ),
    "order_pack": Template(
        needs={"order": "order"},
        sms=Text(
            hi="हाट: नया ऑर्डर {order} पक्का है। सामान पैक करके तैयार रखें।",
            en="Haat: new order {order} is confirmed. Please pack it and keep it ready.",
        ),
        subject=Text(hi="ऑर्डर {order} पैक करें", en="Please pack order {order}"),
        body=Text(
            hi="ऑर्डर {order} पक्का है। सामान पैक करके तैयार रखें; पार्सल लेने वाला आएगा।",
            en="Order {order} is confirmed. Please pack it; the parcel will be picked up.",
        ),
    ),
    "order_stopped": Template(
        needs={"order": "order", "because": "words"},
        sms=Text(
            hi="हाट: ऑर्डर {order} रद्द हुआ। {because} भेजा न हो तो न भेजें।",
            en="Haat: order {order} is cancelled. {because} Do not send it.",
        ),
        subject=Text(hi="ऑर्डर {order} रद्द हुआ", en="Order {order} is cancelled"),
        body=Text(
            hi="ऑर्डर {order} रद्द हुआ। {because} भेजा न हो तो न भेजें।",
            en="Order {order} is cancelled. {because} If you have not sent it yet, do not send it.",
        ),
    ),
    "order_lapsed": Template(
        needs={"order": "order", "because": "words"},
        subject=Text(hi="ऑर्डर {order} रद्द हुआ", en="Order {order} is cancelled"),
        body=Text(
            hi="ऑर्डर {order} रद्द हुआ। {because} अलग रखा सामान फिर बेच सकते हैं।",
            en="Order {order} is cancelled. {because} You may sell the goods again.",
        ),
    ),
    "seller_approved": Template(
        needs={"seller": "name"},
        sms=Text(
            hi="हाट: {seller} को बेचने की मंज़ूरी मिल गई। अब अपना सामान जोड़ें।",
            en="Haat: {seller} may sell now. Add your goods.",
        ),
        subject=Text(hi="{seller} को मंज़ूरी मिली", en="{seller} may sell now"),
        body=Text(
            hi="{seller} को हाट पर बेचने की मंज़ूरी मिल गई। अब अपना सामान जोड़ें।",
            en="{seller} may sell at Haat now. Add your goods.",
        ),
    ),
    "seller_rejected": Template(
        needs={"reason": "said"},
        sms=Text(
            hi="हाट: बेचने की मंज़ूरी अभी नहीं मिली। कारण: {reason}",
            en="Haat: you may not sell yet. Reason: {reason}",
        ),
        subject=Text(hi="बेचने की मंज़ूरी अभी नहीं मिली", en="You may not sell yet"),
        body=Text(
            hi="हाट पर बेचने की मंज़ूरी अभी नहीं मिली। कारण: {reason}",
            en="You may not sell at Haat yet. Reason: {reason}",
        ),
    ),
    "seller_assisted": Template(
        needs={"seller": "name", "objection": "objection"},
        sms=Text(
            hi="हाट: अधिकारी ने आपकी ओर से “{seller}” दर्ज किया। "
            "आपत्ति हो तो ब्लॉक कार्यालय में {objection} बताएँ।",
            en="Haat: an officer registered “{seller}” for you. "
            "To object, tell the block office {objection}.",
        ),
    ),
    "product_assisted": Template(
        needs={"product": "name", "did": "did", "objection": "objection"},
        sms=Text(
            hi="हाट: अधिकारी ने आपकी ओर से “{product}” {did}। "
            "आपत्ति हो तो ब्लॉक कार्यालय में {objection} बताएँ।",
            en="Haat: an officer {did} “{product}” for you. "
            "To object, tell the block office {objection}.",
        ),
    ),
    "product_approved": Template(
        needs={"product": "name"},
        sms=Text(
            hi="हाट: “{product}” को मंज़ूरी मिली। अब इसे बिक्री पर लगाएँ।",
            en="Haat: “{product}” is approved. You may put it on sale now.",
        ),
        subject=Text(hi="“{product}” को मंज़ूरी मिली", en="“{product}” is approved"),
        body=Text(
            hi="“{product}” को मंज़ूरी मिली। अब इसे बिक्री पर लगाएँ।",
            en="“{product}” is approved. You may put it on sale now.",
        ),
    ),
    "product_rejected": Template(
        needs={"product": "name", "reason": "said"},
        sms=Text(
            hi="हाट: “{product}” वापस आया। कारण: {reason}। सुधारकर फिर भेजें।",
            en="Haat: “{product}” came back. Reason: {reason}. Mend and send it again.",
        ),
        subject=Text(hi="“{product}” वापस आया", en="“{product}” came back"),
        body=Text(
            hi="“{product}” वापस आया। कारण: {reason}। सुधारकर फिर भेजें।",
            en="“{product}” came back. Reason: {reason}. Mend and send it again.",
        ),
    ),
}
