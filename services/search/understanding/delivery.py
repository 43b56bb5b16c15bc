"""Where goods shall be brought: "814112 pe delivery", "deliver to Madhupur", "ghar pahunchana"."""

from collections.abc import Sequence
from typing import Final

from services.search.understanding.finding import Found
from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence
from services.search.understanding.understood import Delivery

DELIVERY: Final = Phrases(
    "delivery; deliver; home delivery; free delivery; delivery chahiye; deliver to; delivery to; "
    "delivery in; delivery at; deliver in; deliver at; send to; ship to; ghar par delivery; "
    "ghar pe delivery; ghar delivery; pahunchana; pahuncha; pahunchani; pahuncha do; "
    "ghar pahunchana; ghar pahuncha; ghar tak; ghar bhejna; ghar bhejo; ghar tak pahuncha; "
    "bhejna; bhej; bhejo; bhej do; bhijwana; bhejwana; डिलीवरी; डिलिवरी; होम डिलीवरी"
)


def read_delivery(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """Take the places to deliver to, drop the words of delivery; the other places are left."""
    about = any(True for _ in sentence.each(DELIVERY))
    brought = [place for place in found if about and _is_brought(sentence, place)]
    for place in brought:
        _take(sentence, place)
    for at in list(sentence.each(DELIVERY)):
        sentence.drop(at)
    return [place for place in found if place not in brought]


def _is_brought(sentence: Sentence, found: Found) -> bool:
    """A PIN code in any sentence about delivery; a place only with such a word right beside it."""
    if found.where.place.level == "pin":
        return True
    ahead = sentence.before(found.named.start, DELIVERY)
    behind = sentence.after(found.at.stop, DELIVERY)
    return found.where.sure and (ahead or behind) > 0


def _take(sentence: Sentence, found: Found) -> None:
    place = found.where.place
    ahead = sentence.before(found.at.start, DELIVERY)
    behind = sentence.after(found.at.stop, DELIVERY)
    pin = place.name.en if place.level == "pin" else ""
    at = range(found.at.start - ahead, found.at.stop + behind)
    sentence.take("deliver_to", Delivery(pin=pin, place=place), at)
