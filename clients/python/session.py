"""Who calls: their tokens, renewed before they end and when Haat takes one no longer."""

import threading
import time
import uuid
from datetime import UTC, datetime

from .api.accounts import Accounts
from .problems import Problem
from .types.accounts import ApiKeyBody, RefreshBody, StepUpView, TokenView

RENEWED_AFTER = 0.7
"""Of a token's life: the rest is for slow lines."""


class Session:
    """A person's session, a machine with its API key, or a stranger.

    Safe to share between threads, and between clients of the same person.
    """

    def __init__(
        self, accounts: Accounts, *, token: str = "", refresh_token: str = "", api_key: str = ""
    ) -> None:
        self._accounts, self._lock = accounts, threading.RLock()
        self._api_key, self._token, self._due = api_key, token, float("inf")
        self._refresh_token, self._refresh_key = refresh_token, _key()
        self.person_id = self.session_id = ""
        if not token and (refresh_token or api_key):
            self._due = 0.0

    def __repr__(self) -> str:
        return f"Session(person_id={self.person_id!r})"

    @property
    def refresh_token(self) -> str:
        """Keep it in a safe place to go on tomorrow; each is good once, so keep the newest."""
        return self._refresh_token

    def token(self) -> str:
        """The access token, a new one if it is time; "" for a stranger."""
        with self._lock:
            if time.monotonic() >= self._due:
                self._renew()
            return self._token

    def refused(self, token: str) -> bool:
        """Haat does not take that token: whether there is another one now."""
        with self._lock:
            if token == self._token and (self._refresh_token or self._api_key):
                self._renew()
            return token != self._token

    def begin(self, told: TokenView) -> None:
        """Go on as who just proved a code, or refreshed."""
        with self._lock:
            self._take(told.token, told.expires_at)
            self._refresh_token, self._refresh_key = told.refresh_token, _key()
            self.person_id, self.session_id = told.person_id, told.session_id

    def be_sure(self, told: StepUpView) -> None:
        """Go on with the token that a second step brought."""
        with self._lock:
            self._take(told.token, told.expires_at)

    def end(self) -> None:
        """Be a stranger from now on."""
        with self._lock:
            self._token = self._refresh_token = self._api_key = ""
            self.person_id, self._due = "", float("inf")

    def _renew(self) -> None:
        """After a lost answer it asks again under the same key: so that counts as no theft."""
        if self._api_key:
            machine = self._accounts.prove_machine(ApiKeyBody(api_key=self._api_key))
            self._take(machine.token, machine.expires_at)
            return
        try:
            asked = RefreshBody(refresh_token=self._refresh_token)
            self.begin(self._accounts.refresh(asked, key=self._refresh_key))
        except Problem as problem:
            if problem.status == 401:
                self._refresh_token, self._due = "", float("inf")  # the session is over
            raise

    def _take(self, token: str, expires_at: datetime) -> None:
        life = (expires_at - datetime.now(UTC)).total_seconds()
        wrong_clock = life <= 0  # then only a 401 tells when it is time
        self._token = token
        self._due = float("inf") if wrong_clock else time.monotonic() + life * RENEWED_AFTER


def _key() -> str:
    return f"refresh-{uuid.uuid4()}"
