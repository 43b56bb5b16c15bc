"""What people here type finds what they mean, on a real Elasticsearch."""

from collections.abc import Iterator

import pytest

from services.search.adapters.question import A_LITTLE_DEARER
from services.search.domain.found import Repaired
from services.search.language import keys
from tests.integration.search.goods import MARKET, item
from tests.integration.search.on_sale import Shop, selling

LAHTHIS = {"lahthi-hi", "lahthi-en"}


@pytest.fixture(scope="module")
def market(elasticsearch_url: str) -> Iterator[Shop]:
    with selling(elasticsearch_url, *MARKET) as shop:
        yield shop


@pytest.mark.parametrize(
    "q",
    [
        "lathi",
        "lahthi",
        "lahti",
        "LAHTHI",
        "लहठी",
        "लठी",
        "lac bangles",
        "lakh ki chudi",
        "लाख चूड़ी",
    ],
)
def test_lahthi_is_found_however_it_is_typed(market: Shop, q: str) -> None:
    assert set(market.ids(q)[:2]) == LAHTHIS


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("nal tapak raha hai", "plumber"),
        ("नल टपक रहा है", "plumber"),
        ("tap is leaking", "plumber"),
        ("shaadi ke liye chudi", "chudi-bridal"),
        ("शादी के लिए चूड़ी", "chudi-bridal"),
        ("bangles for wedding", "chudi-bridal"),
        ("bijli mistri", "electrician"),
        ("baal katwana hai", "barber"),
        ("maths padhane wala", "tutor"),
        ("madh", "honey"),
        ("brinjal pickle, honey", "honey"),
        ("jhadu", "broom"),
        ("jhaadoo", "broom"),
        ("bans ki tokri", "basket"),
        ("बाँस की टोकरी", "basket"),
        ("thand me odhne ke liye kambal", "blanket"),
        ("diwali ke liye diya", "diya"),
        ("pani thanda rakhne wali surahi", "surahi"),
    ],
)
def test_needs_and_other_words_lead_to_the_goods(market: Shop, q: str, first: str) -> None:
    assert market.ids(q)[0] == first


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("चूड़ियाँ", "chudi-glass"),  # Hindi, of a Hindi title
        ("choodiyan kanch ki", "chudi-glass"),  # romanised, of a Hindi title
        ("बैम्बू बास्केट", "basket"),  # English in Devanagari, of an English title
        ("कुल्हड़", "kulhad"),  # Hindi, of an English title
        ("kulhar", "kulhad"),
        ("wild honey", "honey"),
        ("जंगली honey", "honey"),
        ("deoghar ka पेड़ा", "peda"),
    ],
)
def test_any_script_finds_titles_in_any_script(market: Shop, q: str, first: str) -> None:
    assert market.ids(q)[0] == first


@pytest.mark.parametrize(
    ("q", "first", "understood"),
    [
        ("mujhe deoghar me 300 rupaye tak ka peda chahiye", "peda", {"max_price", "place"}),
        ("मुझे पाँच सौ रुपये से कम में शहद चाहिए", "honey", {"max_price"}),
        ("bhaiya mere paas koi plumber hai kya nal theek karwana hai", "plumber",
         {"near_me", "kind"}),
        ("i am looking for a haircut at home please", "barber", set()),
        ("आधा किलो देसी घी कहाँ मिलेगा", "ghee", {"quantity"}),
        ("1 kg ghee", "ghee", {"quantity"}),
    ],
)  # fmt: skip
def test_a_spoken_sentence_finds_what_it_is_about(
    market: Shop, q: str, first: str, understood: set[str]
) -> None:
    found = market.find(q)
    assert found.items[0].product_id == first
    assert {part.name for part in found.understood} == understood


@pytest.mark.parametrize(
    "q", ["chudi 200 se kam", "200 रुपये से कम की चूड़ी", "bangles under 200", "चूड़ी 200 तक"]
)
def test_a_price_in_the_words_goes_first_and_a_little_dearer_after(market: Shop, q: str) -> None:
    found = market.find(q)
    assert found.items[0].product_id == "chudi-glass"
    assert max(item.price for item in found.items) <= 20_000 * A_LITTLE_DEARER
    assert "lahthi-hi" not in [item.product_id for item in found.items]
    assert [(part.name, part.value) for part in found.understood] == [("max_price", "20000")]


def test_what_was_understood_can_be_switched_off(market: Shop) -> None:
    found = market.find("bangles under 200", without="max_price")
    assert found.understood == []
    assert {"lahthi-hi", "lahthi-en", "chudi-bridal"} <= {i.product_id for i in found.items}


@pytest.mark.parametrize(
    ("q", "first"), [("sasti clay surahi diya kulhad", "diya"), ("mitti ka saman sasta", "diya")]
)
def test_cheap_words_put_the_cheapest_of_equals_first(market: Shop, q: str, first: str) -> None:
    found = market.find(q)
    assert found.items[0].product_id == first
    assert "cheap" in {part.name for part in found.understood}


@pytest.mark.parametrize("q", ["motorcycle", "xqzwkj", "iphone charger", "car insurance policy"])
def test_what_nobody_sells_finds_little(market: Shop, q: str) -> None:
    assert market.find(q).total <= 1


def test_near_categories_are_offered_where_little_is_found(market: Shop) -> None:
    found = market.find("dhokra elephant")
    assert (found.total, found.near_categories[0]) == (0, "dhokra")
    assert market.find("xqzwkj").near_categories == []


@pytest.mark.parametrize(
    ("typed", "shown", "first"),
    [
        ("surahhi", "surahi", "surahi"),
        ("blankut", "blanket", "blanket"),
        ("सुरहि", "सुराही", "surahi"),
    ],
)
def test_a_misspelt_word_is_read_as_one_that_is_known(
    market: Shop, typed: str, shown: str, first: str
) -> None:
    found = market.find(typed)
    assert found.items[0].product_id == first
    if found.repaired:
        assert (found.repaired.shown, found.repaired.typed) == (shown, typed)


def test_a_repair_is_shown_in_the_script_that_was_typed(elasticsearch_url: str) -> None:
    blanket = item("pashmina", "पश्मीना कंबल", "Pashmina blanket", category="woollens")
    with selling(elasticsearch_url, blanket) as shop:
        latin, hindi = shop.find("pashmna blanket"), shop.find("पशमना कंबल")
    assert latin.repaired == Repaired(shown="pashmina blanket", typed="pashmna blanket")
    assert hindi.repaired is not None
    assert keys(hindi.repaired.shown.split()[0]) == keys("पशमीना")
    assert (hindi.repaired.shown.split()[1], hindi.repaired.typed) == ("कंबल", "पशमना कंबल")
    assert [found.items[0].product_id for found in (latin, hindi)] == ["pashmina", "pashmina"]


def test_words_that_are_known_are_not_repaired(market: Shop) -> None:
    assert market.find("lathi surahi").repaired is None


def test_what_is_paused_or_of_a_suspended_seller_is_not_found(market: Shop) -> None:
    everything = market.ids(limit=100)
    assert not {"hidden", "suspended"} & {*everything, *market.ids("lahthi hidden दबी")}
    assert len(everything) == len(MARKET) - 2


def test_the_longest_question_is_answered(market: Shop) -> None:
    assert market.find(" ".join(["lahthi", "सुराही", "bridal"] * 12)[:200]).total > 0


@pytest.mark.parametrize("q", ["...", "  ", "?!", "॥"])
def test_a_query_without_words_is_none(market: Shop, q: str) -> None:
    assert market.find(q).total == len(MARKET) - 2


def test_marks_are_where_the_words_stand_in_each_script(market: Shop) -> None:
    [peda, *_] = market.find("deoghar peda").items
    assert [peda.title.hi[a:b] for a, b in peda.marks.hi] == ["देवघर", "पेड़ा"]
    assert [peda.title.en[a:b] for a, b in peda.marks.en] == ["Deoghar", "peda"]
    [glass, *_] = market.find("choodiyan").items
    assert [glass.title.hi[a:b] for a, b in glass.marks.hi] == ["चूड़ियाँ"]


def test_without_words_the_most_bought_come_first_then_the_newest(market: Shop) -> None:
    assert market.ids()[0] == "peda"
    assert market.ids("")[1:4] == sorted(market.ids("", limit=100)[1:])[:3]
