"""`make bench`: orders placed and settled per second, search, and CPU per order, as a table.

Settled means: paid at the payment server, confirmed, stock sold, parcel handed to its partner.
The callers run beside the platform on the same cores; their own CPU is told apart.
"""

import http.client
import json
import os
import secrets
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.local.supervisor import Supervisor
from deploy.sample.client import Client
from tests.load.cpu import seconds_by_program
from tests.market import Market

CALLERS = 8
ORDERS = int(os.environ.get("ORDERS", "400"))
SEARCHES = int(os.environ.get("SEARCHES", "800"))
WORDS = ("peda", "lahthi", "surahi", "diya", "sattu", "basket", "lathi", "kurta")


class Callers:
    """Keep-alive callers that do a number of requests between them and time each."""

    def __init__(self, market: Market, clients: list[Client]) -> None:
        self._host = market.gateway.removeprefix("http://")
        self._clients = clients

    def run(self, number: int, request: Callable[[int], tuple[str, str, bytes | None]]) -> Any:
        """Wall seconds, each request's seconds, and the statuses."""
        left, lock = iter(range(number)), threading.Lock()
        times: list[float] = []
        statuses: dict[int, int] = {}

        def work(client: Client) -> None:
            connection = http.client.HTTPConnection(self._host, timeout=60)
            while True:
                with lock:
                    turn = next(left, None)
                if turn is None:
                    return
                method, path, body = request(turn)
                headers = {"Authorization": f"Bearer {client.token}", "Accept-Language": "en"}
                headers |= {"Idempotency-Key": f"bench-{secrets.token_hex(8)}"} if body else {}
                begun = time.perf_counter()
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                answer.read()
                with lock:
                    times.append(time.perf_counter() - begun)
                    statuses[answer.status] = statuses.get(answer.status, 0) + 1

        threads = [threading.Thread(target=work, args=(client,)) for client in self._clients]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun, times, statuses


def main() -> int:
    """Measure and write the table."""
    market = Market()
    programs = Supervisor(market.settings).states()
    roots = {name: state["pid"] for name, state in programs.items() if state.get("pid")}
    clients = market.people(CALLERS)
    products = [market.new_product(100_000) for _ in range(20)]
    callers = Callers(market, clients)
    _orders(market, callers, products, 40)  # warm
    _settled(market, _confirmed(market), 0)

    def cpu() -> dict[str, float]:
        return seconds_by_program(roots)

    before, confirmed, begun = cpu(), _confirmed(market), time.perf_counter()
    wall, times, statuses = _orders(market, callers, products, ORDERS)
    placed_cpu = cpu()
    settled = _settled(market, confirmed, statuses.get(201, 0))
    all_settled, after = time.perf_counter() - begun, cpu()
    search_wall, search_times, found = callers.run(SEARCHES, _search)
    rows = [
        ("orders accepted", f"{statuses.get(201, 0)} of {ORDERS}, {CALLERS} callers"),
        ("placed per second", f"{ORDERS / wall:.1f}"),
        ("POST /v1/orders p50 / p99", _percentiles(times)),
        ("settled per second, from first request to last settled", f"{settled / all_settled:.1f}"),
        ("CPU ms per placed order (while placing)", _per(before, placed_cpu, ORDERS)),
        ("CPU ms per settled order (all work of an order)", _per(before, after, settled)),
        ("searches per second", f"{SEARCHES / search_wall:.0f} ({found})"),
        ("GET /v1/search p50 / p99", _percentiles(search_times)),
    ]
    shares = [(name, f"{(after[name] - before[name]) * 1000 / settled:.1f}") for name in after]
    shares.sort(key=lambda row: -float(row[1]))
    _write(market, rows, shares)
    market.close()
    return 0 if statuses.get(201) == ORDERS == settled else 1


def _orders(market: Market, callers: Callers, products: list[str], number: int) -> Any:
    def request(turn: int) -> tuple[str, str, bytes]:
        body = market.body({products[turn % len(products)]: 1}, deliver_to=market.far())
        return "POST", "/v1/orders", json.dumps(body).encode()

    return callers.run(number, request)


def _search(turn: int) -> tuple[str, str, None]:
    return "GET", f"/v1/search?q={WORDS[turn % len(WORDS)]}", None


def _confirmed(market: Market) -> int:
    """How many parcels wait for their partner: the last step of settling."""
    return market.mongo["haat_delivery"]["shipments"].count_documents({"status": "created"})


def _settled(market: Market, before: int, wanted: int) -> int:
    """Wait until so many more are settled, or nothing moves for 20 s; how many are."""
    last, moved = -1, time.monotonic()
    while time.monotonic() - moved < 20:
        now = _confirmed(market) - before
        if now >= wanted > 0:
            return now
        if now != last:
            last, moved = now, time.monotonic()
        elif wanted == 0 and time.monotonic() - moved > 3:
            return now
        time.sleep(0.1)
    return last


def _percentiles(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"{cuts[49] * 1000:.0f} / {cuts[98] * 1000:.0f} ms"


def _per(before: dict[str, float], after: dict[str, float], number: int) -> str:
    return f"{sum(after[n] - before[n] for n in after) * 1000 / max(number, 1):.0f}"


def _write(market: Market, rows: list[tuple[str, str]], shares: list[tuple[str, str]]) -> None:
    lines = ["| figure | value |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    lines += ["", "| program | CPU ms per settled order |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in shares]
    text = "\n".join(lines)
    file = Path(market.settings.root) / "var" / "bench.md"
    file.write_text(text + "\n")
    print(text)
    print(f"\nwritten to {file.relative_to(market.settings.root)}")


if __name__ == "__main__":
    sys.exit(main())
