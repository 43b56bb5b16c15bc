"""What a query says of price, place, amount and kind; the rest is what is looked for."""

from services.search.understanding.reading import understand
from services.search.understanding.understood import (
    Delivery,
    Hint,
    Name,
    Part,
    Quantity,
    Understood,
    Where,
)

__all__ = ["Delivery", "Hint", "Name", "Part", "Quantity", "Understood", "Where", "understand"]
