"""A seller with all that they sell: how a stall is set up through the public API."""

from collections.abc import Iterable
from typing import Any, NamedTuple

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


def standing(visitor: Client, stalls: Iterable[Stall]) -> Stand:
    """What of these stalls any visitor can see already."""
    seen = {(s["name"]["en"], s["pin"]): s["seller_id"] for s in visitor.pages("/v1/sellers")}
    stand = Stand({}, {})
    for place, seller, products in stalls:
        seller_id = seen.get((seller.name.en, seller.pin))
        if seller_id:
            stand.sellers[place.key] = seller_id
            live = _live_products(visitor, seller_id)
            titles = {product.key: product.title.en for _, product in products}
            stand.products.update({k: live[t] for k, t in titles.items() if t in live})
    return stand


def set_up(stall: Stall, owner: Client, officer: Client) -> Stand:
    """Register, describe, decide and publish; `owner` is logged in here. Raises Refused."""
    try:
        owner.login(stall.seller.owner_phone)
    except ApiProblem as problem:
        raise Refused(stall.place.says("login", str(problem))) from problem
    seller = _ask(owner, stall.place, "registration", "/v1/sellers", stall.seller.body())
    seller_id: str = seller["seller_id"]
    decision = {"decision": "approve"}
    _ask(officer, stall.place, "approval", f"/v1/sellers/{seller_id}/decision", decision)
    products = {
        place.key: _put_on_sale(place, row.body(seller_id), owner, officer)
        for place, row in stall.products
    }
    return Stand({stall.place.key: seller_id}, products)


def _put_on_sale(place: Place, body: dict[str, Any], owner: Client, officer: Client) -> str:
    product_id: str = _ask(owner, place, "creation", "/v1/products", body)["product_id"]
    path = f"/v1/products/{product_id}"
    _ask(owner, place, "submission", f"{path}/submission")
    review = {"decision": "approve", "grade": "A"}
    _ask(officer, place, "review", f"{path}/decision", review)
    _ask(owner, place, "publication", f"{path}/publication")
    return product_id


def _ask(client: Client, place: Place, step: str, path: str, body: object = None) -> Any:
    """Post under the key that this step of this row has in every run."""
    try:
        return client.post(path, body, key=f"haat-sample-{place.key}-{step}")
    except ApiProblem as problem:
        raise Refused(place.says(step, str(problem))) from problem


def _live_products(visitor: Client, seller_id: str) -> dict[str, str]:
    products = visitor.pages("/v1/products", seller_id=seller_id)
    return {p["title"]["en"]: p["product_id"] for p in products if p["status"] == "live"}
