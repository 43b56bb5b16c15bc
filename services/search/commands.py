"""What events about several products ask of each one."""

from contracts.message import Message


class CountSale(Message):
    """The product was part of a completed order."""

    product_id: str
    order_id: str
