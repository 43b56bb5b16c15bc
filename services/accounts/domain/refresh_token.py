"""A refresh token as text: which session, which generation, and what only accounts can make."""

import re
from typing import Final

from contracts.message import Message
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.session import Session

_TOKEN: Final = re.compile(r"hrt_([0-9a-f-]{36})\.([0-9]{1,9})\.([0-9a-f]{64})")


class RefreshToken(Message):
    """Taken apart; not checked yet."""

    session_id: str
    generation: int
    secret: str

    def is_of(self, session: Session, hashes: Hashes) -> bool:
        """Whether it was made for that session: a guess ends nobody's session."""
        return hashes.fits(self.secret, "refresh", session.id, str(self.generation), session.salt)


def written(session: Session, hashes: Hashes) -> str:
    """The session's present refresh token; the same until it is used."""
    secret = hashes.of("refresh", session.id, str(session.generation), session.salt)
    return f"hrt_{session.id.removeprefix('ses_')}.{session.generation}.{secret}"


def read(text: str) -> RefreshToken | None:
    """None where it is none."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return None
    return RefreshToken(session_id=f"ses_{found[1]}", generation=int(found[2]), secret=found[3])
