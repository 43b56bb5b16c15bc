"""What goes before what: titles first, and nothing ever passes an exact one."""

import json
from typing import Any

import pytest

from chassis.pages import place_of
from contracts.values import Text
from services.search.adapters.wording import WORDS
from services.search.domain.listing import Listing
from services.search.domain.searched import query_key
from tests.integration.search.goods import DEOGHAR, VARANASI, item
from tests.integration.search.on_sale import Shop, selling

Q = "red bridal bangles"
FAMOUS = 10**9
FAVOURS = (
    "bought often",
    "new",
    "in stock",
    "helped by a scheme",
    "near",
    "price as asked",
    "of the district",
    "chosen by others",
    "kind as asked",
    "cheap",
)


def favoured(product_id: str, hi: str = "", en: str = "", **about: Any) -> Listing:
    """New, near, in stock, bought by all, its maker helped by a scheme; it says it everywhere."""
    return item(
        product_id,
        hi,
        en,
        popularity=FAMOUS,
        beneficiary=True,
        free=99,
        description=Text(hi=f"{hi} {en}", en=f"{en} {hi}"),
        pin=DEOGHAR,
        **about,
    )


def neglected(product_id: str, hi: str = "", en: str = "", **about: Any) -> Listing:
    """Old, far, sold out, never bought."""
    listing = item(product_id, hi, en, free=0, pin=VARANASI, district=187, **about)
    assert listing.updated is not None
    listing.updated = listing.updated.replace(year=2020)
    return listing


@pytest.mark.parametrize(
    ("q", "exact", "longer"),
    [
        (Q, ("", "Red bridal bangles"), ("", "Red bridal bangles with box")),
        (Q, ("", "Red Bridal Bangles"), ("लाल दुल्हन चूड़ी", "Bangles, bridal and red, of glass")),
        ("lal chudi", ("लाल चूड़ी", ""), ("लाल चूड़ी बड़ी", "Lal chudi big")),
        ("laal choodi", ("लाल चूड़ी", ""), ("", "Laal choodi laal choodi set")),
        ("शादी के लिए चूड़ी", ("शादी के लिए चूड़ी", ""), ("शादी के लिए लाल चूड़ी", "")),
        ("bangles 1 kg", ("", "Bangles 1 kg"), ("", "Bangles 1 kg red")),
        ("sasti chudi", ("", "Sasti chudi"), ("सस्ती चूड़ी सेट", "Sasti chudi set")),
    ],
)
def test_an_exact_title_is_never_passed(
    elasticsearch_url: str, q: str, exact: tuple[str, str], longer: tuple[str, str]
) -> None:
    goods = [
        neglected("exact", *exact, category="household"),
        favoured("longer", *longer, category="glass-bangles", price=1_000),
    ]
    with selling(elasticsearch_url, *goods, clicked=lambda key: {"longer": 1.0}) as shop:
        assert shop.ids(q, near_pin=DEOGHAR) == ["exact", "longer"]
        assert shop.ids(q)[0] == "exact"


@pytest.mark.parametrize(
    "better",
    [
        {"popularity": 40},
        {"beneficiary": True},
        {"free": 5},
        {"updated": "now"},
    ],
)
def test_of_equal_titles_each_good_point_goes_first(elasticsearch_url: str, better: Any) -> None:
    plain, other = neglected("a-plain", "सूप", "Soop"), neglected("b-better", "सूप", "Soop")
    for name, value in better.items():
        setattr(other, name, item("x").updated if value == "now" else value)
    with selling(elasticsearch_url, plain, other) as shop:
        assert shop.ids("soop") == ["b-better", "a-plain"]


def test_the_nearer_of_equal_goods_goes_first(elasticsearch_url: str) -> None:
    goods = [item("a-far", "सूप", pin=VARANASI), item("b-near", "सूप", pin=DEOGHAR)]
    with selling(elasticsearch_url, *goods) as shop:
        assert shop.ids("soop") == ["a-far", "b-near"]
        assert shop.ids("soop", near_pin=DEOGHAR) == ["b-near", "a-far"]
        assert shop.ids("soop", near_pin=VARANASI) == ["a-far", "b-near"]


def test_what_others_chose_after_the_same_words_goes_first(elasticsearch_url: str) -> None:
    def clicked(key: str) -> dict[str, float]:
        return {"b": 0.6} if key == query_key("soop") else {}

    with selling(elasticsearch_url, item("a", "सूप"), item("b", "सूप"), clicked=clicked) as shop:
        assert shop.ids("सूप") == ["b", "a"]
        assert shop.ids("सूप टोकरी") == ["a", "b"]


def test_a_word_in_the_title_goes_before_its_meaning_and_that_before_the_text(
    elasticsearch_url: str,
) -> None:
    goods = [
        item("text", "उपहार डिब्बा", category="paper", description=Text(hi="मटका जैसा")),
        item("category", "सादा", category="pottery"),
        item("meaning", "घड़ा", category="household"),
        item("title", "मटका", category="household"),
    ]
    with selling(elasticsearch_url, *goods) as shop:
        assert shop.ids("matka")[:2] == ["title", "meaning"]
        assert shop.ids("matka")[-1] in ("text", "category")


def test_more_of_the_words_go_before_fewer(elasticsearch_url: str) -> None:
    goods = [
        item("one", "बाँस का सूप", category="bamboo", popularity=FAMOUS),
        item("two", "बाँस की टोकरी", category="bamboo"),
        item("none", "पीतल का दीया", category="brass-copper", popularity=FAMOUS),
    ]
    with selling(elasticsearch_url, *goods) as shop:
        assert shop.ids("bans tokri")[:2] == ["two", "one"]
        assert "none" not in shop.ids("bans tokri")


def points(shop: Shop, q: str, **asked: Any) -> float:
    """What the first of them has in all, as the order is by."""
    _, score, _ = json.loads(place_of(shop.find(q, limit=1, **asked).next))
    return float(score)


def test_an_explanation_adds_up_to_the_points(elasticsearch_url: str) -> None:
    peda = favoured("p", "देवघर का पेड़ा", "Deoghar peda", category="sweets", price=20_000)
    q = "deoghar me sasta peda 300 se kam kharidna"
    with selling(elasticsearch_url, peda, clicked=lambda key: {"p": 0.5}) as shop:
        parts = shop.parts(q, "p", near_pin=DEOGHAR)
        asked = {name: parts[name] for name in (WORDS, *FAVOURS)}
        assert sum(asked.values()) == pytest.approx(points(shop, q, near_pin=DEOGHAR), abs=0.06)
        assert {name for name in parts if name.startswith("peda: ")} >= {
            "peda: title",
            "peda: title, as typed",
        }
        weights = shop.desk.weights
    assert parts["bought often"] == pytest.approx(weights.fame, abs=0.01)
    assert parts["helped by a scheme"] == weights.scheme
    assert parts["chosen by others"] == weights.chosen / 2
    assert parts["price as asked"] == weights.in_price


def test_nothing_is_explained_unless_it_is_asked_for(elasticsearch_url: str) -> None:
    with selling(elasticsearch_url, item("a", "सूप")) as shop:
        assert [one.explanation for one in shop.find("soop").items] == [None]
        assert shop.parts("soop", "a")[WORDS] > 0
        assert points(shop, "soop") == points(shop, "soop", explain=True)
