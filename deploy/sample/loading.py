"""Loads the sample district through the public API, as its sellers and an officer would.

Each seller registers and describes their own products; the officer only decides. What is live
already is left alone and every write has the same Idempotency-Key in each run: a second run
changes nothing, and one that was cut off is taken up where it stopped.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import NamedTuple

import requests

from deploy.sample.client import Client, patient_session
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
    new_session: NewSession = patient_session,
) -> Loaded:
    """Load the sample; raises BadSample, Refused, Unreachable, NoCode, ApiProblem."""
    stalls = stalls_of(sample or read())
    with Client(gateway, session=new_session()) as visitor:
        stand = standing(visitor, stalls)
    missing = list(_missing(stalls, stand))
    before = len(stand.products)
    say(f"{len(stand.sellers)} of {len(stalls)} sellers and {before} products are there already")
    if missing:
        with Client(gateway, sandbox, session=new_session()) as officer:
            token = officer.login(OFFICER_PHONE).token
        _set_up_all(missing, stand, say, _Desk(gateway, sandbox, token, new_session))
    return Loaded(stand.sellers, stand.products, len(stand.products) - before)


class _Desk(NamedTuple):
    """What each thread needs to serve a seller."""

    gateway: str
    sandbox: str
    officer_token: str
    new_session: NewSession

    def serve(self, stall: Stall) -> Stand:
        """Set one stall up, on connections of its own."""
        with (
            Client(self.gateway, self.sandbox, session=self.new_session()) as owner,
            Client(self.gateway, token=self.officer_token, session=self.new_session()) as officer,
        ):
            return set_up(stall, owner, officer)


def _missing(stalls: list[Stall], stand: Stand) -> Iterator[Stall]:
    for stall in stalls:
        lacking = [placed for placed in stall.products if placed[0].key not in stand.products]
        if lacking or stall.place.key not in stand.sellers:
            yield stall._replace(products=lacking)


def _set_up_all(stalls: list[Stall], stand: Stand, say: Say, desk: _Desk) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(desk.serve, stall): stall for stall in stalls}
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
