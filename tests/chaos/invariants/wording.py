"""By which words a message is recognised: what it says, and of which order or parcel."""

import re
from collections.abc import Iterator, Mapping

SMS = {
    "order_confirmed": r"Haat: order (\w{6}) is confirmed, ",
    "order_cancelled": r"Haat: order (\w{6}) is cancelled\. .* Any money paid",
    "order_stopped": r"Haat: order (\w{6}) is cancelled\. .* Do not send it",
    "order_pack": r"Haat: new order (\w{6}) is confirmed",
    "refund_done": r"Haat: \S+ of order (\w{6}) went back",
    "payment_action": r"Haat: your bank must confirm the payment of order (\w{6})",
    "parcel_missed": r"Haat: a parcel of order (\w{6}) was not delivered",
    "delivery_code": r"Haat: \d{4} is the code of parcel #(\w{6})",
}
MAIL = {
    "order_placed": r"We have your order (\w{6})\n",
    "order_confirmed": r"Order (\w{6}) is confirmed\n",
    "order_cancelled": r"Order (\w{6}) is cancelled\n(?s:.*)Any money paid",
    "refund_done": r"\S+ went back to you\n(?s:.*) of order (\w{6})",
    "payment_action": r"Order (\w{6}): confirm your payment\n",
    "order_completed": r"Order (\w{6}) is complete\n",
    "parcel_near": r"Your order (\w{6}) arrives today\n",
    "parcel_delivered": r"A parcel of order (\w{6}) was delivered\n",
    "parcel_missed": r"Order (\w{6}) was not delivered\n",
}
"""An e-mail's subject, a line break, and its text."""


def facts_in(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the text says, and the end of the id that it names."""
    for what, pattern in words.items():
        found = re.match(pattern, text)
        if found:
            yield what, found[1]
