"""The timeline's sentences, by the event that they tell of."""

from typing import Final

from contracts.values import Text

TIMELINE: Final = {
    "order.placed": Text(hi="ऑर्डर मिला।", en="Order placed."),
    "payment.action_required": Text(
        hi="बैंक की पुष्टि बाकी है।", en="Waiting for your bank's confirmation."
    ),
    "payment.captured": Text(hi="भुगतान मिल गया।", en="Payment received."),
    "payment.promised": Text(hi="भुगतान डिलीवरी पर नकद होगा।", en="To be paid in cash on delivery."),
    "payment.failed": Text(hi="भुगतान नहीं हो सका।", en="The payment failed."),
    "refund.succeeded": Text(hi="पैसे वापस कर दिए गए।", en="The money was returned."),
    "order.confirmed": Text(hi="ऑर्डर पक्का हुआ।", en="Order confirmed."),
    "order.expired": Text(hi="भुगतान का समय निकल गया।", en="The time to pay has passed."),
    "order.cancelled": Text(hi="ऑर्डर रद्द हुआ।", en="Order cancelled."),
    "order.completed": Text(hi="ऑर्डर पूरा हुआ।", en="Order completed."),
    "delivery.assigned": Text(hi="डिलीवरी की तारीख तय हुई।", en="A delivery date was set."),
    "shipment.created": Text(hi="पार्सल तैयार हो रहा है।", en="The parcel is being made ready."),
    "shipment.picked_up": Text(hi="पार्सल उठा लिया गया।", en="The parcel was picked up."),
    "shipment.in_transit": Text(hi="पार्सल रास्ते में है।", en="The parcel is on its way."),
    "shipment.out_for_delivery": Text(hi="पार्सल आज पहुँचेगा।", en="The parcel is out for delivery."),
    "shipment.delivered": Text(hi="पार्सल पहुँच गया।", en="The parcel was delivered."),
    "shipment.undelivered": Text(
        hi="पार्सल नहीं दिया जा सका; फिर कोशिश होगी।", en="Delivery failed; it will be tried again."
    ),
    "shipment.returned": Text(hi="पार्सल लौट गया।", en="The parcel was returned."),
    "shipment.cancelled": Text(hi="पार्सल रद्द हुआ।", en="The parcel was cancelled."),
}
