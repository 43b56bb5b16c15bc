"""How much of it: "1 kg", "आधा किलो", "ek darjan"."""

from typing import Final

from services.search.language import amounts
from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence
from services.search.understanding.understood import Quantity

NAMES: Final = Phrases(
    "one piece; two piece; three piece; 3 piece; ek piece; one gram; 1 gram; ek gram; एक पीस"
)
"""What goods are called: a three piece suit, jewellery of "one gram gold"."""


def read_quantities(sentence: Sentence) -> None:
    """Take every amount that has a unit; switched off, its words are looked for."""
    if not sentence.wants("quantity"):
        return
    for amount in amounts(sentence.words):
        said = range(amount.first, amount.last + 1)
        if amount.unit and sentence.free(said.start, said[-1]) and not _names(sentence, said):
            quantity = Quantity(value=amount.value, unit=amount.unit)
            sentence.take("quantity", quantity, said)


def _names(sentence: Sentence, said: range) -> bool:
    return sentence.after(said.start, NAMES) == len(said)
