"""Loads the sample district through the public API, as its sellers and an officer would.

Each seller registers and describes their own products; the officer only decides. What is live
already is left alone and every write has the same Idempotency-Key in each run: a second run
changes nothing, and one that was cut off is taken up where it stopped.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import NamedTuple

import requests

from clients.python import Haat
from deploy.sample.client import PATIENCE_SECONDS, Client
from deploy.sample.problems import Refused
from deploy.sample.reading import Sample, read
from deploy.sample.stalls import Stall, Stand, set_up, stalls_of, standing

OFFICER_PHONE = "+919900000002"
AT_ONCE = 8

Say = Callable[[str], None]
NewSession = Callable[[], requests.Session]


class Loaded(NamedTuple):
    """Ids of sellers and products by the keys of their rows, and how many products are new."""

    sellers: dict[str, str]
    products: dict[str, str]
    new_products: int


def load(
    gateway: str,
    sandbox: str,
    say: Say,
    *,
    sample: Sample | None = None,
    new_session: NewSession = requests.Session,
    patience: float = PATIENCE_SECONDS,
) -> Loaded:
    """Load the sample; raises BadSample, Refused, Unreachable, NoCode, ApiProblem."""
    stalls = stalls_of(sample or read())
    desk = _Desk(gateway, sandbox, new_session, patience)
    with desk.client() as visitor:
        stand = standing(visitor.api, stalls)
    missing = list(_missing(stalls, stand))
    before = len(stand.products)
    say(f"{len(stand.sellers)} of {len(stalls)} sellers and {before} products are there already")
    if missing:
        with desk.client() as officer:
            officer.login(OFFICER_PHONE)
            _set_up_all(missing, stand, say, desk, officer.api)
    return Loaded(stand.sellers, stand.products, len(stand.products) - before)


class _Desk(NamedTuple):
    """Where and how patiently everybody asks."""

    gateway: str
    sandbox: str
    new_session: NewSession
    patience: float

    def client(self) -> Client:
        """For one caller, on connections of their own."""
        session, patience = self.new_session(), self.patience
        return Client(self.gateway, self.sandbox, session=session, patience=patience)

    def serve(self, stall: Stall, officer: Haat) -> Stand:
        """Set one stall up."""
        with self.client() as owner:
            return set_up(stall, owner, officer)


def _missing(stalls: list[Stall], stand: Stand) -> Iterator[Stall]:
    for stall in stalls:
        lacking = [placed for placed in stall.products if placed[0].key not in stand.products]
        if lacking or stall.place.key not in stand.sellers:
            yield stall._replace(products=lacking)


def _set_up_all(stalls: list[Stall], stand: Stand, say: Say, desk: _Desk, officer: Haat) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(desk.serve, stall, officer): stall for stall in stalls}
        try:
            refusals = list(_finished(running, stand, say))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    if refusals:
        raise Refused("\n".join(refusals))


def _finished(running: dict[Future[Stand], Stall], stand: Stand, say: Say) -> Iterator[str]:
    """Add each stall that stands to `stand`; yields the refusals."""
    for number, future in enumerate(as_completed(running), start=1):
        stall = running[future]
        try:
            made = future.result()
        except Refused as refused:
            yield str(refused)
            continue
        stand.sellers.update(made.sellers)
        stand.products.update(made.products)
        name, count = stall.seller.name.en, len(made.products)
        say(f"{number}/{len(running)} {name}, {stall.seller.village}: {count} products live")
