"""Goods and people of a run: made through the public API while the platform is quiet."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from clients.python import Session
from deploy.sample.client import Client
from tests.chaos.told import Goods, Person, Told
from tests.chaos.wishes import Shelf
from tests.market import PRODUCT, SELLER, Market

OFFICER_PHONE = "+919900000002"
EACH_MAKES = 2
AT_ONCE = 4
TOO_MANY = 9
"""Pieces; of what is on the bare shelf there are fewer."""

Shelves = dict[Shelf, list[str]]


def stock_up(market: Market, told: Told, orders: int) -> Shelves:
    """Products of the run's own, each seller with two; their ids by shelf."""
    pieces: dict[Shelf, int] = {
        "plenty": 4 * orders,
        "few": max(1, orders // 100),
        "bare": TOO_MANY - 1,
    }
    wanted = [(shelf, pieces[shelf]) for shelf, n in numbers(orders).items() for _ in range(n)]
    with market.person(OFFICER_PHONE) as officer, ThreadPoolExecutor(AT_ONCE) as pool:
        stalls = [wanted[n : n + EACH_MAKES] for n in range(0, len(wanted), EACH_MAKES)]
        made = pool.map(lambda stall: _stall(market, told, officer.token, stall), stalls)
        ids = [id for stall in made for id in stall]
    shelves: Shelves = {"plenty": [], "few": [], "bare": []}
    for (shelf, _), id in zip(wanted, ids, strict=True):
        shelves[shelf].append(id)
    return shelves


def numbers(orders: int) -> dict[Shelf, int]:
    """How many products on each shelf: no stock document remembers more than 500 sales."""
    return {"plenty": min(40, max(6, orders // 200 * 2)), "few": 2, "bare": 2}


def people(market: Market, told: Told, number: int) -> dict[str, Session]:
    """So many buyers, every third with an e-mail address; their sessions by person."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        clients = list(pool.map(lambda n: _buyer(market, told, n), range(number)))
    addresses = {p.person_id for p in told.people.values() if p.email}
    contacts = market.mongo["haat_notify"]["contacts"]

    def known() -> bool:
        found = contacts.find({"email": {"$ne": ""}}, {"_id": 1})
        return addresses <= {row["_id"] for row in found}

    assert market.until(known, 60), "notify does not know all addresses"
    for client in clients:
        client.close()
    return {client.person_id: client.session for client in clients}


def bank_card(market: Market) -> str:
    """A card whose bank wants to be asked; here nobody ever answers it."""
    card = {"type": "card", "card[number]": "4000002500003155", "card[exp_month]": "12"}
    card |= {"card[exp_year]": "2030", "card[cvc]": "123"}
    return str(market.stripe("POST", "/v1/payment_methods", data=card)["id"])


def _buyer(market: Market, told: Told, number: int) -> Client:
    client = market.person(language="en")
    phone: str = client.phone  # type: ignore[attr-defined]
    email = "" if number % 3 else f"buyer{phone[1:]}@chaos.example"
    if email:
        client.patch("/v1/me", {"email": email, "language": "en"})
    told.people[client.person_id] = Person(client.person_id, phone, email)
    return client


def _stall(
    market: Market, told: Told, officer_token: str, stall: list[tuple[Shelf, int]]
) -> list[str]:
    """A new seller with these pieces of new products."""
    maker = market.person(language="en")
    phone: str = maker.phone  # type: ignore[attr-defined]
    told.people[maker.person_id] = Person(maker.person_id, phone)
    with maker, Client(market.gateway, token=officer_token) as officer:
        seller = maker.post("/v1/sellers", SELLER, key=_key())
        path = f"/v1/sellers/{seller['seller_id']}/decision"
        officer.post(path, {"decision": "approve"}, key=_key())
        return [_product(told, maker, officer, seller["seller_id"], n) for _, n in stall]


def _product(told: Told, maker: Client, officer: Client, seller_id: str, pieces: int) -> str:
    price = 5_000 + 100 * secrets.randbelow(100)
    goods = PRODUCT | {"seller_id": seller_id, "stock": pieces, "price": price}
    id: str = maker.post("/v1/products", goods, key=_key())["product_id"]
    maker.post(f"/v1/products/{id}/submission", key=_key())
    approval = {"decision": "approve", "grade": "A"}
    officer.post(f"/v1/products/{id}/decision", approval, key=_key())
    maker.post(f"/v1/products/{id}/publication", key=_key())
    told.goods[id] = Goods(id, maker.person_id, pieces, price)
    return id


def _key() -> str:
    return f"chaos-{secrets.token_hex(8)}"
