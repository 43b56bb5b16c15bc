"""A login: the challenge that a phone's holder answers with the code sent to it."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.errors import Refusal
from contracts.values import Language
from services.accounts.domain.refusals import CodeExpired, CodeUsed, TriesUsedUp, WrongCode

TIME_TO_ANSWER: Final = timedelta(minutes=5)
TRIES: Final = 5


class Login(Aggregate):
    """Started, its code sent, then used once; every refused answer costs a try."""

    MOVES: ClassVar[Moves] = {
        "started": {"sent", "used"},
        "sent": {"used"},
        "used": set(),
    }

    phone: str
    language: Language
    code_hash: str
    tries_left: int
    asked_at: datetime
    expires_at: datetime

    @classmethod
    def start(
        cls, login_id: str, phone: str, language: Language, code: str, *, at: datetime
    ) -> "Login":
        """Only the code's hash is kept, salted with the login's id: it lives five minutes."""
        return cls(
            id=login_id,
            status="started",
            phone=phone,
            language=language,
            code_hash=_hash(login_id, code),
            tries_left=TRIES,
            asked_at=at,
            expires_at=at + TIME_TO_ANSWER,
        )

    def sent(self) -> None:
        """The SMS has left; a code that was used meanwhile stays used."""
        if self.may_become("sent"):
            self.move_to("sent")

    def prove(self, code: str, *, at: datetime) -> Refusal | None:
        """Use it up with the right code; else a try is gone, and why it was refused is told."""
        refusal = self._why_not(code, at)
        if refusal is None:
            self.move_to("used")
        else:
            self.tries_left = max(0, self.tries_left - 1)
        return refusal

    def _why_not(self, code: str, at: datetime) -> Refusal | None:
        if self.status == "used":
            return CodeUsed(field="code")
        if at >= self.expires_at:
            return CodeExpired(field="code")
        if self.tries_left == 0:
            return TriesUsedUp(field="code")
        if not hmac.compare_digest(_hash(self.id, code), self.code_hash):
            return WrongCode(field="code", allowed="6 digits", left=self.tries_left - 1)
        return None


def _hash(login_id: str, code: str) -> str:
    return hashlib.sha256(f"{login_id}\x1f{code}".encode()).hexdigest()
