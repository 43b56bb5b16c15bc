"""`make bench-http`: rate and CPU of the same doors, by the chassis and by nameko as it comes."""

import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.people import AUDIENCE, ISSUER
from deploy.local.rabbitmq import broker_url
from tests.conftest import haat
from tests.integration.chassis.bench import eventually, free_port
from tests.load.http.callers import Request, crowd
from tests.load.http.things import PATH, WISH
from tests.load.messaging.effort import cpu_seconds
from tests.load.messaging.sheet import Sheet, Target
from tests.servers import own_settings, settings_of

ROOT = Path(__file__).parents[3]
ROUNDS, SECONDS, WARM = 3, 3.0, 1.0
CALLERS = (1, 16, 64)
CHEAP = 0.4
"""Milliseconds of CPU that the conventions may cost a request."""
_KEY = Ed25519PrivateKey.generate()


def main() -> int:
    """Prints the table and writes it to `var/bench-http.md`; nothing asserts a speed."""
    haat("up", "--servers-only")
    sheet = Sheet("The same doors", ("ours", "bare"), [("ours", "bare")])
    with _served("ours") as ours, _served("bare") as bare:
        for _ in range(ROUNDS):
            for label, request in _requests(_token()).items():
                for callers in CALLERS:
                    for name, server in (("ours", ours), ("bare", bare)):
                        _measure(sheet, name, server, f"{label}, {callers} at once", request)
        keyed = Sheet("A write under an Idempotency-Key, which the database keeps", ("ours",), [])
        for callers in CALLERS:
            _measure(keyed, "ours", ours, f"write, {callers} at once", _keyed(_token()))
    text = "\n".join([*sheet.lines(), *_cost(sheet), *keyed.lines()])
    (ROOT / "var" / "bench-http.md").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


def _measure(sheet: Sheet, name: str, server: Any, figure: str, request: Request) -> None:
    callers = int(figure.split(", ")[1].split()[0])
    crowd(server.port, callers, WARM / 4, request)
    before = cpu_seconds(server.pid)
    told = crowd(server.port, callers, SECONDS / 2, request)
    spent = cpu_seconds(server.pid) - before
    done = told["rate"] * SECONDS / 2
    target = Target(("ours", "bare"), at_least=0.6) if callers > 1 and sheet.compares else None
    sheet.note(f"{figure}, per s", name, told["rate"], target)
    sheet.note(f"{figure}, p99 ms", name, told["p99"])
    sheet.note(f"{figure}, CPU ms", name, spent / done * 1000)


def _cost(sheet: Sheet) -> list[str]:
    """What the conventions add to each request."""
    lines = ["What the conventions cost in CPU, ours less bare:", ""]
    for figure in (name for name in sheet.samples if name.endswith("CPU ms")):
        more = (sheet.median(figure, "ours") or 0) - (sheet.median(figure, "bare") or 0)
        reached = "yes" if more < CHEAP else "no"
        lines.append(f"- {figure}: {more:.3f} (under {CHEAP}: {reached})")
    return [*lines, ""]


def _requests(token: str) -> dict[str, Request]:
    read = _request("GET", PATH, token)
    write = _request("POST", "/v1/things", token, WISH)
    return {"read": lambda _: read, "write": lambda _: write}


def _keyed(token: str) -> Request:
    return lambda _: _request("POST", "/v1/things", token, WISH, f"bench-{os.urandom(8).hex()}")


def _request(method: str, path: str, token: str, body: bytes = b"", key: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: haat.example", "Accept-Language: en"]
    lines += [f"Authorization: Bearer {token}", "User-Agent: bench/1", "X-Request-Id: req-bench-1"]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
    lines += [f"Idempotency-Key: {key}"] if key else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def _token() -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "per_bench", "iat": now, "exp": now + 3600}
    grants = [{"role": role, "area": "everywhere"} for role in ("buyer", "seller")]
    claims["haat"] = {"grants": grants, "language": "en"}
    return jwt.encode(claims, _KEY, algorithm="EdDSA", headers={"kid": "bench"})


@contextmanager
def _served(name: str) -> Iterator[Any]:
    """One contender as a process, warm and ready; `.port` and `.pid`."""
    port, log = free_port(), ROOT / "var" / f"bench-http-{name}.log"
    own = {
        "HAAT_AMQP_URL": broker_url(own_settings()),
        "HAAT_HTTP_PORT": str(port),
        "HAAT_JWKS_URL": _keys(),
        "HAAT_RATE_READS": "1000000",
        "HAAT_RATE_WRITES": "1000000",
    }
    with log.open("wb") as output:
        process: Any = subprocess.Popen(
            [sys.executable, "-m", "tests.load.http.process", name],
            cwd=ROOT,
            env=os.environ | settings_of("orders") | own,
            stdout=output,
            stderr=output,
        )
    process.port = port
    try:
        eventually(lambda: _asks(port), seconds=60)
        yield process
    finally:
        process.kill()
        process.wait()
        log.unlink(missing_ok=True)


def _asks(port: int) -> bool:
    try:
        crowd(port, 1, 0.2, lambda _: _request("GET", PATH, _token()))
    except (OSError, ValueError):
        return False
    return True


def _keys() -> str:
    """Where the public key can be fetched."""
    public = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(_KEY.public_key()))
    answer = json.dumps({"keys": [public | {"kid": "bench", "use": "sig", "alg": "EdDSA"}]})

    class Keys(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


if __name__ == "__main__":
    sys.exit(main())
