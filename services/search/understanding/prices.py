"""Prices: "200 se kam", "under 500", "100 से 300 तक", "₹250", "sasta"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.search.language import Amount, amounts, script
from services.search.understanding.money import (
    AT_LEAST_AFTER,
    AT_LEAST_BEFORE,
    AT_MOST_AFTER,
    AT_MOST_BEFORE,
    BETWEEN,
    BETWEEN_AFTER,
    BETWEEN_BEFORE,
    CHEAP,
    COSTLY,
    EACH,
    OF_PRICE,
    RUPEES,
)
from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence

LEAST: Final = 50
"""Rupees: a smaller bare number is rarely a price."""
ROUND: Final = 50
"""Rupees: a multiple of them that ends a query ("saree 500") is a price."""
MOST: Final = 10**10
"""Rupees: what is more is no price, and soon none that an index could count."""
PAISE: Final = 100


@dataclass(frozen=True)
class _Sum:
    """A bare number and the currency beside it, in rupees."""

    value: float
    first: int
    last: int
    rupees: bool
    said: Amount


def read_prices(sentence: Sentence) -> None:
    """Take every price, then what is only said to be cheap or costly."""
    bare = [a for a in amounts(sentence.words) if not a.unit and a.value <= MOST]
    sums = [_sum(sentence, amount) for amount in bare]
    at = 0
    while at < len(sums):
        between = at + 1 < len(sums) and _read_range(sentence, sums[at], sums[at + 1])
        if not between:
            _read_one(sentence, sums[at])
        at += 2 if between else 1
    for at_cheap in sentence.each(CHEAP):
        sentence.take("cheap", True, at_cheap)
    for at_costly in sentence.each(COSTLY):
        sentence.take("costly", True, at_costly)


def _sum(sentence: Sentence, amount: Amount) -> _Sum:
    first = amount.first - sentence.before(amount.first, RUPEES)
    after = 0 if first < amount.first else sentence.after(amount.last + 1, RUPEES)
    last = amount.last + after
    rupees = (first, last) != (amount.first, amount.last)
    return _Sum(amount.value, first, last, rupees, amount)


def _read_range(sentence: Sentence, low: _Sum, high: _Sum) -> bool:
    joined = sentence.after(low.last + 1, BETWEEN)
    if low.last + joined + 1 != high.first or not sentence.free(low.first, high.last):
        return False
    low = _scaled(sentence.words, low, high)
    before = sentence.before(low.first, BETWEEN_BEFORE)
    after = sentence.after(high.last + 1, BETWEEN_AFTER)
    said = high.value >= LEAST and (before or after or low.value >= LEAST)
    money = low.rupees or high.rupees or (said and not _pin(sentence, high))
    if low.value >= high.value or not money:
        return False
    bounds = (low.first - before, low.last + joined)
    sentence.take("min_price", _paise(low), range(bounds[0], bounds[1] + 1))
    sentence.take("max_price", _paise(high), range(high.first, high.last + after + 1))
    return True


def _scaled(words: Sequence[str], low: _Sum, high: _Sum) -> _Sum:
    """The lower one of "2-3 hazaar" is in thousands too."""
    scale = 1000 if high.value >= 1000 else 100
    spoken = high.said.last > high.said.first and script(words[high.said.last]) != "Digit"
    small = spoken and low.value < scale / 10 and low.value * scale < high.value
    return replace(low, value=low.value * scale) if small else low


def _read_one(sentence: Sentence, price: _Sum) -> None:
    if not sentence.free(price.first, price.last) or (_pin(sentence, price) and not price.rupees):
        return
    most = _beside(sentence, price, AT_MOST_BEFORE, AT_MOST_AFTER)
    least = _beside(sentence, price, AT_LEAST_BEFORE, AT_LEAST_AFTER)
    plain = price.rupees or price.value >= LEAST
    if plain and least and len(least) >= len(most):
        sentence.take("min_price", _paise(price), least)
    elif plain and most:
        sentence.take("max_price", _paise(price), most)
    elif price.rupees or _alone(sentence, price):
        each = sentence.after(price.last + 1, EACH)
        sentence.take("max_price", _paise(price), range(price.first, price.last + each + 1))


def _alone(sentence: Sentence, price: _Sum) -> bool:
    """A number without any word of money beside it that is one all the same: "500 ka gift"."""
    last = price.last + 1 == len(sentence.words) and price.value % ROUND == 0
    fits = last and price.first > 0 and price.value >= 2 * ROUND
    return fits or (price.value >= LEAST and sentence.after(price.last + 1, OF_PRICE) > 0)


def _beside(sentence: Sentence, price: _Sum, before: Phrases, after: Phrases) -> range:
    """The words of the price with the longest such phrases beside it; none without any."""
    ahead = sentence.before(price.first, before)
    behind = sentence.after(price.last + 1, after)
    if not ahead and not behind:
        return range(0)
    return range(price.first - ahead, price.last + behind + 1)


def _pin(sentence: Sentence, price: _Sum) -> bool:
    """A number of six digits is rather a PIN code, of which none ends in three zeros."""
    said = sentence.words[price.said.first : price.said.last + 1]
    six = len(said) == 1 and len(said[0]) == 6 and said[0].isdigit()
    return six and not said[0].endswith("000")


def _paise(price: _Sum) -> int:
    return round(price.value * PAISE)
