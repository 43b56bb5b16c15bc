"""A login: the challenge that a phone's holder answers with the code sent to it."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from chassis.aggregate import Aggregate, Moves
from chassis.errors import Refusal
from contracts.values import Language
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.refusals import CodeExpired, CodeUsed, TriesUsedUp, WrongCode

TIME_TO_ANSWER: Final = timedelta(minutes=5)
TRIES: Final = 5
Channel = Literal["sms", "voice"]
"""How the code goes out: written, or read aloud by a call."""


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
    channel: Channel = "sms"
    network: str = ""
    """A keyed hash of the network address that asked."""
    used_by: str = ""
    """The seed of the request that used it: its repeats get the same."""

    @classmethod
    def start(
        cls, login_id: str, phone: str, language: Language, code_hash: str, *, at: datetime
    ) -> "Login":
        """Only the keyed hash of its code is kept, and that for five minutes."""
        return cls(
            id=login_id,
            status="started",
            phone=phone,
            language=language,
            code_hash=code_hash,
            tries_left=TRIES,
            asked_at=at,
            expires_at=at + TIME_TO_ANSWER,
        )

    def sent(self) -> None:
        """The message has left; a code that was used meanwhile stays used."""
        if self.may_become("sent"):
            self.move_to("sent")

    def check(self, code: str, hashes: Hashes, *, seed: str = "", at: datetime) -> Refusal | None:
        """Whether that is the code; if not, a try is gone, and why it was refused is told.

        Once used, it is good only for repeats of the very request that used it (`seed`).
        """
        refusal = self._why_not(code, hashes, seed, at)
        if refusal:
            self.tries_left = max(0, self.tries_left - 1)
        return refusal

    def use(self, seed: str) -> None:
        """Its code was right: it opens once. A repeat changes nothing."""
        if self.status != "used":
            self.move_to("used")
            self.used_by = seed

    def _why_not(self, code: str, hashes: Hashes, seed: str, at: datetime) -> Refusal | None:
        if self.status == "used" and not (seed and seed == self.used_by):
            return CodeUsed(field="code")
        if at >= self.expires_at:
            return CodeExpired(field="code")
        if self.tries_left == 0:
            return TriesUsedUp(field="code")
        if not hashes.fits(self.code_hash, "code", self.id, code):
            return WrongCode(field="code", allowed="6 digits", left=self.tries_left - 1)
        return None
