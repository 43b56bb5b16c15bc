"""Practise without Haat: a pretend Haat on loopback that answers as the API does.

It knows one machine, keeps shipments in memory, checks moves and codes, and keeps every request.
"""

import json
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

MOVES = {
    "created": {"picked_up"},
    "picked_up": {"in_transit"},
    "in_transit": {"out_for_delivery", "undelivered"},
    "out_for_delivery": {"delivered", "undelivered"},
    "undelivered": {"in_transit", "out_for_delivery", "returned", "delivered"},
}
Reply = tuple[int, dict[str, str], Any]


class PretendHaat:
    """Use as a context manager; `url` serves as API and as the buyer's phone (`/sms`)."""

    def __init__(self, token_minutes: float = 15) -> None:
        self.token_minutes = token_minutes
        self.shipments: dict[str, dict[str, Any]] = {}
        self.sms: list[dict[str, str]] = []
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.faults: deque[Reply] = deque()
        self.tokens: list[str] = []
        self.answers: dict[str, Reply] = {}
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def add(self, shipment_id: str, *, code: str = "4821", **changes: Any) -> None:
        """A parcel whose buyer gets `code` by SMS when it is out for delivery ("" = no SMS)."""
        to = {"name": "Asha", "phone": "+919876543210", "line1": "12 Tower Chowk"}
        to |= {"district": "Deoghar", "state": "Jharkhand", "pin": "814112"}
        shipment = {"shipment_id": shipment_id, "order_id": "ord_1", "consignment_id": "con_1"}
        about: dict[str, Any] = {"status": "created", "partner_id": "par_1", "weight_g": 900}
        about |= {"promised_on": "2030-01-05", "cod_due": 0, "events": [], "to": to}
        about |= {"from": {"name": "Budhni", "pin": "814133", "village": "Rohini"}, "code": code}
        self.shipments[shipment_id] = shipment | about | changes

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The reply to one request: status, headers, body."""
        told = json.loads(body) if body else {}
        with self._lock:
            self.requests.append((method, target, {**headers, "body": told}))
            if self.faults:
                return self.faults.popleft()
            path = urlsplit(target).path
            if path == "/sms":
                to = parse_qs(urlsplit(target).query)["to"][0]
                return 200, {}, [sms for sms in self.sms if sms["to"] == to]
            if path == "/v1/machine-tokens":
                return self._token()
            if headers.get("authorization", "")[7:] not in self.tokens:
                return _problem(401, "token_invalid", "sign in again")
            return self._shipment(method, unquote(path).split("/")[3], headers, told)

    def _token(self) -> Reply:
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        end = datetime.now(UTC) + timedelta(minutes=self.token_minutes)
        return 201, {}, {"token": self.tokens[-1], "expires_at": end.isoformat()}

    def _shipment(
        self, method: str, shipment_id: str, headers: Mapping[str, str], told: dict[str, Any]
    ) -> Reply:
        shipment = self.shipments.get(shipment_id)
        if shipment is None:
            return _problem(404, "shipment_not_found", "there is no such shipment")
        if method == "GET":
            return 200, {}, shipment
        key = headers["idempotency-key"]
        if key not in self.answers:
            self.answers[key] = self._move(shipment, told)
        return self.answers[key]

    def _move(self, shipment: dict[str, Any], told: dict[str, Any]) -> Reply:
        if told["status"] == shipment["status"]:
            return 201, {}, dict(shipment)
        if told["status"] not in MOVES.get(shipment["status"], set()):
            return _problem(409, "illegal_move", "not from here", "status")
        if told["status"] == "delivered" and told.get("code") != shipment["code"]:
            return _problem(422, "delivery_code_wrong", "ask the buyer again", "code")
        shipment["status"] = told["status"]
        shipment["events"].append(told)
        if told["status"] == "out_for_delivery" and shipment["code"]:
            sms = {"id": str(len(self.sms)), "to": shipment["to"]["phone"], "at": told["at"]}
            text = f"हाट: {shipment['shipment_id']} का कोड {shipment['code']}"
            self.sms.append(sms | {"text": text})
        return 201, {}, dict(shipment)


def _problem(status: int, code: str, detail: str, field: str = "") -> Reply:
    errors = [{"pointer": f"/{field}", "detail": detail}] if field else []
    return status, {}, {"status": status, "code": code, "detail": detail, "errors": errors}


def _handler_of(haat: PretendHaat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Passes every request on to the pretend Haat."""

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(length)
            status, extra, found = haat.answer(self.command, self.path, headers, body)
            content = json.dumps(found).encode()
            self.send_response(status)
            for name, value in {**extra, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
