"""What buyers hear of their orders and money."""

from typing import Final

from contracts.values import Text
from services.notify.domain.rendering import Template

ORDERS: Final = {
    "order_placed": Template(
        needs={"order": "order", "total": "rupees", "sellers": "names"},
        subject=Text(hi="ऑर्डर {order} मिल गया", en="We have your order {order}"),
        body=Text(
            hi="आपका ऑर्डर {order} मिल गया। कुल राशि {total}। विक्रेता: {sellers}।\n"
            "ऑर्डर पक्का होते ही हम बताएँगे।",
            en="We have your order {order}. It comes to {total}. Sold by: {sellers}.\n"
            "We will tell you as soon as it is confirmed.",
        ),
    ),
    "payment_action": Template(
        needs={"order": "order"},
        sms=Text(
            hi="हाट: ऑर्डर {order} के भुगतान की पुष्टि बाकी है। अभी हाट खोलकर बैंक की पुष्टि करें।",
            en="Haat: your bank must confirm the payment of order {order}. Open Haat to do it now.",
        ),
        subject=Text(hi="ऑर्डर {order}: भुगतान की पुष्टि करें", en="Order {order}: confirm your payment"),
        body=Text(
            hi="ऑर्डर {order} के भुगतान के लिए बैंक की पुष्टि बाकी है। हाट खोलकर उसे पूरा करें; "
            "नहीं तो ऑर्डर रद्द हो जाएगा।",
            en="Your bank must confirm the payment of order {order}. Open Haat and complete it; "
            "otherwise the order will be cancelled.",
        ),
    ),
    "order_confirmed": Template(
        needs={"order": "order", "total": "rupees"},
        sms=Text(
            hi="हाट: आपका ऑर्डर {order} पक्का हुआ, कुल {total}। डिलीवरी के दिन कोड भेजेंगे।",
            en="Haat: order {order} is confirmed, {total}. A code will come on the delivery day.",
        ),
        subject=Text(hi="ऑर्डर {order} पक्का हुआ", en="Order {order} is confirmed"),
        body=Text(
            hi="आपका ऑर्डर {order} पक्का हुआ। कुल राशि {total}।\n"
            "डिलीवरी के दिन SMS से एक कोड आएगा; पार्सल मिलने पर ही उसे बताएँ।",
            en="Your order {order} is confirmed. It comes to {total}.\n"
            "On the delivery day an SMS brings a code; tell it only when you have the parcel.",
        ),
    ),
    "order_cancelled": Template(
        needs={"order": "order", "because": "words"},
        sms=Text(
            hi="हाट: ऑर्डर {order} रद्द हुआ। {because} पैसे दिए हों तो लौट आएँगे।",
            en="Haat: order {order} is cancelled. {because} Any money paid will come back.",
        ),
        subject=Text(hi="ऑर्डर {order} रद्द हुआ", en="Order {order} is cancelled"),
        body=Text(
            hi="आपका ऑर्डर {order} रद्द हुआ। {because}\nपैसे दिए हों तो वे लौट आएँगे।",
            en="Your order {order} is cancelled. {because}\nAny money paid will come back.",
        ),
    ),
    "refund_done": Template(
        needs={"order": "order", "amount": "rupees"},
        sms=Text(
            hi="हाट: ऑर्डर {order} के {amount} लौटा दिए। बैंक में आने में कुछ दिन लग सकते हैं।",
            en="Haat: {amount} of order {order} went back to you. Your bank may take some days.",
        ),
        subject=Text(hi="{amount} लौटा दिए गए", en="{amount} went back to you"),
        body=Text(
            hi="ऑर्डर {order} के {amount} लौटा दिए गए। बैंक में आने में कुछ दिन लग सकते हैं।",
            en="We have returned {amount} of order {order}. Your bank may take some days.",
        ),
    ),
    "order_completed": Template(
        needs={"order": "order"},
        subject=Text(hi="ऑर्डर {order} पूरा हुआ", en="Order {order} is complete"),
        body=Text(
            hi="आपका ऑर्डर {order} पूरा हुआ। हाट से खरीदने के लिए धन्यवाद।",
            en="Your order {order} is complete. Thank you for buying at Haat.",
        ),
    ),
}
