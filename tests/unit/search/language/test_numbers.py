"""What amounts a query names."""

import pytest

from services.search.language import Amount, amounts, words


def found(text: str) -> list[tuple[float, str]]:
    return [(amount.value, amount.unit) for amount in amounts(words(text))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("1 kg", [(1000, "g")]),
        ("500gm", [(500, "g")]),
        ("आधा किलो", [(500, "g")]),
        ("आधा kilo", [(500, "g")]),
        ("½ kg", [(500, "g")]),
        ("डेढ़ किलो", [(1500, "g")]),
        ("dhai kilo", [(2500, "g")]),
        ("sava do kilo", [(2250, "g")]),
        ("sava kilo", [(1250, "g")]),
        ("paune do kilo", [(1750, "g")]),
        ("पौने दो सौ", [(175, "")]),
        ("साढ़े तीन सौ ग्राम", [(350, "g")]),
        ("१.५ लीटर", [(1500, "ml")]),
        ("750 ml", [(750, "ml")]),
        ("2 piece", [(2, "piece")]),
        ("ek darjan", [(12, "piece")]),
        ("आधा दर्जन", [(6, "piece")]),
        ("3 metre", [(300, "cm")]),
        ("5 foot 2 inch", [(152.4, "cm"), (5.08, "cm")]),
        ("10 इंच", [(25.4, "cm")]),
        ("200", [(200, "")]),
        ("₹1,250", [(1250, "")]),
        ("1.5k", [(1500, "")]),
        ("1.5k 2 kg", [(1500, ""), (2000, "g")]),
        ("2 hazaar", [(2000, "")]),
        ("do hazaar paanch sau", [(2500, "")]),
        ("एक सौ पचास", [(150, "")]),
        ("sau rupaye", [(100, "")]),
        ("हज़ार", [(1000, "")]),
        ("ek lakh", [(100_000, "")]),
        ("100 se 300", [(100, ""), (300, "")]),
        ("lac ki chudi", []),
        ("लाख की लहठी", []),
        ("k g l", []),
        ("5²", [(5, "")]),
        ("① ² ₂x", []),
        ("٣ kg", [(3000, "g")]),
        ("peda", []),
        ("", []),
    ],
)
def test_amounts_are_read_in_words_and_digits(text: str, named: list[tuple[float, str]]) -> None:
    assert found(text) == named


def test_an_amount_tells_which_words_said_it() -> None:
    said = words("mujhe sava do kilo peda aur 2 hazaar tak ka dibba")
    assert amounts(said) == [
        Amount(value=2250.0, unit="g", first=1, last=3),
        Amount(value=2000.0, unit="", first=6, last=7),
    ]
