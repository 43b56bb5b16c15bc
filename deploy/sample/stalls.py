"""A seller with all that they sell: how a stall is set up through the public API."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from clients.python import Haat, each
from clients.python.api.catalog import Catalog
from clients.python.types.catalog import (
    ProductBody,
    ProductDecisionBody,
    SellerBody,
    SellerDecisionBody,
)
from deploy.sample.client import Client
from deploy.sample.files import Place
from deploy.sample.problems import ApiProblem, Refused
from deploy.sample.reading import Placed, Sample
from deploy.sample.rows import ProductRow, SellerRow


class Stall(NamedTuple):
    """A seller and those of their products that are to be put on sale."""

    place: Place
    seller: SellerRow
    products: Placed[ProductRow]


class Stand(NamedTuple):
    """What stands on the platform: ids of sellers and of live products by their keys."""

    sellers: dict[str, str]
    products: dict[str, str]


def stalls_of(sample: Sample) -> list[Stall]:
    """The sample, seller by seller."""
    return [
        Stall(
            place, seller, [placed for placed in sample.products if placed[1].seller == place.key]
        )
        for place, seller in sample.sellers
    ]


def standing(visitor: Haat, stalls: Iterable[Stall]) -> Stand:
    """What of these stalls any visitor can see already."""
    sellers = each(visitor.catalog.list_sellers, limit=100)
    seen = {(seller.name.en, seller.pin): seller.seller_id for seller in sellers}
    stand = Stand({}, {})
    for place, seller, products in stalls:
        seller_id = seen.get((seller.name.en, seller.pin))
        if seller_id:
            stand.sellers[place.key] = seller_id
            live = _live_products(visitor, seller_id)
            titles = {product.key: product.title.en for _, product in products}
            stand.products.update({k: live[t] for k, t in titles.items() if t in live})
    return stand


def set_up(stall: Stall, owner: Client, officer: Haat) -> Stand:
    """Register, describe, decide and publish; `owner` is logged in here. Raises Refused."""
    with _telling(stall.place, "login"):
        owner.login(stall.seller.owner_phone)
    place, shop = stall.place, owner.api.catalog
    with _telling(place, "registration"):
        body = msgspec.convert(stall.seller.body(), SellerBody)
        seller_id = shop.register_seller(body, key=_key(place, "registration")).seller_id
    with _telling(place, "approval"):
        approval = SellerDecisionBody(decision="approve")
        officer.catalog.decide_seller(seller_id, approval, key=_key(place, "approval"))
    products = {
        place.key: _put_on_sale(place, row.body(seller_id), shop, officer)
        for place, row in stall.products
    }
    return Stand({stall.place.key: seller_id}, products)


def _put_on_sale(place: Place, body: dict[str, Any], shop: Catalog, officer: Haat) -> str:
    with _telling(place, "creation"):
        draft = msgspec.convert(body, ProductBody)
        product_id = shop.draft_product(draft, key=_key(place, "creation")).product_id
    with _telling(place, "submission"):
        shop.submit_product(product_id, key=_key(place, "submission"))
    with _telling(place, "review"):
        review = ProductDecisionBody(decision="approve", grade="A")
        officer.catalog.decide_product(product_id, review, key=_key(place, "review"))
    with _telling(place, "publication"):
        shop.publish_product(product_id, key=_key(place, "publication"))
    return product_id


def _key(place: Place, step: str) -> str:
    """What this step of this row has in every run."""
    return f"haat-sample-{place.key}-{step}"


@contextmanager
def _telling(place: Place, step: str) -> Iterator[None]:
    """A refusal names the row and the step."""
    try:
        yield
    except ApiProblem as problem:
        raise Refused(place.says(step, str(problem))) from problem


def _live_products(visitor: Haat, seller_id: str) -> dict[str, str]:
    products = each(visitor.catalog.list_products, seller_id=seller_id, limit=100)
    return {p.title.en: p.product_id for p in products if p.status == "live"}
