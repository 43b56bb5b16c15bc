"""What a partner asks of Haat and tells it, by HTTP."""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from urllib.parse import quote

import msgspec

from .answers import Answer
from .errors import Unreachable
from .line import Line
from .settings import Settings
from .shipments import Shipment
from .tokens import Tokens

Status = Literal[
    "picked_up", "in_transit", "out_for_delivery", "delivered", "undelivered", "returned"
]


class Api:
    """Haat's API for one partner; safe to share between threads."""

    def __init__(self, settings: Settings, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._line = Line(settings.api_url, pause=pause)
        self._tokens = Tokens(self._line, settings.api_key)

    def shipment(self, shipment_id: str) -> Shipment:
        """The parcel as it stands now. Raises `Refused`, `Unreachable`."""
        path = f"/v1/shipments/{quote(shipment_id, safe='')}"
        return _shipment(self._ask("GET", path, None, {}))

    def report(
        self,
        shipment_id: str,
        status: Status,
        at: datetime,
        *,
        code: str | None = None,
        reason: str | None = None,
        place: str | None = None,
    ) -> Shipment:
        """Tell what happened to the parcel, `at` with its time zone; the same report again
        changes nothing. Raises `Refused`, `Unreachable`."""
        if at.tzinfo is None:
            raise ValueError("at needs a time zone")
        told = {"status": status, "at": at, "code": code, "reason": reason, "place": place}
        body = msgspec.json.encode({name: value for name, value in told.items() if value})
        path = f"/v1/shipments/{quote(shipment_id, safe='')}/events"
        return _shipment(self._ask("POST", path, body, _headers(shipment_id, status, body)))

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """The answer to an authorised call; a token that Haat no longer takes is renewed once."""
        token = self._tokens.current()
        answer = self._line.ask(method, path, body, headers | {"Authorization": f"Bearer {token}"})
        if answer.status == 401:
            self._tokens.discard(token)
            renewed = {"Authorization": f"Bearer {self._tokens.current()}"}
            answer = self._line.ask(method, path, body, headers | renewed)
        if answer.status >= 300:
            raise answer.refusal()
        return answer


def _headers(shipment_id: str, status: Status, body: bytes) -> dict[str, str]:
    """The key follows from the report alone: a second try at the door is another report."""
    key = f"{shipment_id}:{status}:{hashlib.sha256(body).hexdigest()[:16]}"
    return {"Content-Type": "application/json", "Idempotency-Key": key}


def _shipment(answer: Answer) -> Shipment:
    try:
        return msgspec.json.decode(answer.body, type=Shipment)
    except msgspec.MsgspecError as broken:
        raise Unreachable(f"the answer is not a shipment: {broken}") from None
