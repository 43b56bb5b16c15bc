"""Generated goods and services, as the catalogue would tell them; one seed, one catalogue."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from contracts.catalog import ProductPublished
from contracts.message import encode
from contracts.values import Text
from services.catalog.queries.catalogue import CatalogueItem, CataloguePage
from services.search.meaning.categories import CATEGORIES
from tests.load.search.areas import Area, areas
from tests.load.search.chance import Zipf, orders, price
from tests.load.search.words import Word, seeded_words

SEED: Final = 6
PAGE: Final = 500
SHARES: Final = (("hi", 35), ("en", 25), ("both", 40))
"""In which languages titles come, in hundredths."""
MAKERS: Final = (
    ("रीता देवी", "Rita Devi"), ("गणेश पंडित", "Ganesh Pandit"), ("सुनीता मुर्मू", "Sunita Murmu"),
    ("मोहम्मद सलीम", "Mohammad Salim"), ("कैलाश साह", "Kailash Sah"),
    ("फूलमनी हेम्ब्रम", "Phulmani Hembram"),
    ("अनीता कुमारी", "Anita Kumari"), ("रामप्रवेश विश्वकर्मा", "Ramprawesh Vishwakarma"),
)  # fmt: skip
TAGS: Final = ("GI", "ODOP", "SHG", "handmade", "wedding")
_BEGINNING: Final = datetime(2026, 1, 1, tzinfo=UTC)


class Shop:
    """Chooses what is sold and asked for: some categories and things far oftener than others."""

    def __init__(self) -> None:
        self.words = seeded_words()
        self._categories = Zipf(list(self.words.things), steep=0.5)
        self._things = {c: Zipf(things, steep=0.8) for c, things in self.words.things.items()}

    def thing(self, chance: random.Random) -> tuple[str, Word]:
        """A category and what somebody sells of it."""
        category = self._categories.pick(chance)
        return category, self._things[category].pick(chance)


class Goods:
    """The first `number` products are the same in every catalogue of a seed."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance, self._shop, self._areas = random.Random(seed), Shop(), Zipf(areas(), 0.3)

    def pages(self, number: int) -> Iterator[bytes]:
        """JSON bodies of `GET /v1/catalogue`, five hundred products each."""
        for first in range(0, number, PAGE):
            items = [self._item(at) for at in range(first, min(first + PAGE, number))]
            yield encode(CataloguePage(items=items, next="x" if first + PAGE < number else ""))

    def _item(self, at: int) -> CatalogueItem:
        free = self._chance.randrange(1, 40) if self._chance.random() < 0.93 else 0
        return CatalogueItem(
            product=self._product(at, free),
            product_version=4,
            free=free,
            stock_version=2,
            seller_status="approved",
            seller_version=3,
            published_at=_BEGINNING + timedelta(minutes=at % 400_000),
        )

    def _product(self, at: int, free: int) -> ProductPublished:
        chance, (category, thing) = self._chance, self._shop.thing(self._chance)
        area, kind = self._areas.pick(chance), CATEGORIES[category].kind
        block, village = chance.choice(area.blocks)
        languages = chance.choices([s for s, _ in SHARES], [n for _, n in SHARES])[0]
        material = chance.choice(self._shop.words.material(category))
        hi, en = chance.choice(MAKERS)
        return ProductPublished(
            product_id=product_id(at),
            seller_id=f"sel_01a2021f-f9de-7c1e-8f3a-{chance.randrange(at // 12 + 1):012x}",
            seller_name=Text(hi=hi, en=en),
            kind=kind,
            category=category,
            title=self._title(thing, material if kind == "goods" else None, languages),
            description=self._description(thing, material, area, languages),
            price=price(chance),
            district=area.district,
            block=block,
            pin=chance.choice(area.pins),
            village=village,
            making_days=chance.randrange(8) if kind == "goods" else 0,
            free=free,
            materials=list(material.en[:1]),
            tags=chance.sample(TAGS, chance.choice((0, 0, 1, 1, 2))),
            radius_km=chance.choice((5, 10, 20)) if kind == "service" else 0,
            beneficiary=chance.random() < 0.1,
        )

    def _title(self, thing: Word, material: Word | None, languages: str) -> Text:
        chance, words = self._chance, self._shop.words
        extra = chance.choice([*words.colours, *words.qualities]) if chance.random() < 0.6 else None
        made = material if chance.random() < 0.4 else None
        hi = [_one(chance, extra.hi if extra else ()), *_made_of(chance, made)]
        en = [_one(chance, word.en if word else ()) for word in (extra, made, thing)]
        hindi = " ".join(filter(None, [*hi, _one(chance, thing.hi or thing.en)]))
        english = " ".join(filter(None, en)).capitalize()
        return _in(languages, hindi, english)

    def _description(self, thing: Word, material: Word, area: Area, languages: str) -> Text:
        chance = self._chance
        occasion = chance.choice(self._shop.words.occasions)
        town_hi, town_en = chance.choice(area.towns or (("गांव", "the village"),))
        named, made = _one(chance, thing.hi or thing.en), _one(chance, material.hi or material.en)
        hi = (
            f"{town_hi} में हाथ से बना {named}। {made} का काम, {_one(chance, occasion.hi)} के लिए भी। "
            "आकार और रंग में थोड़ा अंतर हो सकता है।"
        )
        en = (
            f"Made in {town_en}: {_one(chance, thing.en or thing.hi)} of "
            f"{_one(chance, material.en or material.hi)}, also for {_one(chance, occasion.en)}. "
            "Sizes and shades may differ a little."
        )
        return _in(languages, hi, en)


def product_id(at: int) -> str:
    """Of the product at that place, as long as real ones are."""
    return f"prd_01a2021f-f9de-7c1e-8f3a-{at:012x}"


def popularity(number: int, seed: int = SEED) -> dict[str, int]:
    """How often each of so many products was bought; those that never were are not in it."""
    chance = random.Random(seed)
    bought = ((product_id(at), orders(chance)) for at in range(number))
    return {id: times for id, times in bought if times}


def _made_of(chance: random.Random, material: Word | None) -> list[str]:
    if material is None or not material.hi:
        return []
    return [chance.choice(material.hi), chance.choice(("का", "की", "के"))]


def _one(chance: random.Random, terms: tuple[str, ...]) -> str:
    return chance.choice(terms) if terms else ""


def _in(languages: str, hi: str, en: str) -> Text:
    return Text(hi=hi if languages != "en" else "", en=en if languages != "hi" else "")
