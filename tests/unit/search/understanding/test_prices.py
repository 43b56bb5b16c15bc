"""What a query says of prices, and what it does not."""

import pytest

from tests.unit.search.understanding.conftest import Read, left


@pytest.mark.parametrize(
    ("said", "rupees", "rest"),
    [
        ("peda 200 se kam", 200, "peda"),
        ("200 se kam peda", 200, "peda"),
        ("पेड़ा 200 से कम", 200, "पेड़ा"),
        ("पेड़ा २०० रुपये तक", 200, "पेड़ा"),
        ("gift under 500", 500, "gift"),
        ("sari below rs 500", 500, "sari"),
        ("500 ke andar saree", 500, "saree"),
        ("500 के अंदर साड़ी", 500, "साड़ी"),
        ("saree less than 1,500", 1500, "saree"),
        ("jhola upto 300", 300, "jhola"),
        ("jhola up to 300 rupees", 300, "jhola"),
        ("2 hazaar tak ki saree", 2000, "saree"),
        ("दो हज़ार तक की साड़ी", 2000, "साड़ी"),
        ("dhai sau tak matka", 250, "matka"),
        ("पांच सौ तक का उपहार", 500, "उपहार"),
        ("three hundred tak ka jhola", 300, "jhola"),
        ("saree under 1.5k", 1500, "saree"),
        ("₹250 peda", 250, "peda"),
        ("rs.100 diya", 100, "diya"),
        ("diya 10 rupaye", 10, "diya"),
        ("100rs ka diya", 100, "diya"),
        ("250 rupaye ka peda", 250, "peda"),
        ("200 rupaye wali chudi", 200, "chudi"),
        ("500 wala gift", 500, "gift"),
        ("500 ka gift", 500, "gift"),
        ("saree 500", 500, "saree"),
        ("zyada se zyada 800 ki chappal", 800, "chappal"),
        ("5000 se zyada nahi saree", 5000, "saree"),
        ("my budget is 700 saree", 700, "saree"),
        ("peda 300 rupaye kilo", 300, "peda"),
        ("पचास रुपये किलो आलू", 50, "आलू"),
        ("clay pot for 300 rupees", 300, "clay pot"),
        ("ऊन का स्वेटर हजार रुपये तक", 1000, "ऊन स्वेटर"),
    ],
)
def test_a_price_may_be_the_most_that_is_paid(read: Read, said: str, rupees: int, rest: str):
    understood = read(said)
    assert (understood.min_price, understood.max_price) == (None, rupees * 100)
    assert left(understood) == rest


@pytest.mark.parametrize(
    ("said", "rupees", "rest"),
    [
        ("kursi 1000 se upar", 1000, "kursi"),
        ("कुर्सी 1000 से ज्यादा", 1000, "कुर्सी"),
        ("500 se jyada ka saree", 500, "saree"),
        ("saree kam se kam 2000", 2000, "saree"),
        ("कम से कम 2000 की साड़ी", 2000, "साड़ी"),
        ("saree above 2000", 2000, "saree"),
        ("more than 2000 saree", 2000, "saree"),
        ("saree at least 2000", 2000, "saree"),
    ],
)
def test_a_price_may_be_the_least_that_is_paid(read: Read, said: str, rupees: int, rest: str):
    understood = read(said)
    assert (understood.min_price, understood.max_price) == (rupees * 100, None)
    assert left(understood) == rest


@pytest.mark.parametrize(
    ("said", "low", "high", "rest"),
    [
        ("matka 200-500", 200, 500, "matka"),
        ("matka 100 se 300 tak", 100, 300, "matka"),
        ("मटका १०० से ३०० रुपये तक", 100, 300, "मटका"),
        ("between 100 and 300 diya", 100, 300, "diya"),
        ("200 se 500 ke beech me sari", 200, 500, "sari"),
        ("200 और 500 के बीच साड़ी", 200, 500, "साड़ी"),
        ("2-3 hazaar ki saree", 2000, 3000, "saree"),
        ("do teen sau ka jhola", 200, 300, "jhola"),
        ("diya 5 se 10 rupaye", 5, 10, "diya"),
        ("saree 1000 to 2000", 1000, 2000, "saree"),
        ("₹1,000 - ₹2,000 saree", 1000, 2000, "saree"),
    ],
)
def test_two_prices_are_a_range(read: Read, said: str, low: int, high: int, rest: str):
    understood = read(said)
    assert (understood.min_price, understood.max_price) == (low * 100, high * 100)
    assert left(understood) == rest


@pytest.mark.parametrize(
    "said",
    [
        *("12 ka set", "5 to 10 saal ke bachche ke liye khilona", "class 6 se 10 tak tuition"),
        *("2024 calendar", "100 logon ka khana", "peda 814112", "3 burner chulha", "peda"),
    ],
)
def test_other_numbers_are_no_prices(read: Read, said: str):
    understood = read(said)
    assert (understood.min_price, understood.max_price) == (None, None)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("sasta matka", "matka"),
        ("sabse saste bartan", "bartan"),
        ("सस्ती साड़ी", "साड़ी"),
        ("कम दाम में साड़ी", "साड़ी"),
        ("kam keemat ka jhola", "jhola"),
        ("low price jhola", "jhola"),
        ("cheap clay pot", "clay pot"),
        ("किफायती चादर", "चादर"),
    ],
)
def test_cheap_is_understood(read: Read, said: str, rest: str):
    understood = read(said)
    assert understood.cheap
    assert not understood.costly
    assert left(understood) == rest


@pytest.mark.parametrize("said", ["mehnga saree", "महंगी saree", "premium saree", "costly saree"])
def test_costly_is_understood(read: Read, said: str):
    understood = read(said)
    assert understood.costly
    assert not understood.cheap
    assert left(understood) == "saree"


@pytest.mark.parametrize("said", ["सूर्य षष्ठी", "kaam wala", "खरना प्रसाद"])
def test_words_that_only_sound_like_cheap_are_not(read: Read, said: str):
    assert not read(said).cheap


def test_a_range_can_lose_one_of_its_ends(read: Read):
    understood = read("matka 100 se 300 tak", "max_price")
    assert (understood.min_price, understood.max_price) == (10_000, None)
    assert left(understood) == "matka"


def test_a_price_that_is_switched_off_is_not_looked_for(read: Read):
    understood = read("peda 200 se kam", "max_price")
    assert understood.max_price is None
    assert understood.parts == ()
    assert left(understood) == "peda"


def test_a_part_tells_which_words_said_it(read: Read):
    part = read("peda 200 se kam").parts[0]
    assert (part.name, part.value, part.said, part.at) == (
        "max_price",
        20_000,
        "200 se kam",
        (1, 2, 3),
    )


@pytest.mark.parametrize("said", ["under 99999999999999999999", "9 " + "lakh " * 38 + "se kam"])
def test_more_than_anything_costs_is_no_price(read: Read, said: str):
    understood = read(f"saree {said}")
    assert (understood.min_price, understood.max_price) == (None, None)


@pytest.mark.parametrize(
    "said", ["sofa under 250000", "sofa 250000 se kam", "250000 tak ka sofa", "sofa 250000"]
)
def test_six_digits_that_end_in_three_zeros_are_a_price(read: Read, said: str):
    understood = read(said)
    assert (understood.max_price, understood.place) == (25_000_000, None)
    assert left(understood) == "sofa"
