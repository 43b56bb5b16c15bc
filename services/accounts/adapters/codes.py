"""One-time codes from the system's randomness."""

import secrets


class RandomCodes:
    """`services.accounts.ports.Codes`: six digits, the first not 0, so that none is dropped."""

    def new(self) -> str:
        return str(secrets.randbelow(900_000) + 100_000)
