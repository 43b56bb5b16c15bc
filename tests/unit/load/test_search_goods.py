"""Generated catalogues and queries of the search bench."""

import random
from collections import Counter

import msgspec

from services.search.domain.listing import Snapshot
from services.search.language import script, words
from services.search.meaning.categories import CATEGORIES
from tests.load.search.areas import areas
from tests.load.search.chance import Zipf, orders, price
from tests.load.search.filling import Page
from tests.load.search.goods import Goods, popularity, product_id
from tests.load.search.queries import EACH, KINDS, beginnings, plain_words, queries


def catalogue(number: int) -> list[Snapshot]:
    pages = [msgspec.json.decode(page, type=Page).items for page in Goods().pages(number)]
    return [snapshot for page in pages for snapshot in page]


def test_a_catalogue_is_the_same_each_time_and_a_smaller_one_is_its_beginning():
    assert list(Goods().pages(700)) == list(Goods().pages(700))
    assert catalogue(600)[:550] == catalogue(550)


def test_pages_hold_five_hundred_products_each_under_ids_that_rise():
    assert [len(msgspec.json.decode(p, type=Page).items) for p in Goods().pages(1_201)] == [
        500,
        500,
        201,
    ]
    ids = [snapshot.product.product_id for snapshot in catalogue(1_201)]
    assert ids == sorted(ids) == [product_id(at) for at in range(1_201)]


def test_titles_come_in_hindi_in_english_and_in_both():
    titles = [snapshot.product.title for snapshot in catalogue(1_000)]
    told = Counter((bool(title.hi), bool(title.en)) for title in titles)
    assert told[True, True] + told[True, False] + told[False, True] == 1_000
    assert 300 <= told[True, False] <= 400
    assert 200 <= told[False, True] <= 300


def test_products_are_of_known_categories_and_live_where_their_pin_is():
    pins = {area.district: set(area.pins) for area in areas()}
    for snapshot in catalogue(500):
        product = snapshot.product
        assert product.kind == CATEGORIES[product.category].kind
        assert product.pin in pins[product.district]
        assert bool(product.radius_km) == (product.kind == "service")


def test_the_first_value_is_chosen_most_often():
    zipf, chance = Zipf("abcd"), random.Random(1)
    told = Counter(zipf.pick(chance) for _ in range(10_000))
    assert [letter for letter, _ in told.most_common()] == ["a", "b", "c", "d"]
    assert 1.8 <= told["a"] / told["b"] <= 2.2


def test_prices_are_whole_rupees_around_three_hundred_and_fifty():
    chance = random.Random(1)
    prices = sorted(price(chance) for _ in range(1_001))
    assert all(paise % 100 == 0 and paise >= 1_000 for paise in prices)
    assert 32_000 <= prices[500] <= 38_000


def test_few_products_are_bought_often():
    chance = random.Random(1)
    assert max(orders(chance) for _ in range(10_000)) <= 5_000
    sold = popularity(1_000)
    assert sold == popularity(1_000)
    assert min(sold.values()) == 1
    assert 0.4 <= len(sold) / 1_000 <= 0.6


def test_every_kind_of_query_has_the_same_share_and_none_is_asked_twice():
    asked = queries()
    assert asked == queries()
    assert Counter(query.kind for query in asked) == dict.fromkeys(KINDS, EACH)
    assert len({query.q for query in asked}) == len(asked) >= 200


def test_queries_are_written_as_their_kind_says():
    for kind, q in queries():
        scripts = {script(word) for word in words(q)}
        assert kind != "hindi" or "Deva" in scripts, q
        assert kind not in ("english", "hinglish") or "Deva" not in scripts, q


def test_what_has_been_typed_is_a_beginning_of_the_query():
    asked = queries()
    typed = beginnings(asked)
    assert all(query.q.startswith(begun) for query, begun in zip(asked, typed, strict=True))
    assert all(2 <= len(begun) <= 14 for begun in typed)


def test_the_plain_query_asks_for_principal_keys_without_stop_words():
    assert plain_words("मुझे पेड़ा चाहिए") == plain_words("pede") == "peda"
    assert plain_words("ka ki") == "ka ki"
