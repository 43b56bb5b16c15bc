"""The one-time code that proves a delivery: kept so that a look into the database is no code."""

import hashlib
import hmac
import secrets

MOST_WRONG = 5


def sealed(code: str) -> str:
    """`salt:hash`. Four digits yield to patience whatever the hash: the tries are what guards."""
    salt = secrets.token_hex(16)
    return f"{salt}:{digest(salt, code)}"


def digest(salt: str, code: str) -> str:
    """The code under that salt."""
    return hashlib.sha256(f"{salt}\x1f{code}".encode()).hexdigest()


def opens(seal: str, code: str) -> bool:
    """Whether that is the code; nothing opens an empty seal."""
    salt, _, kept = seal.partition(":")
    return bool(kept) and hmac.compare_digest(kept, digest(salt, code))


def four_digits() -> str:
    """A fresh code."""
    return f"{secrets.randbelow(10_000):04d}"
