"""Who calls while the API is tried out, and the things of theirs that they know."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt
import msgspec

from chassis.people import AUDIENCE, ISSUER
from clients.python.types.accounts import LoginBody, MachineBody
from clients.python.types.delivery import PartnerBody
from deploy.demo.order import ADDRESS
from deploy.demo.partner import ADMIN_PHONE
from deploy.local.credentials import signing_keys_file
from deploy.sample.client import Client
from deploy.sample.loading import OFFICER_PHONE
from tests.market import Market

KINDS = ("field", "block_approver", "district_approver", "quality_assessor", "cataloguer")
_SECONDS = 3600
_STOCK = 5_000


@dataclass(frozen=True, kw_only=True)
class Things:
    """What the run knows from the start: all of it is its own."""

    maker: Client
    products: list[str]
    machine_id: str
    partner_id: str
    pin: str


def things(market: Market) -> Things:
    """A maker with products on sale, and a partner who alone serves some PIN."""
    maker, pin = market.person(), f"8{secrets.randbelow(10**5):05d}"
    with market.person(ADMIN_PHONE) as admin:
        machine = MachineBody(name="Tried", role="partner", area="everywhere")
        machine_id = admin.api.accounts.register_machine(machine).machine_id
        wanted = PartnerBody(name="Tried", machine_id=machine_id, pins=[pin], days=5, cod=True)
        partner_id = admin.api.delivery.register_partner(wanted).partner_id
    market.until(lambda: market.mongo["haat_orders"]["coverages"].find_one({"pins": pin}))
    return Things(
        maker=maker,
        products=[market.new_product(_STOCK, maker=maker) for _ in range(2)],
        machine_id=machine_id,
        partner_id=partner_id,
        pin=pin,
    )


def tokens(market: Market, known: Things) -> dict[str, str]:
    """By role; each is good for an hour, and for what needs a second step too.

    `visitor` changes what is theirs, `leaver` logs out, `forgotten` asks for erasure.
    """
    officer, admin = market.person(OFFICER_PHONE), market.person(ADMIN_PHONE)
    district, everywhere = "district:324", "everywhere"
    kinds = [_grant("officer", district, kind) for kind in KINDS]
    partner = {"sub": known.machine_id}
    made = {
        "person": _token(market, _claims(known.maker)),
        "officer": _token(market, _claims(officer), kinds),
        "agent": _token(market, _claims(officer), [_grant("agent", district)]),
        "auditor": _token(market, _claims(officer), [_grant("auditor", district)]),
        "admin": _token(market, _claims(admin), [_grant("admin", everywhere)]),
        "partner": _token(market, partner, [_grant("partner", everywhere)]),
    }
    others = {name: market.person() for name in ("visitor", "leaver", "forgotten")}
    return made | {name: _token(market, _claims(client)) for name, client in others.items()}


def words(market: Market, known: Things) -> dict[str, list[str | int]]:
    """What makes a request mean something, by where it stands."""
    shop, products = known.maker.api.catalog, known.products
    to = market.far(pin=known.pin)
    order_id = market.place(known.maker, {products[0]: 1}, deliver_to=to).order_id
    parcel = market.until(lambda: _shipment(market, order_id))
    login = known.maker.api.accounts.start_login(LoginBody(phone=_phone()))
    ids: dict[str, list[str]] = {
        "product_id": products,
        "seller_id": [shop.read_product(products[0]).seller_id],
        "order_id": [order_id],
        "shipment_id": [parcel["_id"]],
        "partner_id": [known.partner_id],
        "machine_id": [known.machine_id],
        "login_id": [login.login_id],
    }
    places = ("path", "query", "body")
    named = {f"{place}.{name}": [*found] for name, found in ids.items() for place in places}
    return named | {
        "body.lines[*].product_id": [*products],
        "body.lines[*].quantity": [1, 2, 3],
        "body.deliver_to.pin": [known.pin],
        "body.deliver_to.phone": [ADDRESS["phone"]],
        "body.currency": ["INR"],
        "query.pin": [known.pin],
    }


def _shipment(market: Market, order_id: str) -> Any:
    return market.mongo["haat_delivery"]["shipments"].find_one({"order_id": order_id})


def _phone() -> str:
    return f"+9195{secrets.randbelow(10**8):08d}"


def _claims(client: Client) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(client.token, options={"verify_signature": False})
    return claims


def _grant(role: str, area: str, kind: str = "") -> dict[str, str]:
    return {"role": role, "area": area, "kind": kind}


def _token(
    market: Market, claims: dict[str, Any], grants: list[dict[str, str]] | None = None
) -> str:
    """As the accounts service signs them, with these grants if any are given."""
    key = msgspec.json.decode(signing_keys_file(market.settings).read_bytes())[0]
    now = int(time.time())
    haat = claims.get("haat", {"language": "en"}) | {"sure_until": now + _SECONDS}
    haat |= {"grants": grants} if grants else {}
    claims = claims | {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + _SECONDS}
    signed = jwt.PyJWK.from_dict(key, algorithm="EdDSA").key
    return jwt.encode(claims | {"haat": haat}, signed, "EdDSA", headers={"kid": key["kid"]})
