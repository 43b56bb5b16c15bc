"""The clients: they order, ask again under the same key until they are answered, and cancel."""

import heapq
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from deploy.demo.order import ADDRESS
from tests.chaos import shops
from tests.chaos.asking import Asker
from tests.chaos.told import Asked, Told, address_line
from tests.chaos.wishes import Wish, draw
from tests.market import FAR_PIN, Market

TOKENS = {"good": "pm_card_visa", "declined": "pm_card_chargeCustomerFail"}
OnConcluded = Callable[[int], None]


class Customers:
    """So many orders of a seed, asked for by a few callers side by side, at most so many a second.

    `prepare` needs a quiet platform; `run` any. What they were told is in `told`.
    """

    def __init__(
        self,
        market: Market,
        seed: int,
        orders: int,
        *,
        callers: int = 8,
        per_second: float = 10.0,
    ) -> None:
        self.told = Told(run=f"{seed}-{secrets.token_hex(4)}")
        self._market, self._seed, self._orders = market, seed, orders
        self._callers, self._pause = callers, 1 / per_second
        self._lock = threading.Lock()
        self._later: list[tuple[float, int, Asked]] = []
        self._concluded, self._open = 0, orders

    def prepare(self) -> None:
        """Load goods, log people in, draw what they will do."""
        number = min(200, max(8, self._orders // 25))
        self._shelves = shops.stock_up(self._market, self.told, self._orders)
        sessions = shops.people(self._market, self.told, number)
        self._people = list(sessions)
        self._asker = Asker(self._market, self.told, sessions)
        goods = {shelf: len(ids) for shelf, ids in self._shelves.items()}
        wishes = draw(self._seed, self._orders, number, goods, shops.TOO_MANY)
        self._banks = {
            wish.number: shops.bank_card(self._market) for wish in wishes if wish.card == "bank"
        }
        self._wishes = iter(wishes)

    def progress(self) -> float:
        """Which share of the orders was answered."""
        return self._concluded / self._orders

    def run(self, on_concluded: OnConcluded | None = None) -> None:
        """Until everything was asked and answered; tells after each order how many that were."""
        begun = time.monotonic()
        with ThreadPoolExecutor(self._callers) as pool:
            callers = [pool.submit(self._call, begun, on_concluded) for _ in range(self._callers)]
        for caller in callers:
            caller.result()

    def _call(self, begun: float, on_concluded: OnConcluded | None) -> None:
        while True:
            asked, wish = self._next(begun)
            if asked is not None:
                asked.cancelled = self._asker.cancel(asked)
            elif wish is not None:
                self._order(wish)
                if on_concluded:
                    on_concluded(self._concluded)
            elif self._over():
                return
            else:
                time.sleep(0.05)

    def _next(self, begun: float) -> tuple[Asked | None, Wish | None]:
        """A cancellation that is due, else the next order if it is time for it."""
        now = time.monotonic()
        with self._lock:
            if self._later and self._later[0][0] <= now:
                return heapq.heappop(self._later)[2], None
            asked = self._orders - self._open
            if now < begun + asked * self._pause:
                return None, None
            wish = next(self._wishes, None)
            self._open -= wish is not None
            return None, wish

    def _over(self) -> bool:
        with self._lock:
            return self._concluded == self._orders and not self._later

    def _order(self, wish: Wish) -> None:
        asked = self._asked(wish)
        body = self._body(wish, asked)
        asked.placed = self._asker.place(asked, body)
        if asked.accepted:
            asked.again = [self._asker.place(asked, body) for _ in range(wish.again)]
        with self._lock:
            self.told.asked.append(asked)
            self._concluded += 1
            if asked.accepted and wish.cancel is not None:
                due = time.monotonic() + wish.cancel
                heapq.heappush(self._later, (due, wish.number, asked))

    def _asked(self, wish: Wish) -> Asked:
        lines = {self._shelves[shelf][number]: pieces for shelf, number, pieces in wish.lines}
        key = f"chaos-{self.told.run}-{wish.number}"
        return Asked(key, self._people[wish.person], lines, wish.card)

    def _body(self, wish: Wish, asked: Asked) -> dict[str, object]:
        phone = self.told.people[asked.person_id].phone
        to = ADDRESS | {"phone": phone, "line1": address_line(asked.key)}
        token = TOKENS.get(wish.card) or self._banks.get(wish.number, "")
        payment = {"method": "card", "token": token} if wish.card else {"method": "cod"}
        to |= {"pin": FAR_PIN} if wish.far else {}
        return self._market.body(asked.lines, deliver_to=to, payment=payment)
