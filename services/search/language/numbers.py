"""Numbers and units as people write and say them: "आधा किलो", "500 gm", "ek darjan", "1.5k"."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.search.language.devanagari import clean

_NUMBERS = {
    0.25: "quarter paav pav पाव ¼",
    0.5: "half aadha adha aadhi adhi aadhe आधा आधी आधे ½",
    0.75: "pauna पौना पौन ¾",
    1: "ek one एक",
    1.5: "dedh derh डेढ़ डेढ",
    2: "two दो do",
    2.5: "dhai dhaai adhai ढाई अढ़ाई",
    3: "teen three तीन",
    4: "char chaar four चार",
    5: "paanch panch five पांच",
    6: "chhah chhe chah six छह छः छे",
    7: "saat seven सात",
    8: "aath ath eight आठ",
    9: "nau nine नौ",
    10: "das dus ten दस",
    11: "gyarah eleven ग्यारह",
    12: "barah baarah twelve बारह",
    15: "pandrah fifteen पंद्रह पन्द्रह",
    20: "bees bis twenty बीस",
    25: "pachees pachis पच्चीस",
    30: "tees thirty तीस",
    40: "chalis chalees forty चालीस",
    50: "pachas pachaas fifty पचास",
    60: "sixty साठ",
    70: "sattar seventy सत्तर",
    75: "pachhattar pachattar पचहत्तर",
    80: "assi eighty अस्सी",
    90: "nabbe ninety नब्बे",
}
_SCALES = {
    100: "sau hundred सौ",
    1000: "hazar hazaar hajar hajaar thousand k हजार हज़ार",
    100_000: "lakh laakh lac लाख",
}
_PARTS = {0.25: "sava sawa सवा", -0.25: "paune पौने", 0.5: "sadhe saadhe साढ़े साढे"}
_UNITS = {
    ("g", 1000.0): "kg kgs kilo kilos kilogram kilograms kilogramme kilograam किलो किलोग्राम केजी",
    ("g", 1.0): "g gm gms gram grams gramme graam ग्राम",
    ("ml", 1000.0): "l lt ltr litre litres liter liters litar लीटर लिटर",
    ("ml", 1.0): "ml millilitre मिली एमएल",
    ("piece", 1.0): "piece pieces pcs pc pis nag pis पीस नग अदद",
    ("piece", 12.0): "dozen darjan darzan dozens दर्जन",
    ("piece", 2.0): "jodi joda jodee pair pairs जोड़ी जोड़ा",
    ("cm", 1.0): "cm centimetre centimeter सेमी",
    ("cm", 100.0): "metre meter metres meters mtr mitar मीटर",
    ("cm", 2.54): "inch inches इंच",
    ("cm", 30.48): "foot feet ft fut फुट फीट",
    ("cm", 91.44): "gaj gaz yard yards गज",
}

_VALUE = {word: float(value) for value, said in _NUMBERS.items() for word in clean(said).split()}
_SCALE = {word: float(value) for value, said in _SCALES.items() for word in clean(said).split()}
_UNIT = {word: unit for unit, said in _UNITS.items() for word in clean(said).split()}
_ADDED = {word: value for value, said in _PARTS.items() for word in clean(said).split()}
_ALONE = frozenset(word for word, scale in _SCALE.items() if scale <= 1000 and word != "k")
"""Scales that count without a number before them; lakh is as often the lac of bangles."""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number of something (g, ml, piece, cm; "" if bare) and the words that said it."""

    value: float
    unit: str
    first: int
    last: int


def amounts(words: Sequence[str]) -> list[Amount]:
    """Find every amount in clean words, from the left; a number without unit is bare."""
    found: list[Amount] = []
    at = 0
    while at < len(words):
        number, after = _number(words, at)
        if number is None:
            at += 1
            continue
        unit, size = _UNIT.get(words[after], ("", 1.0)) if after < len(words) else ("", 1.0)
        last = after if unit else after - 1
        found.append(Amount(value=round(number * size, 3), unit=unit, first=at, last=last))
        at = last + 1
    return found


def _number(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """Read one number, as "do hazaar paanch sau"; the second value is the first word after it."""
    total, after, scale = _scaled(words, at)
    while total is not None and scale > 1.0 and words[after - 1] != "k":
        more, further, smaller = _scaled(words, after)
        if more is None or more >= scale:
            break
        total, after, scale = total + more, further, smaller
    return total, after


def _scaled(words: Sequence[str], at: int) -> tuple[float | None, int, float]:
    """Read a number and the scales after it: the value, the next word, the scale."""
    added = _ADDED.get(words[at], 0.0) if at < len(words) else 0.0
    start = at + 1 if added else at
    following = words[start] if start < len(words) else ""
    number, after = _plain(following), start + 1
    if number is None:
        if following not in _ALONE and not (added and following in _UNIT):
            return None, at, 1.0
        number, after = 1.0, start
    scale = 1.0
    while after < len(words) and words[after] in _SCALE:
        scale *= _SCALE[words[after]]
        after += 1
    return (number + added) * scale, after, scale


def _plain(word: str) -> float | None:
    if word[:1].isdecimal():  # ² and ① are digits too, but no numbers
        return float(word)
    return _VALUE.get(word)
