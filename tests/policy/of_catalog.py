"""How the catalogue's routes are walked."""

from typing import Any

from chassis.people import Person
from contracts.values import Text
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Profile, Seller
from services.catalog.domain.stock import Stock
from services.catalog.domain.values import Details
from tests.policy.bench import Served
from tests.policy.callers import HERE, MAKER
from tests.policy.case import Asked, case, fresh

NAME = Text(hi="मनोज विश्वकर्मा", en="Manoj Vishwakarma")
PROFILE: dict[str, Any] = {
    "kind": "individual_artisan",
    "craft": "ironwork",
    "village": "Sarath",
    "block": 3086,
    "district": 324,
    "pin": "814149",
    "gst_status": "enrolled",
}
DESCRIBED: dict[str, Any] = {
    "category": "ironwork",
    "price": 45_000,
    "hsn": "7323",
    "gst_bp": 500,
    "weight_g": 1_800,
    "materials": ["iron"],
    "making_days": 3,
}
TAWA = Text(hi="लोहे का तवा", en="Iron griddle")


def seller(at: Served, status: str = "approved") -> str:
    """One of the maker's, in Deoghar."""
    return at.keep(
        "sellers",
        Seller(
            id=fresh("sel"),
            status=status,
            owner_id=MAKER,
            registered_by=MAKER,
            profile=Profile(**PROFILE, name=NAME),
            areas=list(HERE),
        ),
    )


def product(at: Served, status: str) -> dict[str, str]:
    """One of the maker's, with its stock; as the values of a path."""
    id = fresh("prd")
    details = Details(**DESCRIBED, title=TAWA, description=TAWA, tags=[])
    at.keep("stocks", Stock.of(id, 5))
    at.keep(
        "products",
        Product(
            id=id,
            status=status,
            seller_id=seller(at),
            kind="goods",
            details=details,
            areas=list(HERE),
        ),
    )
    return {"product_id": id}


@case("catalog", "POST", "/v1/sellers")
def register_for_oneself(at: Served, person: Person | None) -> Asked:
    body = PROFILE | {"name": {"hi": NAME.hi, "en": NAME.en}}
    return Asked(body=body, owners=[person.id] if person else [])


@case("catalog", "POST", "/v1/sellers")
def register_for_another(at: Served, person: Person | None) -> Asked:
    body = PROFILE | {"name": {"hi": NAME.hi, "en": NAME.en}, "owner_phone": "+919700000004"}
    return Asked(body=body)


@case("catalog", "GET", "/v1/sellers")
def list_sellers(at: Served, person: Person | None) -> Asked:
    return Asked(public=True)


@case("catalog", "GET", "/v1/sellers/<seller_id>")
def read_a_seller_who_waits(at: Served, person: Person | None) -> Asked:
    return Asked(path={"seller_id": seller(at, "submitted")}, owners=[MAKER])


@case("catalog", "GET", "/v1/sellers/<seller_id>")
def read_a_seller_who_sells(at: Served, person: Person | None) -> Asked:
    return Asked(path={"seller_id": seller(at)}, owners=[MAKER], public=True)


@case("catalog", "POST", "/v1/sellers/<seller_id>/decision")
def decide_seller(at: Served, person: Person | None) -> Asked:
    path = {"seller_id": seller(at, "submitted")}
    return Asked(path=path, body={"decision": "approve"}, owners=[MAKER])


@case("catalog", "POST", "/v1/sellers/<seller_id>/suspension")
def suspend_seller(at: Served, person: Person | None) -> Asked:
    return Asked(path={"seller_id": seller(at)}, body={"reason": "शिकायतें"}, owners=[MAKER])


@case("catalog", "DELETE", "/v1/sellers/<seller_id>/suspension")
def reinstate_seller(at: Served, person: Person | None) -> Asked:
    return Asked(path={"seller_id": seller(at, "suspended")}, owners=[MAKER])


@case("catalog", "GET", "/v1/catalogue")
def read_catalogue(at: Served, person: Person | None) -> Asked:
    return Asked(areas=())


@case("catalog", "POST", "/v1/products")
def draft_product(at: Served, person: Person | None) -> Asked:
    words = {"title": {"hi": TAWA.hi}, "description": {"hi": TAWA.hi}}
    body = DESCRIBED | words | {"seller_id": seller(at), "kind": "goods", "stock": 3}
    return Asked(body=body, owners=[MAKER])


@case("catalog", "PATCH", "/v1/products/<product_id>")
def edit_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "draft"), body={"price": 50_000}, owners=[MAKER])


@case("catalog", "GET", "/v1/products")
def list_products(at: Served, person: Person | None) -> Asked:
    return Asked(public=True)


@case("catalog", "GET", "/v1/products/<product_id>")
def read_a_draft(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "draft"), owners=[MAKER])


@case("catalog", "GET", "/v1/products/<product_id>")
def read_what_is_live(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "live"), owners=[MAKER], public=True)


@case("catalog", "POST", "/v1/products/<product_id>/submission")
def submit_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "draft"), owners=[MAKER])


@case("catalog", "POST", "/v1/products/<product_id>/decision")
def decide_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "submitted"), body={"decision": "approve"}, owners=[MAKER])


@case("catalog", "POST", "/v1/products/<product_id>/publication")
def publish_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "approved"), owners=[MAKER])


@case("catalog", "DELETE", "/v1/products/<product_id>/publication")
def pause_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "live"), owners=[MAKER])


@case("catalog", "DELETE", "/v1/products/<product_id>")
def retire_product(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "paused"), owners=[MAKER])


@case("catalog", "PUT", "/v1/products/<product_id>/stock")
def count_stock(at: Served, person: Person | None) -> Asked:
    return Asked(path=product(at, "live"), body={"quantity": 7}, owners=[MAKER])
