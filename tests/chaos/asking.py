"""What a phone does on a bad line: the same request again under the same key, until answered."""

import random
import threading
import time
from typing import Any

from clients.python import Session
from deploy.sample.client import Client
from deploy.sample.problems import ApiProblem, NoCode, Unreachable
from tests.chaos.told import Answer, Asked, Told
from tests.market import Market

LONGEST_SECONDS = 600.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 3.0
NOT_NOW = {408, 425, 429}
IN_FLIGHT = "idempotency_key_in_flight"


class Asker:
    """Asks in the name of the run's people; each thread on a connection of its own."""

    def __init__(self, market: Market, told: Told, sessions: dict[str, Session]) -> None:
        self._market, self._told, self._sessions = market, told, sessions
        self._own = threading.local()

    def place(self, asked: Asked, body: dict[str, object]) -> Answer:
        """Ask for the order."""
        return self._answer(asked.person_id, "/v1/orders", body, asked.key, 201)

    def cancel(self, asked: Asked) -> Answer:
        """Ask for its end."""
        path, reason = f"/v1/orders/{asked.order_id}/cancellation", {"reason": "changed my mind"}
        return self._answer(asked.person_id, path, reason, f"{asked.key}-cancel", 200)

    def _answer(self, person: str, path: str, body: object, key: str, success: int) -> Answer:
        """The first answer that is not for now; status 0 if there was none for too long."""
        end, tries = time.monotonic() + LONGEST_SECONDS, 0
        while time.monotonic() < end:
            tries += 1
            try:
                said = self._client(person).post(path, body, key=key)
                return _told(said, success, tries)
            except ApiProblem as no:
                if no.status < 500 and no.status not in NOT_NOW | {401} and no.code != IN_FLIGHT:
                    return Answer(no.status, code=no.code, tries=tries, at=time.time())
                if no.status == 401:
                    self._log_in(person)
            except (Unreachable, ValueError):
                pass
            longest = min(LONGEST_PAUSE, FIRST_PAUSE * 1.5**tries)
            time.sleep(random.uniform(longest / 2, longest))
        return Answer(0, tries=tries, at=time.time())

    def _client(self, person: str) -> Client:
        if not hasattr(self._own, "client"):
            self._own.client = Client(self._market.gateway, language="en")
        client: Client = self._own.client
        client.session = self._sessions[person]
        return client

    def _log_in(self, person: str) -> None:
        """Anew, if that is possible now."""
        try:
            with self._market.person(self._told.people[person].phone, "en") as client:
                self._sessions[person] = client.session
        except (ApiProblem, Unreachable, NoCode, ValueError):
            pass


def _told(said: Any, success: int, tries: int) -> Answer:
    return Answer(
        success,
        order_id=said["order_id"],
        state=said["status"],
        total=said["total"],
        tries=tries,
        at=time.time(),
    )
